import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns } from './contract.ts';
import type { Statistic, StatisticParameters, StatisticRow, StatisticType } from './definition.ts';

const id = 'unallocated-costs';
const schema: Record<string, StatisticType> = { type: 'text', amount: 'integer' };

/** Costs up to the as-of date that no customer with a counted row bears, by type; with the customers' own costs they add up to the ledger. */
export const unallocatedCosts: Statistic = {
  id,
  table: 'unallocated_costs',
  schema,
  nullable: [],
  smallestGroup: null,
  sql: (d: Dialect, { asOf }: StatisticParameters): Sql => sql`SELECT cost_type AS type, ${d.i64(sql`sum(cost) * 10000`)} AS amount
    FROM (SELECT type AS cost_type, amount AS cost FROM cost_ledger
      WHERE date <= ${d.date(asOf)} AND (customer_id IS NULL OR customer_id NOT IN (SELECT customer_id FROM customer_state))) c
    GROUP BY cost_type`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
  },
};
