import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-age';
const schema: Record<string, StatisticType> = {
  age: 'integer',
  n: 'integer',
  orders: 'integer',
  qty: 'number',
  amount: 'integer',
  profit: 'integer',
  exploration: 'integer',
  formation: 'integer',
  stable: 'integer',
  decline: 'integer',
  ended: 'integer',
  early: 'integer',
};
const nullable = ['qty', 'amount', 'profit'];

/** Sums by relationship age over the customers whose start is known and whose period of that age is complete (the risk set), and how many of them were in each stage. */
export const stageAge: Statistic = {
  id,
  table: 'stage_age',
  schema,
  nullable,
  smallestGroup: 5,
  sql: (d: Dialect): Sql => {
    const inStage = (stage: string): Sql => d.countIf(sql`stage = ${stage}`);
    return sql`SELECT p.age AS age, p.n AS n, p.orders_sum AS orders, p.qty_sum AS qty, p.amount_sum AS amount, p.profit_sum AS profit,
        s.exploration AS exploration, s.formation AS formation, s.stable AS stable, s.decline AS decline, s.ended AS ended, s.early_n AS early
      FROM (SELECT age, count(*) AS n, ${d.i64(sql`sum(orders)`)} AS orders_sum, CAST(sum(qty) AS DOUBLE PRECISION) AS qty_sum,
          ${d.i64(sql`sum(amount) * 10000`)} AS amount_sum, ${d.i64(sql`sum(profit) * 10000`)} AS profit_sum
        FROM panel WHERE exposure >= 1 AND start_known GROUP BY age) p
      INNER JOIN (SELECT age, ${inStage('E')} AS exploration, ${inStage('F')} AS formation, ${inStage('S')} AS stable, ${inStage('D')} AS decline,
          ${inStage('T')} AS ended, ${d.countIf(sql`early`)} AS early_n
        FROM stages WHERE start_known GROUP BY age) s ON s.age = p.age`;
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['age', 'n', 'orders', 'exploration', 'formation', 'stable', 'decline', 'ended', 'early']);
    rows.forEach((row, index) => {
      const staged = ['exploration', 'formation', 'stable', 'decline', 'ended'].reduce((sum, name) => sum + Number(row[name]), 0);
      expect(id, staged === row.n, `stages of age ${String(row.age)} add up to ${staged}, not ${String(row.n)}`);
      expect(id, Number(row.early) <= Number(row.exploration), `early exceeds exploration at age ${String(row.age)}`);
      expect(id, row.age === index, `age ${index} is missing`);
      expect(id, index === 0 || Number(row.n) <= Number(rows[index - 1]!.n), 'the risk set grows with age');
    });
  },
};
