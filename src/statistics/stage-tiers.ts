import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-tiers';
const schema: Record<string, StatisticType> = { stage: 'text', tier: 'text', n: 'integer', amount: 'integer', profit: 'integer' };
const nullable = ['amount', 'profit'];

/** Customers by stage now and by value tier of the last year, with the amount and profit of that year (ten-thousandths). Requirement C17: two measures, crossed and never merged. */
export const stageTiers: Statistic = {
  id,
  table: 'stage_tiers',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  sql: (d: Dialect): Sql => sql`SELECT stage_now AS stage, tier, count(*) AS n, ${d.i64(sql`sum(amount_year) * 10000`)} AS amount,
      ${d.i64(sql`sum(profit_year) * 10000`)} AS profit
    FROM (SELECT CASE WHEN early THEN 'early' ELSE stage END AS stage_now, tier, amount_12 AS amount_year, profit_12 AS profit_year
      FROM customer_state WHERE first_order IS NOT NULL AND tier IS NOT NULL) c GROUP BY stage_now, tier`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n']);
    for (const { stage, tier } of rows) {
      expect(id, ['E', 'F', 'S', 'D', 'T', 'early'].includes(String(stage)), `unknown stage ${String(stage)}`);
      expect(id, ['top', 'big', 'medium', 'small', 'inactive'].includes(String(tier)), `unknown tier ${String(tier)}`);
    }
  },
};
