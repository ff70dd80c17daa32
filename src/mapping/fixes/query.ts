import { identifier, sql, type Sql } from '#sql/sql.ts';
import type { Fix } from '../types.ts';

/** Statements that write a person's repairs of cells into a staging table; repairs of columns that the file does not have are passed by. */
export function applyFixes(staging: string, columns: readonly string[], fixes: readonly Fix[]): Sql[] {
  return fixes.flatMap(({ line, column, from, to }) => {
    const index = columns.indexOf(column ?? '');
    if (index < 0) return [];
    const cell = identifier(`c${index}`);
    if (line !== undefined) return [sql`UPDATE ${identifier(staging)} SET ${cell} = ${to} WHERE _line = ${line}`];
    return from === undefined ? [] : [sql`UPDATE ${identifier(staging)} SET ${cell} = ${to} WHERE trim(${cell}) = ${from}`];
  });
}
