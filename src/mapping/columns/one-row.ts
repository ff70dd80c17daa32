import type { Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import type { Deciding } from '../decision.ts';

/** All rows of a question put to the engine while deciding. */
export async function rowsFrom({ engine, signal }: Pick<Deciding, 'engine' | 'signal'>, statement: Sql): Promise<Row[]> {
  return rowsOf(decode(await engine.query(statement, signal ? { signal } : {})));
}

/** The one row of a question put to the engine while deciding; whoever asks knows its columns. */
export async function oneRow<Shape>(deciding: Pick<Deciding, 'engine' | 'signal'>, statement: Sql): Promise<Shape> {
  return ((await rowsFrom(deciding, statement))[0] ?? {}) as Shape;
}

/** Values of a row as parameters of a message; null is an empty text. */
export function parametersOf(row: Row): Record<string, string | number> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? value : String(value ?? '')]));
}

/** Samples of a question from rows with `line`, `written` and a column `r0`, `r1`, … for each choice. */
export function samplesOf(rows: readonly Row[], choices: number): { line: number; written: string; readings: string[] }[] {
  return rows.map((row) => ({
    line: Number(row.line),
    written: String(row.written),
    readings: Array.from({ length: choices }, (_, index) => String(row[`r${index}`] ?? '')),
  }));
}
