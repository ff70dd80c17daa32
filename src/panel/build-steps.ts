import { CodedError } from '#base/error.ts';
import type { CallOptions, Engine } from '#engine/engine.ts';
import type { Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';

/** Statements of one build. */
const steps = 40;

/** Statements on one engine under one signal; each finished one moves the progress on. */
export class Steps {
  readonly #engine: Engine;
  readonly #options: CallOptions;
  readonly #onProgress: ((fraction: number) => void) | undefined;
  #done = 0;

  constructor(engine: Engine, signal: AbortSignal, onProgress: ((fraction: number) => void) | undefined) {
    this.#engine = engine;
    this.#options = { signal };
    this.#onProgress = onProgress;
  }

  async run(statement: Sql): Promise<void> {
    await this.#engine.execute(statement, this.#options);
    this.#advance();
  }

  async bytes(statement: Sql): Promise<Uint8Array> {
    const bytes = await this.#engine.query(statement, this.#options);
    this.#advance();
    return bytes;
  }

  async rows(statement: Sql): Promise<Row[]> {
    return rowsOf(decode(await this.bytes(statement)));
  }

  async row(statement: Sql): Promise<Row> {
    const [row] = await this.rows(statement);
    if (!row) throw new CodedError('unexpected', {}, { detail: 'a query of facts answered no row' });
    return row;
  }

  stream(statement: Sql): AsyncIterable<Uint8Array> {
    return this.#engine.stream(statement, this.#options);
  }

  async load(table: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    await this.#engine.load(table, chunks, this.#options);
    this.#advance();
  }

  #advance(): void {
    this.#done += 1;
    this.#onProgress?.(Math.min(1, this.#done / steps));
  }
}
