import { expect, it } from 'vitest';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { sql } from '#sql/sql.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { stageHistory } from '#statistics/stage-history.ts';
import { stageNow } from '#statistics/stage-now.ts';
import { stageRibbon } from '#statistics/stage-ribbon.ts';
import { stageTiers } from '#statistics/stage-tiers.ts';
import { stageYears } from '#statistics/stage-years.ts';
import { ask, engineWith, sale } from '../panel/tables.ts';

const asOf = '2024-12-31';
const signal = new AbortController().signal;
const monthly = (customer: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => {
    const month = from + i;
    return sale(customer, `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-10`, 100);
  });

/** Four who buy to the end, three who stop in 2022, one of the last months. */
const orders = [
  ...['s1', 's2', 's3', 's4'].flatMap((customer) => monthly(customer, 0, 48)),
  ...['t1', 't2', 't3'].flatMap((customer) => monthly(customer, 0, 18)),
  ...monthly('young', 46, 48),
];

it('the pictures of the stages agree with the table of stages', async () => {
  const engine = await engineWith({ orders });
  await buildPanel({ engine, settings: { period: 'month', asOf }, runStagePass: stagePass });
  const list = [stageHistory, stageYears, stageTiers, stageRibbon, stageNow];
  const tables = await computeStatistics(engine, list, { asOf, seed: 1 }, signal);
  const now = new Map(tables.stage_now!.map(({ stage, n }) => [stage, n]));
  expect(Object.fromEntries(now)).toEqual({ S: 4, T: 3, early: 1 });

  const history = tables.stage_history!;
  const days = [...new Set(history.map(({ day }) => day))];
  expect(days.at(-1)).toBe(asOf);
  expect(days[0]).toBe('2021-02-28');
  expect(history.filter(({ day }) => day === asOf)).toEqual([
    { day: asOf, stage: 'S', n: 4, judged_before: 4, stayed: 4 },
    { day: asOf, stage: 'T', n: 3, judged_before: 3, stayed: 3 },
    { day: asOf, stage: 'early', n: 1, judged_before: null, stayed: null },
  ]);
  expect(history.filter(({ day }) => day !== asOf).every((row) => row.judged_before === null && row.stayed === null)).toBe(true);
  const total = (day: unknown) => history.filter((row) => row.day === day).reduce((sum, { n }) => sum + Number(n), 0);
  expect(days.map(total).every((n, i, all) => i === 0 || n >= all[i - 1]!)).toBe(true);

  const years = tables.stage_years!;
  expect(years.filter(({ back }) => back === 0)).toEqual([
    { back: 0, from_stage: 'S', to_stage: 'S', n: 4 },
    { back: 0, from_stage: 'T', to_stage: 'T', n: 3 },
    { back: 0, from_stage: 'new', to_stage: 'early', n: 1 },
  ]);
  expect(
    years
      .filter(({ back }) => back === 2)
      .map(({ n }) => n)
      .sort(),
  ).toEqual([3, 4]);

  expect(tables.stage_tiers!.reduce((sum, { n }) => sum + Number(n), 0)).toBe(8);
  expect(tables.stage_tiers!.filter(({ stage }) => stage === 'T')).toEqual([{ stage: 'T', tier: 'inactive', n: 3, amount: 0, profit: 0 }]);

  const ribbon = tables.stage_ribbon!;
  expect(new Set(ribbon.map(({ place }) => place)).size).toBe(8);
  const paths = await ask(engine, sql`SELECT customer_id, string_agg(stage, '' ORDER BY age) AS path FROM stages GROUP BY customer_id`);
  for (const { customer_id: id, path } of paths)
    expect(
      ribbon
        .filter((row) => row.customer_id === id)
        .map(({ stage }) => stage)
        .join(''),
    ).toBe(path);
  const placed = [...new Map(ribbon.map(({ place, customer_id: id }) => [place, id])).values()];
  expect(placed).toEqual(['young', 's1', 's2', 's3', 's4', 't1', 't2', 't3']);
});
