import type { Engine } from '#engine/engine.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { contrastSums, stageSums } from '#panel/curves-query.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { ask, engineWith } from './tables.ts';

/** Six customers, stable for one period with an order of 1,000 and 10 minutes of contact; then in decline, where only the first still orders, 100 minutes each. */
const people = Array.from({ length: 6 }, (_, i) => `c${i}`);

let engine: Engine;
beforeAll(async () => {
  engine = await engineWith({});
  const rows = people.flatMap((customer, i) => [
    { customer, age: 0, stage: 'S', orders: 1, amount: 1000, minutes: 10 },
    { customer, age: 1, stage: 'D', orders: i === 0 ? 1 : 0, amount: i === 0 ? 1000 : 0, minutes: 100 },
  ]);
  const cost = (name: string): Sql => sql`CAST(0 AS DECIMAL(18,4)) AS ${identifier(`cost_${name}`)}`;
  const panel = rows.map(
    ({
      customer,
      age,
      orders,
      amount,
      minutes,
    }) => sql`SELECT ${customer} AS customer_id, ${age} AS age, DATE '2024-01-01' + ${age * 31} AS period, 1.0 AS exposure,
      ${orders} AS orders, ${orders} AS qty, CAST(${amount} AS DECIMAL(18,4)) AS amount, CAST(0 AS DECIMAL(18,4)) AS cogs, CAST(${amount} AS DECIMAL(18,4)) AS profit,
      ${join(['acquisition', 'sales', 'marketing', 'transaction'].map(cost))}, CAST(${minutes} AS DOUBLE) AS minutes, CAST(${minutes} AS DOUBLE) AS negotiate_minutes,
      NULL AS price_log, NULL AS price_weight, TRUE AS start_known`,
  );
  const stages = rows.map(
    ({ customer, age, stage }) => sql`SELECT ${customer} AS customer_id, ${age} AS age, ${stage} AS stage, TRUE AS start_known`,
  );
  await engine.execute(sql`CREATE OR REPLACE TABLE panel AS ${join(panel, ' UNION ALL ')}`);
  await engine.execute(sql`CREATE OR REPLACE TABLE stages AS ${join(stages, ' UNION ALL ')}`);
  await engine.execute(
    sql`CREATE OR REPLACE TABLE analysis AS SELECT 0 AS has_cogs, 0 AS referrals, 'month' AS period, 30.4375 AS period_days`,
  );
}, 60_000);

describe('ratios of a stage', () => {
  test('effort on customers who buy nothing counts against what the others buy', async () => {
    const [decline] = await ask(
      engine,
      sql`SELECT sum(communication_n)::INTEGER AS n, sum(communication_over) / sum(communication_under) AS communication,
        sum(coordination_over) / sum(coordination_under) AS coordination FROM (${stageSums()}) WHERE base = 'all' AND place = 'D'`,
    );
    expect(decline).toEqual({ n: 6, communication: 600, coordination: 600 });
  });

  test('and so it does where the same customers are compared with themselves', async () => {
    const [step] = await ask(
      engine,
      sql`SELECT sum(coordination_n)::INTEGER AS n, sum(coordination_over) / sum(coordination_under) - sum(coordination_from_over) / sum(coordination_from_under) AS difference
        FROM (${contrastSums()}) WHERE base = 'all' AND place = 'S>D'`,
    );
    expect(step).toEqual({ n: 6, difference: 590 });
  });
});
