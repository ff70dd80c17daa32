import type { Sql } from '#sql/sql.ts';
import type { Table } from '#table/table.ts';

/** Progress of a long engine call: 0..1, or null when the engine cannot say. */
export type OnProgress = (fraction: number | null) => void;

export interface CallOptions {
  signal?: AbortSignal;
  onProgress?: OnProgress;
}

export interface Capabilities {
  /** a running query really stops when its signal aborts */
  cancels: boolean;
  /** the lock of the product was asserted by asking the engine */
  locked: boolean;
  engine: string;
  version: string;
}

/**
 * The port through which everything reaches data. SQL in, Arrow out.
 * Errors are CodedErrors: `engine/canceled`, `engine/restarted`, `engine/out-of-memory`, `sql/*`.
 */
export interface Engine {
  readonly capabilities: Capabilities;
  /** Runs one statement of ours and answers Arrow IPC (stream format) bytes. */
  query(sql: Sql, options?: CallOptions): Promise<Uint8Array>;
  /** Runs one statement of ours and yields complete Arrow IPC streams (schema + batches), bounded in memory. */
  stream(sql: Sql, options?: CallOptions): AsyncIterable<Uint8Array>;
  /** Runs statements of ours that answer nothing (create, insert, drop). */
  execute(sql: Sql, options?: CallOptions): Promise<void>;
  /** Creates `table` from Arrow IPC streams (each chunk complete, all of one schema); an existing table is replaced at the end, never half. */
  load(table: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options?: CallOptions): Promise<void>;
  /** Runs text from a person: one SELECT or WITH statement, prepared first; everything else is refused (`sql/not-a-select`, `sql/several-statements`, …). At most `limit` rows (defaults to 100,000). */
  select(
    text: string,
    options?: CallOptions & { parameters?: readonly (string | number | boolean | null)[]; limit?: number },
  ): Promise<Table>;
  /** Keeps a person's SELECT as a view that later text can name; same refusals as `select`. */
  keepView(name: string, text: string, options?: CallOptions): Promise<void>;
  /** Sets `getvariable(name)` as a typed literal, never spliced into text. */
  setVariable(name: string, value: string | number | boolean | null): Promise<void>;
  close(): Promise<void>;
}
