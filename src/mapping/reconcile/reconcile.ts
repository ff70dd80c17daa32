import type { Engine } from '#engine/engine.ts';
import { canonicalTable, type CanonicalTableName } from '#schema/canonical.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import { dropTable, physicalName } from '../load/query.ts';
import type { FileResult } from '../types.ts';
import { beforeName, countKinds, firstRows, isFilled, keepRows, record, unit } from './query.ts';

/** Rows of each kind that are listed, not only counted: as many as a person looks through. */
const listed = 100;

/** One row that a newer export brought, left out or changed. */
export interface ReconciledRow {
  kind: 'new' | 'changed' | 'vanished';
  /** the values of the key columns, joined by ` · ` */
  key: string;
  /** where it stands: in the newer file, a vanished row in the older one */
  line: number;
  changes: { column: string; before: string; after: string }[];
}

/** What a newer export changed in one table against the older one that it replaced. */
export interface Reconciliation {
  file: string;
  older: string;
  table: CanonicalTableName;
  key: readonly string[];
  counts: { new: number; changed: number; vanished: number; same: number };
  /** the first hundred of each kind */
  rows: ReconciledRow[];
}

/** Two readings of the same part of an export; `newer` has taken the place of `older`. */
export interface Replaced {
  older: FileResult;
  newer: FileResult;
}

/**
 * Puts the rows of files aside before an import that replaces them. The answer compares them once, by key, with the rows that came in their place
 * and drops them. Rejects with what the engine threw.
 */
export async function keepBefore(
  engine: Engine,
  older: readonly FileResult[],
  signal: AbortSignal,
): Promise<(pairs: readonly Replaced[]) => Promise<Reconciliation[]>> {
  const tables = new Map<string, string[]>();
  for (const file of older) {
    if (file.table === 'none') continue;
    const table = physicalName(file.table);
    tables.set(table, [...(tables.get(table) ?? []), file.name]);
  }
  for (const [table, files] of tables) await engine.execute(keepRows(table, files), { signal });
  return async (pairs) => {
    const all: Reconciliation[] = [];
    for (const pair of pairs) all.push(...(await compare(engine, pair, signal)));
    for (const table of tables.keys()) await engine.execute(dropTable(beforeName(table)));
    return all;
  };
}

async function compare(engine: Engine, { older, newer }: Replaced, signal: AbortSignal): Promise<Reconciliation[]> {
  if (newer.table === 'none' || newer.table !== older.table) return [];
  const table = physicalName(newer.table);
  const read = async (statement: Parameters<Engine['query']>[0]): Promise<Row[]> =>
    rowsOf(decode(await engine.query(statement, { signal })));
  const columns = canonicalTable(newer.table).columns.map(({ name }) => name);
  const filled: string[] = [];
  for (const column of keyCandidates(newer.table)) {
    const [row] = await read(isFilled(table, column, older.name, newer.name));
    if (Number(row?.filled) > 0) filled.push(column);
  }
  const key = keyOf(newer.table, filled);
  const given = [table, key, columns, older.name, newer.name] as const;
  const counts = { new: 0, changed: 0, vanished: 0, same: 0 };
  for (const row of await read(countKinds(...given))) counts[row.kind as keyof typeof counts] = Number(row.rows);
  const rows = (await read(firstRows(listed, ...given))).map((row) => ({
    kind: row.kind as ReconciledRow['kind'],
    key: String(row.key),
    line: Number(row.line),
    changes: changesOf(String(row.changes ?? '')),
  }));
  return [{ file: newer.name, older: older.name, table: newer.table, key, counts, rows }];
}

/** Order lines have no key of their own in most exports: the order and its line, else the order and the article, else the order. */
const orderKey = ['order_id', 'line_id', 'sku', 'product_name', 'kind'];

function keyCandidates(table: CanonicalTableName): readonly string[] {
  if (table === 'orders') return orderKey;
  const { key, columns } = canonicalTable(table);
  return key ? [key] : columns.filter(({ required }) => required).map(({ name }) => name);
}

function keyOf(table: CanonicalTableName, filled: readonly string[]): readonly string[] {
  if (table !== 'orders') return filled.length > 0 ? filled : keyCandidates(table);
  const article = ['line_id', 'sku', 'product_name'].find((column) => filled.includes(column));
  return ['order_id', ...(article ? [article] : []), ...(filled.includes('kind') ? ['kind'] : [])];
}

function changesOf(text: string): ReconciledRow['changes'] {
  if (text === '') return [];
  return text.split(record).map((change) => {
    const [column = '', before = '', after = ''] = change.split(unit);
    return { column, before, after };
  });
}
