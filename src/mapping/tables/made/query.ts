import type { Badge } from '#schema/canonical.ts';
import { sql, type Sql } from '#sql/sql.ts';
import type { ColumnUse } from '../../decision.ts';
import type { Coded } from '../../types.ts';

/** How one canonical column comes from the typed columns of a file, which are named by their roles. */
export interface Made {
  expression: Sql;
  badge: Badge;
  reason: Coded | null;
}

/** What the columns of one table are made from. */
export interface MakingFrom {
  roles: ReadonlySet<string>;
  uses: readonly ColumnUse[];
  file: string;
}

/** The columns of a table that do not simply repeat a column of the file. */
export type Making = (from: MakingFrom) => Record<string, Made | undefined>;

/** A column calculated from values of the file, or assumed; the reason is the message `data_made_<code>`. */
export function made(expression: Sql, code: string, badge: Badge = 'derived', from = ''): Made {
  return { expression, badge, reason: { code: `made_${code}`, parameters: from === '' ? {} : { from } } };
}

/** The first value whose pattern (RE2, on the lower-case text) fits, else `otherwise`; NULL for NULL. */
export function byWords(
  text: Sql,
  patterns: readonly (readonly [pattern: string, value: string | number | boolean])[],
  otherwise: Sql,
): Sql {
  const whens = patterns.reduce(
    (all, [pattern, value]) => sql`${all} WHEN regexp_matches(lower(${text}), ${pattern}) THEN ${value}`,
    sql``,
  );
  return sql`CASE WHEN ${text} IS NULL THEN NULL ${whens} ELSE ${otherwise} END`;
}
