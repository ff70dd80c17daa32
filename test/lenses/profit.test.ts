import { describe, expect, test } from 'vitest';
import { allocationSensitivity } from '#lenses/allocation-sensitivity/definition.ts';
import { profitWaterfall } from '#lenses/profit-waterfall/definition.ts';
import { plainHeadline } from '#lenses/rich.ts';
import { revenueProfit } from '#lenses/revenue-profit/definition.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
const money = (units: number): number => units * 10_000;
const profile = [{ ...syntheticStatistics({ customers: 60 }).profile![0]!, assumed_lines: 0, unknown_buyer_lines: 0, currency: 'CNY' }];

describe('the waterfall', () => {
  const step = (name: string, amount: number, segment: string | null = '', customers = 60): StatisticRow => ({
    segment,
    step: name,
    customers,
    amount: money(amount),
  });
  const some: StatisticTables = {
    profile,
    profit_waterfall: [
      step('revenue', 1000),
      step('refunds', -50),
      step('cogs', -400.1),
      step('fees', 0),
      step('cost-service', -200),
      step('bad-debt', -9.9),
      step('unknown-buyers', 20, '', 0),
      step('unallocated', -160, '', 0),
      step('ledger', 200, '', 0),
      step('revenue', 300, 'shops', 20),
      step('cogs', -100, 'shops', 20),
    ],
  };

  test('C12: adds up to the books exactly, with what nobody bears in a line of its own', async () => {
    const result = await profitWaterfall.analyse(some, { segment: '' }, signal);
    expect(result).toMatchObject({
      status: 'ready',
      n: 60,
      revenue: 1000,
      customersProfit: 340,
      profit: 200,
      unallocated: -160,
      ledgerTotal: 200,
    });
    expect(result.steps.map(({ id, amount }) => [id, amount])).toEqual([
      ['refunds', -50],
      ['cogs', -400.1],
      ['cost-service', -200],
      ['bad-debt', -9.9],
      ['unknown-buyers', 20],
      ['unallocated', -160],
    ]);
    expect(plainHeadline(profitWaterfall.narrate(result).headline)).toBe(
      'Of ¥1,000 revenue, ¥200 is left as profit after full cost; ¥160 of cost sustains the business and belongs to no customer',
    );
    const bars = profitWaterfall.figure(result).rows;
    expect(bars.map(({ step: name, to }) => [name, Math.round(Number(to) * 10) / 10])).toEqual([
      ['revenue', 1000],
      ['refunds', 950],
      ['cogs', 549.9],
      ['cost-service', 349.9],
      ['bad-debt', 340],
      ['customers-profit', 340],
      ['unknown-buyers', 360],
      ['unallocated', 200],
      ['profit', 200],
    ]);
  });

  test('tells costs dated after the as-of date, which it does not count', async () => {
    const profit_waterfall = [...some.profit_waterfall!, step('later', -75, '', 0)];
    const result = await profitWaterfall.analyse({ ...some, profit_waterfall }, { segment: '' }, signal);
    expect(result).toMatchObject({ profit: 200, later: 75 });
    expect(profitWaterfall.narrate(result).foot.join('; ')).toContain('¥75 of costs dated after the as-of date');
  });

  test('of a segment ends with the profit of its customers', async () => {
    const result = await profitWaterfall.analyse(some, { segment: 'shops' }, signal);
    expect(result).toMatchObject({ n: 20, revenue: 300, profit: 200, ledgerTotal: null, segments: ['shops'] });
    expect(await profitWaterfall.analyse(some, { segment: 'none' }, signal)).toMatchObject({
      status: 'too-little',
      reason: { code: 'segment-unknown' },
    });
  });

  test('is called a contribution margin where no cost beyond goods and fees is known', async () => {
    const bare = { profile, profit_waterfall: [step('revenue', 100), step('cogs', -70), step('ledger', 30, '', 0)] };
    const result = await profitWaterfall.analyse(bare, { segment: '' }, signal);
    const { headline, warnings } = profitWaterfall.narrate(result);
    expect(result.costsKnown).toBe(false);
    expect(headline).toContain('contribution margin');
    expect(warnings.some((text) => text.includes('contribution margin'))).toBe(true);
  });
});

describe('revenue against profit', () => {
  const dot = (id: string, amount: number, profit: number, deferred: number | null): StatisticRow => ({
    customer_id: id,
    n: 1,
    amount: money(amount),
    profit: money(profit),
    losing: Number(profit < 0),
    deferred: deferred === null ? null : money(deferred),
    losing_amortised: deferred === null ? null : Number(profit + deferred < 0),
    lost_amortised: deferred === null ? null : money(Math.min(0, profit + deferred)),
    amount_amortised: deferred === null ? null : money(profit + deferred < 0 ? amount : 0),
    life_days: deferred === null ? null : 730.5,
    amount_from: null,
    amount_to: null,
    profit_from: null,
    profit_to: null,
  });
  const rows = (deferred: number | null) => Array.from({ length: 40 }, (_, index) => dot(`c${index}`, 10, index < 10 ? -2 : 5, deferred));

  test('counts who costs more than they bring, with an interval and the amount they stand for', async () => {
    const result = await revenueProfit.analyse({ profile, revenue_profit: rows(null) }, { acquisition: 'expensed' }, signal);
    expect(result).toMatchObject({ status: 'ready', losing: 10, losingShare: 0.25, revenueShare: 0.25, loss: -20, lifeDays: null });
    expect(plainHeadline(revenueProfit.narrate(result).headline)).toMatch(
      /^25 ?% \(14–40 ?%\) of customers, with 25 ?% of the amount, cost more than they bring; together they lose ¥20$/,
    );
  });

  test('C12: shows acquisition expensed and spread over the expected life', async () => {
    const tables = { profile, revenue_profit: rows(3) };
    const expensed = await revenueProfit.analyse(tables, { acquisition: 'expensed' }, signal);
    expect(expensed).toMatchObject({ losing: 10, losingAmortised: 0 });
    expect(revenueProfit.narrate(expensed).headline).toContain('expected life of 2 years, 0 customers would lose');
    const amortised = await revenueProfit.analyse(tables, { acquisition: 'amortised' }, signal);
    expect(amortised).toMatchObject({ losing: 0, acquisition: 'amortised' });
    expect(amortised.dots[0]!.y).toBe(1);
  });

  test('C12: what losers lose, and their amount, are those of the way that is shown', async () => {
    const revenue_profit = [...rows(1).slice(0, 39), dot('big', 610, -3, 9)];
    const expensed = await revenueProfit.analyse({ profile, revenue_profit }, { acquisition: 'expensed' }, signal);
    expect(expensed).toMatchObject({ losing: 11, loss: -23, revenueShare: 0.71 });
    const amortised = await revenueProfit.analyse({ profile, revenue_profit }, { acquisition: 'amortised' }, signal);
    expect(amortised).toMatchObject({ losing: 10, loss: -10, revenueShare: 0.1 });
  });

  test('is not shown for fewer than ten customers', async () => {
    const result = await revenueProfit.analyse({ profile, revenue_profit: rows(null).slice(0, 9) }, { acquisition: 'expensed' }, signal);
    expect(result).toMatchObject({ status: 'too-little', dots: [], badge: 'unavailable' });
  });
});

describe('the sensitivity to the allocation', () => {
  const nothing = {
    customer_id: null,
    losing_amount: null,
    losing_activity: null,
    moved: null,
    pools: null,
    customers: null,
    rho: null,
    rho_low: null,
    rho_high: null,
  };
  const all = {
    ...nothing,
    kind: 'all',
    n: 50,
    by_amount: money(500),
    by_activity: money(500),
    changing: 5,
    losing_amount: 1,
    losing_activity: 6,
    moved: money(70),
    pools: money(300),
    customers: 50,
    rho: 0.8,
    rho_low: 0.7,
    rho_high: 0.9,
  };
  const point = { ...nothing, kind: 'point', customer_id: 'a', n: 1, by_amount: money(3), by_activity: money(-1), changing: 1 };

  test('C12: says how many customers change sign, whose losses revenue hides, and the rank correlation', async () => {
    const result = await allocationSensitivity.analyse({ profile, allocation_sensitivity: [all, point] }, {}, signal);
    expect(result).toMatchObject({ changing: 5, changingShare: 0.1, losingByAmount: 1, losingByActivity: 6, pools: 300, rho: 0.8 });
    expect(result.dots).toEqual([{ customer_id: 'a', n: 1, x: 3, y: -1 }]);
    expect(allocationSensitivity.narrate(result).headline).toContain('sharing by revenue hides 5 loss-makers');
    const same = await allocationSensitivity.analyse({ profile, allocation_sensitivity: [{ ...all, losing_activity: 1 }] }, {}, signal);
    expect(allocationSensitivity.narrate(same).headline).toContain('correlate at 0.8 (95%: 0.7–0.9)');
  });

  test('asks for a ledger of costs where every cost has its customer', async () => {
    const result = await allocationSensitivity.analyse({ profile, allocation_sensitivity: [] }, {}, signal);
    expect(result.status).toBe('missing');
    expect(allocationSensitivity.narrate(result).notReady!.next).toContain('ledger of costs');
  });
});

test('profit that holds shared pools is an estimate, not measured', async () => {
  const steps = { profit_waterfall: [{ segment: '', step: 'revenue', customers: 60, amount: money(1000) }] };
  const badgeWith = async (shared: number) =>
    (await profitWaterfall.analyse({ profile: [{ ...profile[0]!, shared_costs: money(shared) }], ...steps }, { segment: '' }, signal))
      .badge;
  expect([await badgeWith(0), await badgeWith(200)]).toEqual(['measured', 'estimated']);
});
