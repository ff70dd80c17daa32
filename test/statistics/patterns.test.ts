import { describe, expect, test } from 'vitest';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticRow } from '#statistics/definition.ts';
import { patternIncidence } from '#statistics/pattern-incidence.ts';
import { patternProfit } from '#statistics/pattern-profit.ts';
import { patternStatistic } from '#statistics/patterns.ts';
import { Sql } from '#sql/sql.ts';
import { engineWith } from '../panel/tables.ts';

/** Orders in the middle of a month (0 = January 2020) and of the `more` after it, for `n` customers who begin one after the other from `first` on, ten months long. */
const buying = (name: string, n: number, first: number, more: string): string =>
  `SELECT '${name} ' || c AS customer_id, DATE '2020-01-15' + to_months(CAST(${first} + c % 10 + m AS INTEGER)) AS day FROM range(${n}) customers(c), (SELECT unnest(${more}) AS m) months`;

/** 25 customers who stop after two orders, 25 who buy every month for five years, and one who comes back. */
const bought = [buying('trial', 25, 1, '[0, 1]'), buying('steady', 25, 1, 'range(72)'), buying('again', 1, 0, '[0, 1, 60, 61]')].join(
  ' UNION ALL ',
);

async function analysed(amount: string) {
  const engine = await engineWith({});
  await engine.execute(
    new Sql(`INSERT INTO imported.orders_all BY NAME SELECT customer_id || day AS order_id, customer_id, CAST(day AS DATE) AS date, ${amount} AS net_amount,
      ${amount} / 2 AS cogs, 'sale' AS kind, 'counted' AS state FROM (${bought})`),
  );
  const { asOf } = await buildPanel({ engine, settings: { asOf: '2025-12-31', period: 'month' }, runStagePass: stagePass });
  return computeStatistics(engine, [patternStatistic, patternIncidence, patternProfit], { asOf }, new AbortController().signal);
}

const paid = analysed('100');

describe('the patterns of a file', () => {
  test('C5: live customers stand in no pattern of ended ones; all episodes are accounted for', async () => {
    const statistics = await paid;
    const rows = statistics.patterns!;
    const of = (item: string) => rows.find((row) => row.item === item)!;
    expect(of('early-miscarriage').n).toBe(26);
    expect(of('long-lasting').n).toBe(25);
    expect(of('ongoing').n).toBe(25);
    expect([of('midway-death').n, of('early-exit').n]).toEqual([0, 0]);
    expect(of('open').n).toBe(1);
    expect(of('customers').n).toBe(51);
    expect(of('basis-few-stays')).toMatchObject({ part: 'fact', n: 25 });
  });

  test('the curve ends with the customers, not with the file, and its shares add up', async () => {
    const statistics = await paid;
    const curve = statistics.pattern_incidence!;
    const last = curve.at(-1)!;
    expect(Number(last.at_risk)).toBeGreaterThanOrEqual(20);
    expect(Number(last.exploration)).toBeCloseTo(26 / 52, 2);
    expect(curve.reduce((sum, row) => sum + Number(row.exploration_n), 0)).toBe(26);
    expect(Number(curve[0]!.lasting)).toBe(1);
  });

  test('profit paths are means over those who lasted so long, in ten-thousandths', async () => {
    const statistics = await paid;
    const path = (pattern: string): StatisticRow[] => statistics.pattern_profit!.filter((row) => row.pattern === pattern);
    expect(path('early-miscarriage')[0]).toMatchObject({ age: 0, n: 26 });
    expect(path('long-lasting')[20]).toMatchObject({ age: 20, n: 25 });
    expect(Number(path('long-lasting')[20]!.profit)).toBeGreaterThan(45 * 10_000);
    expect(path('midway-death')).toEqual([]);
  });

  test('without amounts there is no profit path', async () => {
    await paid;
    const statistics = await analysed('NULL');
    expect(statistics.pattern_profit).toEqual([]);
    expect(statistics.patterns!.length).toBeGreaterThan(0);
  });
});
