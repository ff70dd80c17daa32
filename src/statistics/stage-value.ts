import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-value';
const schema: Record<string, StatisticType> = {
  stage: 'text',
  customers: 'integer',
  n: 'integer',
  profit: 'integer',
  squares: 'number',
  cross: 'number',
  sizes: 'number',
};

/**
 * Forward-looking profit by stage, without the cost of acquisition, which is sunk: `n` customer-periods of `customers` and their `profit` together. With s and k the
 * profit (currency units) and the periods of one customer in a stage: `squares` Σs², `cross` Σsk, `sizes` Σk², for a standard error whose unit is the customer.
 */
export const stageValue: Statistic = {
  id,
  table: 'stage_value',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  sql: (d: Dialect): Sql => sql`SELECT stage, count(*) AS customers, ${d.i64(sql`sum(k)`)} AS n, ${d.i64(sql`sum(s) * 10000`)} AS profit,
      sum(CAST(s AS DOUBLE PRECISION) * CAST(s AS DOUBLE PRECISION)) AS squares, sum(CAST(s AS DOUBLE PRECISION) * k) AS cross,
      sum(CAST(k AS DOUBLE PRECISION) * k) AS sizes
    FROM (SELECT t.customer_id, t.stage, count(*) AS k, sum(p.profit + p.cost_acquisition) AS s
      FROM stages t INNER JOIN panel p ON p.customer_id = t.customer_id AND p.age = t.age
      WHERE p.profit IS NOT NULL GROUP BY t.customer_id, t.stage) c GROUP BY stage`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['customers', 'n', 'squares', 'sizes']);
    for (const row of rows) expect(id, Number(row.customers) <= Number(row.n), `more customers than periods in stage ${String(row.stage)}`);
  },
};
