import { CodedError } from '#base/error.ts';
import type { FormatReader, Importer, Part, ReadEvent, ReadOptions } from './definition.ts';
import { readingError } from './reading-error.ts';
import { sniff } from './sniff.ts';
import { refuseBomb, unpackingLimits } from './unpacking.ts';

/** One table of what a person dropped: a file, a sheet of a workbook, a member of an archive, ready to be read. */
export interface Source {
  /** unique among the sources opened together: the path, and the sheet behind ` › ` */
  key: string;
  /** name of the dropped file it belongs to */
  file: string;
  /** the dropped file's name, with the member's path behind `/` when it is an archive */
  path: string;
  sheet: string | null;
  /** id of the importer */
  format: string;
  bytes: number;
  /** why it is not read unless asked for, null when it is */
  skipped: string | null;
  /** why it cannot be read, null when it can */
  failure: CodedError | null;
  read(options: ReadOptions, signal: AbortSignal): AsyncIterable<ReadEvent>;
}

/** What opens files: the formats in the order in which they are asked, and the reader of each. */
export interface Opening {
  importers: readonly Importer[];
  readerOf(id: string): FormatReader;
}

/** Archives within archives are opened this deep. */
const deepest = 2;

/**
 * The tables in files, in the order of the files; nothing but beginnings and directories is read. A file that no importer knows is left
 * to the reader of text, which says what is wrong with it; one whose directory cannot be read is one source with its failure. Who trusts a file trusts everything inside it. Throws `import/canceled` when the signal aborts.
 */
export async function openFiles(
  files: readonly File[],
  opening: Opening,
  optionsOf: (key: string) => ReadOptions,
  signal: AbortSignal,
): Promise<Source[]> {
  const sources: Source[] = [];
  const taken = new Set<string>();
  for (const file of files) {
    const name = unique(file.name, taken);
    const unpacked = { members: 0, bytes: 0, packed: file.size, refused: null };
    sources.push(...(await open(file, { file: name, path: name, depth: 0, unpacked }, opening, optionsOf, signal)));
  }
  return sources;
}

interface Place {
  file: string;
  path: string;
  depth: number;
  /** over all archives inside one dropped file; `refused`: it holds too much, so nothing more of it is unpacked */
  unpacked: { members: number; bytes: number; packed: number; refused: CodedError | null };
}

async function open(
  blob: Blob,
  place: Place,
  opening: Opening,
  optionsOf: (key: string) => ReadOptions,
  signal: AbortSignal,
): Promise<Source[]> {
  if (signal.aborted) throw new CodedError('import/canceled');
  const source = sourceAt(blob, place);
  const trusted = optionsOf(place.path).trusted ?? optionsOf(place.file).trusted;
  const more: ReadOptions = trusted === undefined ? {} : { trusted };
  try {
    if (place.unpacked.refused) throw place.unpacked.refused;
    const importer = (await sniff(blob, place.path, opening.importers)) ?? opening.importers.find(({ id }) => id === 'csv');
    if (!importer) throw new CodedError('import/binary', { format: '' });
    const reader = opening.readerOf(importer.id);
    if (!importer.holdsParts || !reader.parts) return [readable(source, blob, importer.id, reader, more)];
    if (importer.id === 'archive' && place.depth >= deepest) throw new CodedError('import/nested-too-deep');
    const parts = await reader.parts(blob, place.path, { ...optionsOf(place.path), ...more }, signal);
    count(parts, place, trusted ?? false);
    const found: Source[] = [];
    for (const part of parts) {
      if (part.kind === 'sheet') found.push(sheet(source, part, blob, importer.id, reader, more));
      else found.push(...(await member(part, place, importer.id, opening, optionsOf, signal)));
    }
    if (place.depth === 0 && place.unpacked.refused) throw place.unpacked.refused;
    if (found.length === 0) throw new CodedError('import/empty');
    return found;
  } catch (thrown) {
    const failure = readingError(thrown);
    if (signal.aborted) throw new CodedError('import/canceled');
    return [{ ...source, failure }];
  }
}

async function member(
  part: Part,
  place: Place,
  format: string,
  opening: Opening,
  optionsOf: (key: string) => ReadOptions,
  signal: AbortSignal,
): Promise<Source[]> {
  const inside = { ...place, path: `${place.path}/${part.path}`, depth: place.depth + 1 };
  const bytes = part.blob ?? new Blob([]);
  const source = { ...sourceAt(bytes, inside), format };
  if (part.skipped) return [{ ...source, skipped: part.skipped }];
  if (part.failure) return [{ ...source, failure: CodedError.from(part.failure) }];
  return open(bytes, inside, opening, optionsOf, signal);
}

/** Adds up what archives within archives hold, and refuses the whole file when it is too much. */
function count(parts: readonly Part[], { unpacked }: Place, trusted: boolean): void {
  const members = parts.filter(({ kind }) => kind === 'member');
  unpacked.members += members.length;
  unpacked.bytes += members.reduce((sum, { blob }) => sum + (blob?.size ?? 0), 0);
  try {
    refuseBomb(unpacked.packed, unpacked.bytes, trusted);
    if (unpacked.members > unpackingLimits.entries && !trusted)
      throw new CodedError('import/too-many-entries', { entries: unpacked.members, limit: unpackingLimits.entries });
  } catch (thrown) {
    unpacked.refused = readingError(thrown);
    throw unpacked.refused;
  }
}

function sheet(source: Source, part: Part, blob: Blob, format: string, reader: FormatReader, more: ReadOptions): Source {
  const named = { ...source, key: `${source.path} › ${part.path}`, sheet: part.path, skipped: part.skipped };
  return readable(named, blob, format, reader, { ...more, sheet: part.path });
}

function readable(source: Source, blob: Blob, format: string, reader: FormatReader, more: ReadOptions): Source {
  return { ...source, format, read: (options, signal) => reader.read?.(blob, source.path, { ...options, ...more }, signal) ?? nothing() };
}

function sourceAt(blob: Blob, { file, path }: Place): Source {
  return { key: path, file, path, sheet: null, format: '', bytes: blob.size, skipped: null, failure: null, read: nothing };
}

async function* nothing(): AsyncGenerator<ReadEvent> {
  // a source that cannot be read has no events
}

/** File names, those that occur again with a number behind. */
function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let copy = 2; taken.has(free); copy += 1) free = `${name} (${copy})`;
  taken.add(free);
  return free;
}
