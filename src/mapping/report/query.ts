import type { RejectedRecord } from '#importers/definition.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';

/** What the rows of a typed table have come to: `rows`, `sound`, `continuation`, and those with `flags`. */
export function typedState(typed: string): Sql {
  return sql`SELECT count(*)::DOUBLE AS "rows", count(*) FILTER (WHERE _rule IS NULL)::DOUBLE AS "sound",
    count(*) FILTER (WHERE _rule = 'continuation')::DOUBLE AS "continuation", count(_flags)::DOUBLE AS "flags" FROM ${identifier(typed)}`;
}

/** Records of a typed table that have a sound row, and those that merely go on with the record before. */
export function countSound(typed: string): Sql {
  return sql`SELECT count(DISTINCT _line) FILTER (WHERE _rule IS NULL)::DOUBLE AS "loaded",
    count(DISTINCT _line) FILTER (WHERE _rule = 'continuation')::DOUBLE AS "continuation" FROM ${identifier(typed)}`;
}

/** The first problems of a file by line. */
export function firstProblems(quarantine: string, file: string, limit: number): Sql {
  return sql`SELECT _line::DOUBLE AS "line", "column", rule, found FROM ${identifier(quarantine)} WHERE _file = ${file} ORDER BY _line LIMIT ${limit}`;
}

/** The first values of optional columns that could not be read and were left empty although their row counts, by line. */
export function leftEmpty(flags: string, file: string, limit: number): Sql {
  return sql`SELECT _line::DOUBLE AS "line", "column", rule, found FROM ${identifier(flags)} WHERE _file = ${file} AND rule = 'left-empty' ORDER BY _line LIMIT ${limit}`;
}

/** Whether order ids repeat within a file: its grain. */
export function repeatedOrders(orders: string, file: string): Sql {
  return sql`SELECT (count(DISTINCT order_id) < count(*))::INTEGER::DOUBLE AS "repeated" FROM ${identifier(orders)} WHERE _file = ${file}`;
}

/** Puts records that reading rejected into quarantine; NUL, which SQL text cannot hold, is shown as ␀. */
export function insertRejected(quarantine: string, file: string, records: readonly RejectedRecord[]): Sql {
  const rows = records.map(
    ({ line, rule, found, expected, raw }) => sql`(${file}, ${line}, '', ${rule}, ${found}, ${expected}, ${raw.replaceAll('\0', '␀')})`,
  );
  return sql`INSERT INTO ${identifier(quarantine)} VALUES ${join(rows)}`;
}

/** Notes which canonical columns a file carried. */
export function insertMapped(target: string, table: string, file: string, columns: readonly { column: string; badge: string }[]): Sql {
  return sql`INSERT INTO ${identifier(target)} VALUES ${join(columns.map(({ column, badge }) => sql`(${table}, ${column}, ${file}, ${badge})`))}`;
}
