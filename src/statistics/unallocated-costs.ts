import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns } from './contract.ts';
import type { Statistic, StatisticParameters, StatisticRow, StatisticType } from './definition.ts';

const id = 'unallocated-costs';
const schema: Record<string, StatisticType> = { type: 'text', amount: 'integer' };

/**
 * Costs up to the as-of date that nobody who bought bears, by type, and debts written off of such (type bad-debt); with the costs of customers and the share
 * of pools that unknown buyers bear they add up to the ledger.
 */
export const unallocatedCosts: Statistic = {
  id,
  table: 'unallocated_costs',
  schema,
  nullable: [],
  smallestGroup: null,
  sql: (d: Dialect, { asOf }: StatisticParameters): Sql => sql`SELECT cost_type AS type, ${d.i64(sql`sum(cost) * 10000`)} AS amount
    FROM (SELECT type AS cost_type, amount AS cost FROM cost_ledger
      WHERE date <= ${d.date(asOf)} AND ((customer_id IS NULL AND NOT shared) OR (customer_id IS NOT NULL AND customer_id NOT IN (SELECT customer_id FROM customer_state)))
      UNION ALL SELECT 'bad-debt', CAST(unallocated_debts AS DECIMAL(18,4)) / 10000 FROM analysis WHERE unallocated_debts <> 0) c
    GROUP BY cost_type`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
  },
};
