import { rungs } from '#models/lifecycle/ladder/rungs.ts';
import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'ladder-counts';
const schema: Record<string, StatisticType> = { rung: 'text', n: 'integer', amount: 'integer', share_known: 'integer', new_days: 'number' };
const nullable = ['amount', 'new_days'];

/**
 * Customers by rung of the ladder: prospect, new, regular, old, loyal; `occasional` and `ended` stand on none. `amount` is that of the last 365 days,
 * `share_known` counts those whose share of the category is known, `new_days` is the time in which a customer still is new.
 */
export const ladderCounts: Statistic = {
  id,
  table: 'ladder_counts',
  schema,
  nullable,
  smallestGroup: 5,
  sql: (d: Dialect): Sql => sql`SELECT rung, count(*) AS n, ${d.i64(sql`sum(amount_12) * 10000`)} AS amount, count(share) AS share_known,
      max(new_days) AS new_days FROM ladder GROUP BY rung`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'share_known', 'new_days']);
    for (const { rung } of rows) expect(id, (rungs as readonly string[]).includes(String(rung)), `unknown rung ${String(rung)}`);
  },
};
