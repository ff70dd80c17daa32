import type { Engine } from '#engine/engine.ts';
import { canonicalTables } from '#schema/canonical.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';

/** A table in the engine with its columns. */
export interface TableFacts {
  name: string;
  rows: number;
  columns: {
    name: string;
    type: string;
    /** measured, derived or assumed; null when no file carries the column */
    badge: string | null;
    files: string[];
    /** rows with a value */
    filled: number;
  }[];
}

/** A record in quarantine. */
export interface QuarantinedRecord {
  line: number;
  column: string;
  rule: string;
  found: string;
  expected: string;
  raw: string;
}

/** The canonical tables that hold rows, then those that hold none, with what each column has. */
export async function tableFacts(engine: Engine, signal?: AbortSignal): Promise<TableFacts[]> {
  const ask = asking(engine, signal);
  const mapped = await ask(sql`SELECT table_name AS "table", column_name AS "column", file, badge FROM mapped_columns`);
  const facts: TableFacts[] = [];
  for (const { name, columns } of canonicalTables) {
    const counts = columns.map((column) => sql`count(${identifier(column.name)})::DOUBLE AS ${identifier(column.name)}`);
    const [row = {}] = await ask(
      sql`SELECT count(*)::DOUBLE AS _rows, ${join(counts)} FROM ${identifier(name === 'orders' ? 'orders_all' : name)}`,
    );
    facts.push({
      name,
      rows: Number(row._rows ?? 0),
      columns: columns.map((column) => {
        const carried = mapped.filter((one) => one.table === name && one.column === column.name);
        const badge = carried[0]?.badge;
        return {
          name: column.name,
          type: column.type,
          badge: typeof badge === 'string' ? badge : null,
          files: [...new Set(carried.map(({ file }) => String(file)))],
          filled: Number(row[column.name] ?? 0),
        };
      }),
    });
  }
  return facts.sort((a, b) => Number(b.rows > 0) - Number(a.rows > 0));
}

/** The first rows of a canonical table as text. */
export async function firstRows(
  engine: Engine,
  table: string,
  columns: readonly string[],
  limit: number,
  signal?: AbortSignal,
): Promise<Row[]> {
  const texts = columns.map((column) => sql`${identifier(column)}::VARCHAR AS ${identifier(column)}`);
  return asking(engine, signal)(sql`SELECT ${join(texts)} FROM ${identifier(table)} LIMIT ${limit}`);
}

/** Quarantined records of one file by line, from the `from`th on. */
export async function quarantinedRecords(
  engine: Engine,
  file: string,
  from: number,
  limit: number,
  signal?: AbortSignal,
): Promise<QuarantinedRecord[]> {
  const rows = await asking(
    engine,
    signal,
  )(sql`
    SELECT _line::DOUBLE AS "line", "column", rule, found, expected, raw FROM quarantine WHERE _file = ${file} ORDER BY _line LIMIT ${limit} OFFSET ${from}`);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return rows.map((row) => ({
    line: Number(row.line),
    column: text(row.column),
    rule: text(row.rule),
    found: text(row.found),
    expected: text(row.expected),
    raw: text(row.raw),
  }));
}

function asking(engine: Engine, signal: AbortSignal | undefined): (statement: Sql) => Promise<Row[]> {
  return async (statement) => rowsOf(decode(await engine.query(statement, signal ? { signal } : {}))).map((row) => ({ ...row }));
}
