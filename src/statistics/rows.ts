import { decode } from '#table/arrow.ts';
import { plainCell } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { expect } from './contract.ts';
import type { Statistic, StatisticParameters, StatisticRow } from './definition.ts';

/** Makes the rows of a statistic from what its queries answer (Arrow IPC bytes by name) somewhere: here, or in a worker. */
export type MakeRows = (
  statistic: Statistic,
  answers: Record<string, Uint8Array>,
  parameters: StatisticParameters,
  signal: AbortSignal,
) => Promise<StatisticRow[]>;

/** The name under which the one query of a statistic without a model answers. */
export const onlyAnswer = 'rows';

/**
 * The rows of a statistic in this thread, by the values of their columns in the order of the schema, checked. Throws CodedError
 * `statistic/contract`, and `model/stopped` when the signal aborts while a model works.
 */
export async function rowsHere(
  statistic: Statistic,
  answers: Record<string, Uint8Array>,
  parameters: StatisticParameters,
  signal: AbortSignal,
): Promise<StatisticRow[]> {
  const tables = Object.fromEntries(Object.entries(answers).map(([name, bytes]) => [name, decode(bytes)]));
  const rows = 'sql' in statistic ? plainRows(statistic, tables[onlyAnswer]!) : statistic.compute(tables, parameters, signal);
  const ordered = inOrder(statistic, rows.map(withoutMinusZero));
  statistic.check(ordered);
  return ordered;
}

/** A result as rows of the statistic's own columns; whole numbers beyond 2^53 are refused. */
function plainRows(statistic: Statistic, table: Table): StatisticRow[] {
  const names = Object.keys(statistic.schema);
  const columns = names.map((name) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    expect(statistic.id, column !== undefined, `column ${name} is missing`);
    return column!;
  });
  return Array.from({ length: table.rowCount }, (_, index) => {
    const row: StatisticRow = {};
    columns.forEach(({ name, kind, values }) => (row[name] = plain(plainCell(kind, values[index] ?? null))));
    return row;
  });
}

/** Rows sorted by the values of their columns, in the order of the schema. */
function inOrder({ schema }: Statistic, rows: StatisticRow[]): StatisticRow[] {
  const names = Object.keys(schema);
  return rows.sort((a, b) => {
    for (const name of names) {
      const order = compare(a[name] ?? null, b[name] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** The same row, in which zero has no sign, so that it is the same after it was written and read. */
function withoutMinusZero(row: StatisticRow): StatisticRow {
  for (const name in row) if (row[name] === 0) row[name] = 0;
  return row;
}

function plain(value: number | string | boolean | null): number | string | null {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** Null first, then by value. */
function compare(a: number | string | null, b: number | string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
