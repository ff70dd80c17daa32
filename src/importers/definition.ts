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

/** One batch of records: every value is text. */
export interface RecordBatch {
  /** first physical line of each record, 1-based */
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

/** What reading found out about a file before its first record. */
export interface SourceShape {
  encoding: string;
  delimiter: string;
  /** 1-based physical line of the header; 0 when there is none */
  headerLine: number;
  /** header names as written, made unique; `renamed` lists those that were changed */
  columns: string[];
  renamed: { index: number; from: string; to: string }[];
}

/** Counts that must add up: records = batches' rows + notRecords + rejected. */
export interface ReadSummary {
  records: number;
  rows: number;
  notRecords: number;
  rejected: number;
}

export type ReadEvent =
  | { kind: 'shape'; shape: SourceShape }
  | { kind: 'batch'; batch: RecordBatch }
  | { kind: 'rejected'; records: RejectedRecord[] }
  | { kind: 'not-records'; lines: { line: number; raw: string; reason: string }[] }
  | { kind: 'progress'; bytesRead: number; bytesTotal: number }
  | { kind: 'done'; summary: ReadSummary };

export interface ReadOptions {
  encoding?: string;
  delimiter?: string;
  headerLine?: number;
}

/** One format: bytes -> records as text with their line numbers, streaming. */
export interface Importer {
  id: string;
  extensions: readonly string[];
  sniff(firstBytes: Uint8Array, name: string): Sniff;
  /** Throws CodedError `import/*` for what cannot be read at all (empty, unknown encoding, binary). */
  read(file: Blob, name: string, options: ReadOptions, signal: AbortSignal): AsyncIterable<ReadEvent>;
}
