import { CodedError } from '#base/error.ts';
import type { FormatReader, Part, ReadEvent, ReadOptions } from '../definition.ts';
import { tableEvents } from '../table-rows.ts';
import { openBook } from './book.ts';
import { skippedSheet } from './profile.ts';
import { tableOf } from './sheet-table.ts';

/** Rows of each sheet that tell what kind of sheet it is. */
const profileRows = 100;

/** Workbooks of every kind. */
export const reader: FormatReader = { parts: sheetsOf, read: readSheet };

/**
 * The sheets in their order. When every sheet would be passed by, those taken for notes are read after all.
 * @throws what `openBook` throws, `import/canceled`.
 */
async function sheetsOf(file: Blob, _name: string, { trusted = false }: ReadOptions, signal: AbortSignal): Promise<Part[]> {
  if (signal.aborted) throw new CodedError('import/canceled');
  const book = await openBook(file, { firstRows: profileRows }, trusted);
  const parts = book.sheets.map((sheet): Part => ({ path: sheet.name, kind: 'sheet', skipped: skippedSheet(sheet, book), blob: null }));
  if (parts.some(({ skipped }) => skipped === null)) return parts;
  return parts.map((part) => (part.skipped === 'notes' ? { ...part, skipped: null } : part));
}

/**
 * Reads one sheet (the first when none is named) as events, from the library's cells in memory.
 * @throws what `openBook` throws, `import/no-such-sheet`, `import/empty`, `import/header-only`, `import/canceled`.
 */
async function* readSheet(file: Blob, _name: string, options: ReadOptions, signal: AbortSignal): AsyncGenerator<ReadEvent> {
  if (signal.aborted) throw new CodedError('import/canceled');
  const trusted = options.trusted ?? false;
  const name = options.sheet ?? (await openBook(file, { firstRows: 1 }, trusted)).sheets[0]?.name ?? '';
  const book = await openBook(file, { sheet: name }, trusted);
  const sheet = book.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw new CodedError('import/no-such-sheet', { sheet: name });
  if (sheet.kind === 'damaged') throw new CodedError('import/damaged-workbook', {}, { detail: name });
  if (signal.aborted) throw new CodedError('import/canceled');
  if (sheet.rows.length === 0) throw new CodedError('import/empty');
  const { before, rows, ...found } = tableOf(sheet, book, options);
  const preamble = before.filter(({ reason }) => reason === 'preamble').map(({ raw }) => raw);
  const shape = { ...found, ...{ encoding: '', encodings: [], delimiter: '', preamble } };
  for (const event of tableEvents(shape, before, rows())) {
    if (signal.aborted) throw new CodedError('import/canceled');
    // a batch may have moved to another thread once it was handed on
    const share = event.kind === 'batch' ? Math.min(1, (event.batch.lines.at(-1) ?? 0) / sheet.rows.length) : null;
    yield event;
    if (share !== null) yield { kind: 'progress', bytesRead: Math.round(file.size * share), bytesTotal: file.size };
  }
}
