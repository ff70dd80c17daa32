import type { Dialect } from '#sql/dialect.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'audit-moves';
const measures = ['amount', 'profit'] as const;
const schema: Record<string, StatisticType> = {
  ...{
    measure: 'text',
    move: 'text',
    tenth_before: 'text',
    tenth_now: 'text',
    n: 'integer',
    orders_before: 'integer',
    orders_now: 'integer',
  },
  ...{ amount_before: 'integer', amount_now: 'integer', profit_before: 'integer', profit_now: 'integer', squares: 'number' },
} as Record<string, StatisticType>;
const nullable = ['amount_before', 'amount_now', 'profit_before', 'profit_now', 'squares'];
const moves = ['new', 'returned', 'up', 'down', 'lost', 'idle'];

/**
 * The customers of two stretches by what became of them (`move`: new, returned, up, down, lost, idle; up and down by the `measure`) and by their tenths in both ('1' best,
 * 'none' without an order): orders and money of both (ten-thousandths), and the sum of squares of the single changes of the measure (currency units).
 * Source: Fader, Hardie & Ross 2022, chapter 4.
 */
export const auditMoves: Statistic = {
  id,
  table: 'audit_moves',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  sql: (d: Dialect): Sql =>
    join(
      measures.map((measure) => movesBy(d, measure)),
      ' UNION ALL ',
    ),
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'orders_before', 'orders_now', 'squares']);
    for (const { move } of rows) expect(id, moves.includes(String(move)), `unknown move ${String(move)}`);
  },
};

function movesBy(d: Dialect, measure: (typeof measures)[number]): Sql {
  const [before, now] = [identifier(`${measure}_before`), identifier(`${measure}_now`)];
  const move = identifier(`move_${measure}`);
  const money = ['amount', 'profit'].flatMap((name) =>
    ['before', 'now'].map((when) => ({ from: identifier(`${name}_${when}`), own: identifier(`${name}_${when}_own`) })),
  );
  return sql`SELECT ${measure} AS measure, kind AS move, tenth_before, tenth_now, count(*) AS n, ${d.i64(sql`sum(had)`)} AS orders_before, ${d.i64(sql`sum(has)`)} AS orders_now,
      ${join(money.map(({ from, own }) => sql`${d.i64(sql`sum(${own}) * 10000`)} AS ${from}`))}, sum(change * change) AS squares
    FROM (SELECT ${move} AS kind, ${identifier(`tenth_${measure}_before`)} AS tenth_before, ${identifier(`tenth_${measure}_now`)} AS tenth_now,
      CAST(${now} - ${before} AS DOUBLE PRECISION) AS change, orders_before AS had, orders_now AS has, ${join(money.map(({ from, own }) => sql`${from} AS ${own}`))}
      FROM two_periods) c GROUP BY kind, tenth_before, tenth_now`;
}
