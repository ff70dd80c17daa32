import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import type { Fix } from '../types.ts';
import type { Resplit } from './records.ts';

/**
 * Statements that write a person's repairs of cells into a staging table: one cell, or every equal value of a column. Repairs of columns that
 * the file does not have are passed by.
 */
export function applyFixes(staging: string, columns: readonly string[], fixes: readonly Fix[]): Sql[] {
  return fixes.flatMap(({ line, column, from, to }) => {
    const index = columns.indexOf(column ?? '');
    if (index < 0) return [];
    const cell = identifier(`c${index}`);
    if (line !== undefined) return [sql`UPDATE ${identifier(staging)} SET ${cell} = ${to} WHERE _line = ${line}`];
    return from === undefined
      ? []
      : [sql`UPDATE ${identifier(staging)} SET ${cell} = ${to} WHERE trim(coalesce(${cell}, '')) = ${from.trim()}`];
  });
}

/** Statements that put whole records written anew into a staging table: in the place of a row, or as a row that was rejected before. */
export function applyRecords(staging: string, { records }: Resplit): Sql[] {
  return records.map(({ line, fields, added }) => {
    if (added)
      return sql`INSERT INTO ${identifier(staging)} BY NAME SELECT ${line} AS _line, ${join(fields.map((field, index) => sql`${field} AS ${identifier(`c${index}`)}`))}`;
    const cells = fields.map((field, index) => sql`${identifier(`c${index}`)} = ${field}`);
    return sql`UPDATE ${identifier(staging)} SET ${join(cells)} WHERE _line = ${line}`;
  });
}
