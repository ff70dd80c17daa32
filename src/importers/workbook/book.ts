import { type CellObject, parse_zip, type ParsingOptions, type Range, read, type WorkBook } from '@e965/xlsx';
import { asCodedError, CodedError } from '#base/error.ts';
import { decode, markupKind, refuseEntities } from './markup.ts';
import { openPackage } from './package.ts';

declare module '@e965/xlsx' {
  /** exported by the library, missing in its types */
  export function parse_zip(container: unknown, options: ParsingOptions): WorkBook;
}

export type SheetRow = (CellObject | undefined)[];

/** One sheet as the library reads it. */
export interface Sheet {
  name: string;
  hidden: boolean;
  /** damaged: the library could not read it */
  kind: 'sheet' | 'chart' | 'other' | 'damaged';
  /** by row and column from 0; rows without cells are holes */
  rows: (SheetRow | undefined)[];
  merges: readonly Range[];
}

export interface Book {
  date1904: boolean;
  sheets: Sheet[];
}

/** More rows than any spreadsheet has. */
const mostRows = 1_048_576;

/**
 * The sheets of a workbook of any version: all of them by their first rows, or the named one whole (the others are then empty). Formulas are never
 * evaluated: their last result counts.
 * @throws CodedError `import/encrypted`, `import/damaged-workbook`, what `openPackage` throws, `import/entities`, `import/unreadable`.
 */
export async function openBook(file: Blob, wanted: { sheet: string } | { firstRows: number }, trusted: boolean): Promise<Book> {
  const options: ParsingOptions = {
    ...{ dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: true, raw: true },
    ...('sheet' in wanted ? { sheets: wanted.sheet } : { sheetRows: wanted.firstRows }),
  };
  const first = new Uint8Array(
    await file
      .slice(0, 64 * 1024)
      .arrayBuffer()
      .catch((cause: unknown) => {
        throw new CodedError('import/unreadable', {}, { detail: String(cause), cause });
      }),
  );
  const book = first[0] === 0x50 && first[1] === 0x4b ? await zipped(file, options, trusted) : await plain(file, first, options);
  const states = book.Workbook?.Sheets ?? [];
  return {
    date1904: book.Workbook?.WBProps?.date1904 ?? false,
    sheets: book.SheetNames.map((name, index) => sheetOf(name, (states[index]?.Hidden ?? 0) > 0, book)),
  };
}

async function zipped(file: Blob, options: ParsingOptions, trusted: boolean): Promise<WorkBook> {
  const opened = await openPackage(file, options.sheets === undefined, trusted);
  const book = attempt(() => parse_zip(opened.container, options), opened.failure);
  const failure = opened.failure();
  if (failure) throw asCodedError(failure);
  return book;
}

async function plain(file: Blob, first: Uint8Array, options: ParsingOptions): Promise<WorkBook> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = markupKind(first);
  if (!kind) return attempt(() => read(bytes, { ...options, type: 'array' }));
  const text = decode(bytes);
  if (kind === 'xml') refuseEntities(text.slice(0, 64 * 1024));
  return attempt(() => read(text, { ...options, type: 'string' }));
}

function attempt(parse: () => WorkBook, known: () => unknown = () => undefined): WorkBook {
  try {
    return parse();
  } catch (cause) {
    const failure = known();
    if (failure) throw asCodedError(failure);
    const detail = String(cause);
    throw new CodedError(/password|encrypt/i.test(detail) ? 'import/encrypted' : 'import/damaged-workbook', {}, { detail, cause });
  }
}

function sheetOf(name: string, hidden: boolean, book: WorkBook): Sheet {
  const sheet = book.Sheets[name];
  const type = sheet ? (sheet['!type'] ?? 'sheet') : 'damaged';
  const kind = type === 'sheet' || type === 'chart' || type === 'damaged' ? type : 'other';
  const rows = (sheet?.['!data'] ?? []) as Sheet['rows'];
  if (rows.length > mostRows) throw new CodedError('import/damaged-workbook', {}, { detail: `${rows.length} rows` });
  return { name, hidden, kind, rows, merges: sheet?.['!merges'] ?? [] };
}
