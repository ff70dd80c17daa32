import type { Dialect } from '#sql/dialect.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'audit-tenths';
const schema: Record<string, StatisticType> = {
  ...{ period: 'text', measure: 'text', tenth: 'text', n: 'integer', orders: 'integer', amount: 'integer', profit: 'integer' },
  ...{ squares: 'number', least: 'integer', most: 'integer' },
} as Record<string, StatisticType>;
const nullable = ['amount', 'profit', 'squares', 'least', 'most'];

/**
 * Customers with an order in the last stretch (`period` now) or the one before (before) in tenths by amount or profit (`measure`; `tenth` '1' is the best): customers, orders, money in
 * ten-thousandths, and of the measure the sum of squares (currency units), the smallest and the largest value, from which the interval of a share follows.
 * Source: Fader, Hardie & Ross 2022, chapter 3.
 */
export const auditTenths: Statistic = {
  id,
  table: 'audit_tenths',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  sql: (d: Dialect): Sql =>
    join(
      ['now', 'before'].flatMap((period) => ['amount', 'profit'].map((measure) => tenths(d, period, measure))),
      ' UNION ALL ',
    ),
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'orders', 'squares']);
  },
};

function tenths(d: Dialect, period: string, measure: string): Sql {
  const column = (name: string): Sql => identifier(`${name}_${period}`);
  const tenth = identifier(`tenth_${measure}_${period}`);
  const [value, units] = [column(measure), (name: Sql): Sql => d.i64(sql`${name} * 10000`)];
  return sql`SELECT ${period} AS period, ${measure} AS measure, ${tenth} AS tenth, count(*) AS n, ${d.i64(sql`sum(${column('orders')})`)} AS orders,
      ${units(sql`sum(${column('amount')})`)} AS amount, ${units(sql`sum(${column('profit')})`)} AS profit,
      sum(CAST(${value} AS DOUBLE PRECISION) * CAST(${value} AS DOUBLE PRECISION)) AS squares, ${units(sql`min(${value})`)} AS least, ${units(sql`max(${value})`)} AS most
    FROM two_periods WHERE ${column('orders')} > 0 GROUP BY ${tenth}`;
}
