import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'cohort-age';
const schema: Record<string, StatisticType> = {
  cohort: 'date',
  age: 'integer',
  n: 'integer',
  active: 'integer',
  amount: 'integer',
  profit: 'integer',
  amount_squares: 'number',
  profit_squares: 'number',
};
const nullable = ['amount', 'profit', 'amount_squares', 'profit_squares'];

/** Customers by the month of their first order and their age: how many are observed through that period, how many ordered in it, and what they brought, with the sums of its squares over customers (in currency units, for intervals). */
export const cohortAge: Statistic = {
  id,
  table: 'cohort_age',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  sql: (
    d: Dialect,
  ): Sql => sql`SELECT ${d.month(sql`o.period`)} AS cohort, p.age AS age, count(*) AS n, ${d.countIf(sql`p.orders > 0`)} AS active,
      ${d.i64(sql`sum(p.amount) * 10000`)} AS amount, ${d.i64(sql`sum(p.profit) * 10000`)} AS profit,
      CAST(sum(p.amount * p.amount) AS DOUBLE) AS amount_squares, CAST(sum(p.profit * p.profit) AS DOUBLE) AS profit_squares
    FROM panel p INNER JOIN panel o ON o.customer_id = p.customer_id AND o.age = 0
    WHERE p.exposure >= 1 AND p.start_known GROUP BY ${d.month(sql`o.period`)}, p.age`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['age', 'n', 'active', 'amount_squares', 'profit_squares']);
  },
};
