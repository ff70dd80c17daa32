import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { hazardCells, yearOfCustomers } from '#panel/action-query.ts';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { sql, Sql } from '#sql/sql.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { statisticsOf } from '#statistics/index.ts';
import type { Row } from '#table/table.ts';
import { ask, engineWith, type Records, sale } from '../panel/tables.ts';
import { compute, month, monthly } from '../panel/monthly.ts';

describe('what is known of a customer at the end of a period', () => {
  const records: Records = {
    orders: [
      ...monthly('steady', 0, 30),
      ...monthly('gone', 0, 14),
      ...monthly('young', 29, 30),
      sale('steady', month(3, 20), 40, { due_date: '2022-09-01', paid_date: '2022-10-20' }),
    ],
    complaints: [
      { ticket_id: 't1', customer_id: 'steady', opened: '2023-01-05', closed: '2023-03-01', severity: 3, is_complaint: true },
      { ticket_id: 't2', customer_id: 'steady', opened: '2023-08-05', closed: null, severity: 1, is_complaint: true },
    ],
    subscriptions: [{ contract_id: 'k', customer_id: 'steady', start: '2022-01-01', end: '2024-08-30' }],
  };
  let engine: Engine;
  const cellsAt = async (asOf: string, alter: (query: string) => string = (query) => query): Promise<Row[]> => {
    // seasons are of the whole file and would be other ones a year later; the lens says so
    await buildPanel({ engine, settings: { period: 'month', asOf }, runStagePass: stagePass });
    return ask(engine, new Sql(alter(`SELECT * FROM (${hazardCells(asOf).text}) ORDER BY customer_id, age`)));
  };
  beforeAll(async () => {
    engine = await engineWith(records);
  });

  test('C4: is the same when it is read a year later, whatever happened meanwhile', async () => {
    const early = await cellsAt('2023-06-30');
    const late = await cellsAt('2024-07-15');
    const settled = early.filter(({ worse }) => worse !== null);
    const again = late.filter((row) => settled.some(({ customer_id, age }) => row.customer_id === customer_id && row.age === age));
    expect(settled.length).toBeGreaterThan(15);
    expect(again).toEqual(settled);
  });

  test('C4: the comparison finds a sign that looks ahead, such as the gaps of the whole history', async () => {
    const leak = (query: string) =>
      query.replace('sum(days) OVER past AS order_days', 'sum(days) OVER (PARTITION BY customer_id) AS order_days');
    const early = (await cellsAt('2023-06-30', leak)).filter(({ worse }) => worse !== null);
    const late = await cellsAt('2024-07-15', leak);
    const again = late.filter((row) => early.some(({ customer_id, age }) => row.customer_id === customer_id && row.age === age));
    expect(again.length).toBe(early.length);
    expect(again).not.toEqual(early);
  });

  test('holds open complaints, late payments of a year, and the end of the contract at the last period only', async () => {
    const cells = (await cellsAt('2024-07-15')).filter(({ customer_id }) => customer_id === 'steady');
    const at = (day: string) => cells.find((row) => Number(row.day) >= Date.parse(day) / 86_400_000)!;
    expect(at('2023-01-20')).toMatchObject({ complaints: 1, severe: 1 });
    expect(at('2023-03-20')).toMatchObject({ complaints: 0, severe: 0 });
    expect(at('2023-08-20')).toMatchObject({ complaints: 1, severe: 0 });
    expect(at('2024-01-20')).toMatchObject({ complaints: 0 });
    expect(at('2022-07-20')).toMatchObject({ late: 0 });
    expect(at('2022-09-20')).toMatchObject({ late: 1 });
    expect(at('2023-09-20')).toMatchObject({ late: 0 });
    expect(cells.filter(({ contract }) => contract !== null).map(({ contract, worse }) => [contract, worse])).toEqual([[46, null]]);
  });

  test('never names who is too young to be judged, or has ended', async () => {
    const names = new Set((await cellsAt('2024-07-15')).filter(({ worse }) => worse === null).map(({ customer_id }) => customer_id));
    expect([...names]).toEqual(['steady']);
    const answer = await computeStatistics(engine, statisticsOf(['warning_fit']), { asOf: '2024-07-15' }, new AbortController().signal);
    expect(answer.warning_fit!.filter(({ part }) => part === 'count').map(({ item, n }) => [item, n])).toContainEqual(['too-early', 1]);
  });

  test('is read from the tables as they are, without a row for anybody else', async () => {
    expect(await ask(engine, sql`SELECT count(*) AS n FROM stages WHERE stage = 'T' AND customer_id = 'gone'`)).not.toEqual([{ n: 0 }]);
  });
});

test('C14: what a customer is worth keeping for leaves out what winning them cost, and spans exactly a year', async () => {
  const yearly = (name: string) =>
    ['2019-01-10', '2020-01-10', '2021-01-10', '2022-01-10', '2023-01-10'].map((day) => sale(name, day, 100, { cogs: 0 }));
  const costs = [
    { date: '2023-01-15', amount: 60, type: 'acquisition', customer_id: 'y' },
    { date: '2023-01-16', amount: 30, type: 'service', customer_id: 'y' },
  ];
  const engine = await engineWith({ orders: yearly('y'), costs });
  await buildPanel({ engine, settings: { period: 'year', asOf: '2023-12-31' }, runStagePass: stagePass });
  const of = async (asOf: string) => (await ask(engine, yearOfCustomers(asOf))).map(({ customer_id, profit }) => [customer_id, profit]);
  expect(await of('2023-12-31')).toEqual([['y', 70]]);
});

test('the young are worth a year at their own pace: half a year counts double, and less than a quarter as a quarter', async () => {
  const orders = [
    ...['2022-06-01', '2023-02-01', '2023-10-01'].map((day) => sale('old', day, 100, { cogs: 0 })),
    ...['2023-07-02', '2023-09-01', '2023-11-01'].map((day) => sale('half', day, 100, { cogs: 0 })),
    ...['2023-12-01', '2023-12-20'].map((day) => sale('new', day, 100, { cogs: 0 })),
  ];
  const engine = await engineWith({ orders });
  await buildPanel({ engine, settings: { period: 'month', asOf: '2023-12-31' }, runStagePass: stagePass });
  const everyone = yearOfCustomers('2023-12-31').text.replace('AND NOT c.early', '');
  const rows = await ask(engine, new Sql(everyone));
  const of = (name: string) => Number(rows.find((row) => row.customer_id === name)!.profit);
  expect(of('old')).toBeCloseTo(200, 6);
  // 183 days from 2 July to 31 December, both counted
  expect(of('half')).toBeCloseTo((300 * 365) / 183, 6);
  expect(of('new')).toBeCloseTo((200 * 365) / 91, 6);
}, 120_000);

test('C20: calls count as an effect by arm, and customers called without one stand apart', async () => {
  const orders = [...monthly('a', 0, 20), ...monthly('b', 0, 10), ...monthly('c', 0, 20)];
  const contacts = [
    { customer_id: 'a', at: '2022-09-01 10:00:00', purpose: 'retention', arm: 'treated', cost: 6 },
    { customer_id: 'b', at: '2022-12-15 10:00:00', purpose: 'retention', arm: 'control' },
    { customer_id: 'c', at: '2022-09-01 10:00:00', purpose: 'winback', cost: 4 },
    { customer_id: 'c', at: '2023-09-09 10:00:00', purpose: 'winback' },
  ];
  const { contact_outcomes: rows } = await compute({ orders, contacts }, ['contact_outcomes'], '2023-09-30');
  expect(rows!.filter(({ purpose }) => purpose !== 'base')).toEqual([
    { purpose: 'retention', arm: 'control', n: 1, kept: 0, cost: null },
    { purpose: 'retention', arm: 'treated', n: 1, kept: 1, cost: 60_000 },
    { purpose: 'winback', arm: 'none', n: 1, kept: 1, cost: 40_000 },
  ]);
});

test('win-back leaves out who did not pay, defrauded or refuses calls, and counts them', async () => {
  const lost = ['ok', 'debtor', 'thief', 'silent'].flatMap((name) => monthly(name, 0, 8));
  const orders = [
    ...lost.map((row) => (row.customer_id === 'thief' ? { ...row, status_text: 'Chargeback' } : row)),
    ...monthly('steady', 0, 40),
    sale('debtor', month(8, 20), 90, { due_date: '2022-12-01' }),
  ];
  const customers = [{ customer_id: 'silent', opt_out: true }];
  const { win_back: rows } = await compute({ orders, customers }, ['win_back']);
  expect(rows!.filter(({ kind }) => kind === 'listed').map(({ customer_id, exit_from }) => [customer_id, exit_from !== null])).toEqual([
    ['ok', true],
  ]);
  expect(rows!.filter(({ kind }) => kind === 'excluded').map(({ reason, n }) => [reason, n])).toEqual([
    ['fraud', 1],
    ['opt-out', 1],
    ['unpaid', 1],
  ]);
  expect(rows!.find(({ kind }) => kind === 'second-life')).toMatchObject({ reason: 'assumed', chance: 1 });
});

test('C21: recommendations of oneself, in a circle, of a customer already or brought before bring nobody', async () => {
  const orders = [...monthly('a', 0, 24), ...monthly('b', 3, 24), ...monthly('c', 5, 24), ...monthly('d', 5, 6)];
  const referrals = [
    { referrer_id: 'a', referred_id: 'b', date: '2022-04-01', reward: 5 },
    { referrer_id: 'b', referred_id: 'c', date: '2022-06-01', reward: 5 },
    { referrer_id: 'a', referred_id: 'c', date: '2022-06-02' },
    { referrer_id: 'c', referred_id: 'a', date: '2022-07-01' },
    { referrer_id: 'd', referred_id: 'd', date: '2022-07-01' },
    { referrer_id: 'd', referred_id: 'nobody', date: '2022-07-01' },
  ];
  const costs = [
    { date: '2022-01-05', amount: 90, type: 'acquisition', customer_id: 'a' },
    { date: '2022-06-05', amount: 10, type: 'acquisition', customer_id: 'c' },
    { date: '2022-06-05', amount: 30, type: 'acquisition' },
  ];
  const { referral_values: rows } = await compute({ orders, referrals, costs }, ['referral_values']);
  const counts = Object.fromEntries(rows!.filter(({ part }) => part === 'count').map(({ item, n }) => [item, n]));
  expect(counts).toEqual({ recommended: 5, converted: 2, self: 1, cycle: 0, again: 1, 'was-customer': 1, referrers: 2 });
  expect(
    rows!
      .filter(({ part }) => part === 'referrer')
      .map(({ item, n, influenced, depth, cost, reward }) => [item, n, influenced, depth, cost, reward]),
  ).toEqual([
    ['a', 1, 2, 2, 0, 50_000],
    ['b', 1, 1, 1, 100_000, 50_000],
  ]);
  expect(rows!.find(({ part, item }) => part === 'side' && item === 'others')).toMatchObject({ n: 2, cost: 1_200_000 });
});
