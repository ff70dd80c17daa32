import type { RejectedRecord } from '#importers/definition.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { readColumn, textOf } from '../columns/query.ts';
import type { MappingDecision } from '../decision.ts';

/** Rows of a typed table that are sound. */
export function countSound(typed: string): Sql {
  return sql`SELECT count(DISTINCT _line) FILTER (WHERE _rule IS NULL)::DOUBLE AS "loaded" FROM ${identifier(typed)}`;
}

/** The first problems of a file by line. */
export function firstProblems(quarantine: string, file: string, limit: number): Sql {
  return sql`SELECT _line::DOUBLE AS "line", "column", rule, found FROM ${identifier(quarantine)} WHERE _file = ${file} ORDER BY _line LIMIT ${limit}`;
}

/**
 * The first values of optional columns that could not be read and were left empty although their row counts, by line; null when no column
 * can have any. Columns that wait for an answer are not among them: their question tells of it.
 */
export function leftEmpty(staging: string, quarantine: string, decision: MappingDecision, limit: number): Sql | null {
  const optional = decision.uses.filter(({ role, open }) => !role.required && !open && role.type !== 'text');
  if (optional.length === 0) return null;
  const values = optional.map(
    ({ source, staged, role, format }) => sql`SELECT _line, ${source} AS "column", left(trim(${identifier(staged)}), 200) AS found
      FROM ${identifier(staging)} WHERE ${textOf(staged)} IS NOT NULL AND ${readColumn(staged, role.type, format)} IS NULL`,
  );
  return sql`SELECT _line::DOUBLE AS "line", "column", 'left-empty' AS rule, found FROM (${join(values, ' UNION ALL ')})
    WHERE _line NOT IN (SELECT _line FROM ${identifier(quarantine)} WHERE _file = ${decision.file}) ORDER BY _line LIMIT ${limit}`;
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
