import type { ErrorShape } from '#base/error.ts';

/** How sure an importer is that the bytes are its format: 0..1. */
export interface Sniff {
  confidence: number;
  reason: string;
}

/** The texts of one column as UTF-8, one after the other: text r is `bytes[offsets[r]..offsets[r + 1])`. Moves between threads without a copy. */
export interface TextColumn {
  /** one more than there are texts; the first is 0 */
  offsets: Int32Array;
  bytes: Uint8Array;
}

/** One batch of records: every value is text. Numbers, dates and decimals of typed formats are written exactly: `12.30`, `2024-01-05T08:30:00`, empty for null. */
export interface RecordBatch {
  /** first physical line (row of a sheet, index of an object) of each record, 1-based */
  lines: Int32Array;
  /** as many as the header has, each with as many texts as there are lines */
  columns: TextColumn[];
}

/** A record that cannot become a row whatever the mapping says. */
export interface RejectedRecord {
  line: number;
  rule: string;
  found: string;
  expected: string;
  raw: string;
}

/** One reading of the bytes as text, with how plausible it is. */
export interface EncodingCandidate {
  /** label of TextDecoder */
  label: string;
  /** 0..1, the sum over candidates is not 1 */
  score: number;
  /** the header in this reading, and the first lines that differ between candidates, for a person to judge */
  header: string;
  differing: { line: number; text: string }[];
}

/** Something that reading found and a person should know: a message code below `data_note_` and the values it names. */
export interface SourceNote {
  code: string;
  parameters: Record<string, string | number>;
}

/** What reading found out about a table before its first record. */
export interface SourceShape {
  encoding: string;
  /** readings of the bytes that are worth showing, best first; empty when there is only one (BOM, strict UTF-8, binary formats) */
  encodings: EncodingCandidate[];
  /** empty for formats without one */
  delimiter: string;
  /** 1-based physical line of the first header row; 0 when there is none */
  headerLine: number;
  /** header names as written, made unique; `renamed` lists those that were changed */
  columns: string[];
  renamed: { index: number; from: string; to: string }[];
  /** rows between header and data that tell about the columns (question texts, import ids, choices), each as wide as the header */
  descriptions: string[][];
  /** lines in front of the header, as written */
  preamble: string[];
  notes: SourceNote[];
}

/** Counts that must add up: records = batches' rows + notRecords + rejected. */
export interface ReadSummary {
  records: number;
  rows: number;
  notRecords: number;
  rejected: number;
}

/** A line that is not a record: preamble, description, blank, total, footer. */
export interface NotRecord {
  line: number;
  raw: string;
  reason: string;
  /** the cells of a total or subtotal line, to check the sum of the records against; absent otherwise */
  cells?: string[];
}

export type ReadEvent =
  /** before the first batch, and again before `done` when reading found more to tell */
  | { kind: 'shape'; shape: SourceShape }
  | { kind: 'batch'; batch: RecordBatch }
  | { kind: 'rejected'; records: RejectedRecord[] }
  | { kind: 'not-records'; lines: NotRecord[] }
  | { kind: 'progress'; bytesRead: number; bytesTotal: number }
  | { kind: 'done'; summary: ReadSummary };

/** A person's choices about the reading of one table; what is absent is decided from the content. */
export interface ReadOptions {
  encoding?: string;
  delimiter?: string;
  /** 0: the file has no header */
  headerLine?: number;
  /** name of the sheet to read */
  sheet?: string;
  /** go on past the limits against bombs, up to what the device holds */
  trusted?: boolean;
}

/** One table inside a file: a sheet of a workbook, a member of an archive. */
export interface Part {
  /** sheet name, or path of the member inside the archive */
  path: string;
  kind: 'sheet' | 'member';
  /** why it is not read unless asked for (`hidden`, `empty`, `notes`, `chart`, `not-data`), null when it is */
  skipped: string | null;
  /** the bytes of a member; null for sheets, and for members that are skipped or failed */
  blob: Blob | null;
  /** why this part alone cannot be read */
  failure?: ErrorShape;
}

/** The program of a format. It runs in a worker of its own that is thrown away afterwards, and in Node. */
export interface FormatReader {
  /** Called before anything else in a worker when the folder has an `asset.ts`: the gzipped program that it names, fetched by the page ahead. */
  start?(asset: Blob): Promise<void>;
  /** The tables inside; absent when a file of the format is one table. Throws CodedError `import/*`. */
  parts?(file: Blob, name: string, options: ReadOptions, signal: AbortSignal): Promise<Part[]>;
  /** Records of the file, or of the sheet that the options name; absent for archives. Throws CodedError `import/*` for what cannot be read at all. */
  read?(file: Blob, name: string, options: ReadOptions, signal: AbortSignal): AsyncIterable<ReadEvent>;
}

/** One format: a folder with `definition.ts` (this), `read.ts` (exports `reader: FormatReader`) and `worker.ts` (serves it). */
export interface Importer {
  id: string;
  extensions: readonly string[];
  /** a file of the format holds several tables: it is asked for its parts first */
  holdsParts: boolean;
  sniff(firstBytes: Uint8Array, name: string): Sniff;
}
