import type { Badge } from '#schema/canonical.ts';
import type { Sql } from '#sql/sql.ts';
import type { Coded } from '../types.ts';

/** How one canonical column of order lines comes from the typed columns of a file, named by their roles. */
export interface OrderColumn {
  column: string;
  expression: Sql;
  /** null when the file has nothing for it */
  badge: Badge | null;
  /** why, for a column that no source column carries */
  reason: Coded | null;
}

export type Made = Omit<OrderColumn, 'column'>;

/** A column as the file has it. */
export const measured = (expression: Sql): Made => ({ expression, badge: 'measured', reason: null });

/** A column made by the derivation `code` (`data_made_*`), of the role `from` when one is named. */
export function derived(expression: Sql, code: string, badge: Badge, from = ''): Made {
  return { expression, badge, reason: because(code, from === '' ? {} : { from }) };
}

/** A reason without words. */
export const because = (code: string, parameters: Coded['parameters'] = {}): Coded => ({ code, parameters });
