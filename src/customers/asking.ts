import type { Engine } from '#engine/engine.ts';
import type { Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';

/** Rows of a query whose columns are those of `Row`; rejects with what the engine throws. */
export function asking(engine: Engine, signal: AbortSignal): <Row>(statement: Sql) => Promise<Row[]> {
  return async <Row>(statement: Sql) => rowsOf(decode(await engine.query(statement, { signal }))).map((row) => ({ ...row }) as Row);
}
