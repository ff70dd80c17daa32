import type { Sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import { rowsFrom } from '../columns/one-row.ts';
import type { ColumnUse, Deciding } from '../decision.ts';

/** A file of orders while it is decided about: its used columns by role, and answers of the engine. */
export interface Reading {
  deciding: Deciding;
  /** staging table */
  table: string;
  roles: ReadonlySet<string>;
  use(role: string): ColumnUse | undefined;
  rows(statement: Sql): Promise<Row[]>;
  /** numbers of the first row by name */
  numbers(statement: Sql): Promise<Record<string, number>>;
}

/** The reading of a staged file with these uses; a column whose format is open counts as absent. */
export function readingOf(deciding: Deciding, uses: readonly ColumnUse[]): Reading {
  const byRole = new Map(uses.filter(({ open }) => !open).map((use) => [use.role.role, use]));
  const rows = (statement: Sql): Promise<Row[]> => rowsFrom(deciding, statement);
  return {
    deciding,
    table: deciding.staged.staging,
    roles: new Set(byRole.keys()),
    use: (role) => byRole.get(role),
    rows,
    async numbers(statement) {
      const [first = {}] = await rows(statement);
      return Object.fromEntries(Object.entries(first).map(([name, value]) => [name, Number(value ?? 0)]));
    },
  };
}
