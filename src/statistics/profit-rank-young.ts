import { whaleRules } from '#schema/thresholds.ts';
import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'profit-rank-young';
const schema: Record<string, StatisticType> = { bin: 'integer', customers: 'integer', profit: 'integer', amount: 'integer' };

/** The part of each bin of `profit-rank` that belongs to customers of fewer than four complete periods, whose winning was paid and not yet earned back. Bins without any have no row. */
export const profitRankYoung: Statistic = {
  id,
  table: 'profit_rank_young',
  schema,
  nullable: [],
  smallestGroup: 5,
  sql: (d: Dialect): Sql => sql`SELECT profit_bin AS bin, count(*) AS customers, ${d.i64(sql`sum(profit_of) * 10000`)} AS profit,
      ${d.i64(sql`sum(amount_of) * 10000`)} AS amount
    FROM (SELECT profit_bin, profit AS profit_of, amount AS amount_of FROM customer_state
      WHERE profit IS NOT NULL AND complete_periods < ${whaleRules.youngPeriods}) c GROUP BY profit_bin`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['bin', 'customers']);
  },
};
