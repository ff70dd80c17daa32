import { describe, expect, test } from 'vitest';
import { analyse as loyaltyMatrix } from '#lenses/loyalty-matrix/analyse.ts';
import { analyse as profitCurve } from '#lenses/profit-curve/analyse.ts';
import { profitCurve as profitCurveLens } from '#lenses/profit-curve/definition.ts';
import { narrate as narrateProfit } from '#lenses/profit-curve/narrate.ts';
import { stretches } from '#lenses/rich.ts';
import { analyse as stageCurve } from '#lenses/stage-curve/analyse.ts';
import { narrate as narrateMix } from '#lenses/stage-mix/narrate.ts';
import { narrate as narrateStages } from '#lenses/stage-curve/narrate.ts';
import { narrate as narrateLoyalty } from '#lenses/loyalty-matrix/narrate.ts';
import { type StageCounts, boundariesOf, boundaryWithin, zonesOf } from '#lenses/stage-curve/boundaries.ts';
import { analyse as stageMix } from '#lenses/stage-mix/analyse.ts';
import { analyse as whale } from '#lenses/whale/analyse.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
const counts = (age: number, E: number, F: number, S: number, D: number, T: number): StageCounts => ({
  age,
  n: E + F + S + D + T,
  E,
  F,
  S,
  D,
  T,
});

describe('boundaries of the typical stage', () => {
  const ages = [
    counts(0, 100, 0, 0, 0, 0),
    counts(1, 60, 40, 0, 0, 0),
    counts(2, 30, 50, 20, 0, 0),
    counts(3, 10, 30, 55, 5, 0),
    counts(4, 10, 10, 70, 5, 5),
    counts(5, 5, 5, 40, 30, 20),
    counts(6, 0, 0, 30, 20, 50),
  ];

  test('are the first ages from which the median of the living, or half of all, has come so far', () => {
    expect(boundariesOf(ages)).toEqual({ formation: 2, stable: 3, decline: 5 });
    expect(zonesOf(ages)).toEqual([
      { stage: 'E', from: 0, to: 2 },
      { stage: 'F', from: 2, to: 3 },
      { stage: 'S', from: 3, to: 5 },
      { stage: 'D', from: 5, to: 6 },
      { stage: 'T', from: 6, to: 7 },
    ]);
  });

  test('never go back: a stage that is lost again does not count', () => {
    expect(boundariesOf([counts(0, 40, 60, 0, 0, 0), counts(1, 60, 40, 0, 0, 0), counts(2, 20, 80, 0, 0, 0)])).toEqual({
      formation: 2,
      stable: null,
      decline: null,
    });
  });

  test('are null where nobody gets there, and for no ages at all', () => {
    expect(boundariesOf([counts(0, 10, 0, 0, 0, 0)])).toEqual({ formation: null, stable: null, decline: null });
    expect(boundariesOf([])).toEqual({ formation: null, stable: null, decline: null });
    expect(zonesOf([])).toEqual([]);
  });

  test('lie inside their interval, which narrows with more customers', () => {
    const times = (k: number) => ages.map(({ age, E, F, S, D, T }) => counts(age, E * k, F * k, S * k, D * k, T * k));
    const few = boundaryWithin(ages, 'stable');
    expect(few.low).toBeLessThanOrEqual(3);
    expect(few.high).toBeGreaterThanOrEqual(3);
    expect(boundaryWithin(times(1000), 'stable')).toEqual({ low: 3, high: 3 });
  });
});

describe('the stage curve', () => {
  const tables = syntheticStatistics();
  const result = stageCurve(tables, {}, signal);

  test('divides sums by the risk set, money in currency units', () => {
    for (const [i, row] of result.periods.entries()) {
      const source = tables.stage_age![i]!;
      expect(row.amount).toBeCloseTo(Number(source.amount) / Number(source.n) / 10_000, 9);
      expect(row.orders).toBeCloseTo(Number(source.orders) / Number(source.n), 9);
      const shares = Object.values(row.stageShare).reduce((sum, part) => sum + part, 0);
      expect(shares).toBeCloseTo(1, 12);
    }
  });

  test('has a band around every mean', () => {
    for (const { amount, amountLow, amountHigh, profit, profitLow, profitHigh } of result.periods) {
      expect(amountLow!).toBeLessThanOrEqual(amount!);
      expect(amountHigh!).toBeGreaterThanOrEqual(amount!);
      expect(profitLow!).toBeLessThanOrEqual(profit!);
      expect(profitHigh!).toBeGreaterThanOrEqual(profit!);
    }
  });

  test('stops where fewer than 20 customers are old enough', () => {
    const short = stageCurve(syntheticStatistics({ customers: 60 }), {}, signal);
    expect(Math.min(...short.periods.map(({ n }) => n))).toBeGreaterThanOrEqual(20);
    expect(short.periods.length).toBeLessThan(19);
  });

  test('draws the theory only with eight ages of thirty customers', () => {
    expect(result.theory).toHaveLength(result.periods.length);
    expect(stageCurve(syntheticStatistics({ ages: 5 }), {}, signal).theory).toEqual([]);
    expect(stageCurve(syntheticStatistics({ customers: 28 }), {}, signal).theory).toEqual([]);
  });

  test('shows orders, without money, when the file has no amount', () => {
    const plain = stageCurve(syntheticStatistics({ hasAmount: false }), {}, signal);
    expect(plain).toMatchObject({ status: 'ready', measures: ['orders'] });
    expect(plain.periods.every(({ amount, profit }) => amount === null && profit === null)).toBe(true);
    expect(plain.warnings.map(({ code }) => code)).toContain('amount-missing');
  });
});

test('the stage mix sums to the customers judged, and counts forbidden moves', () => {
  const tables = syntheticStatistics();
  const { current, n, illegalTransitions } = stageMix(tables, {}, signal);
  expect(current.E + current.F + current.S + current.D + current.T).toBe(n);
  expect(n + current.tooEarly).toBe(1200);
  expect(illegalTransitions).toBe(0);
  const wrong = {
    ...tables,
    stage_flow: [
      { from_stage: 'E', to_stage: 'S', n: 3 },
      { from_stage: 'S', to_stage: 'F', n: 2 },
    ],
  };
  expect(stageMix(wrong, {}, signal).illegalTransitions).toBe(5);
});

test('the profit curve breaks even where its sum stays at or above zero, and shows what it leaves out', () => {
  const result = profitCurve(syntheticStatistics(), {}, signal);
  const first = result.ages.findIndex(({ age }) => result.ages.slice(age).every(({ cumulative }) => cumulative >= 0));
  expect(result.breakEvenAge).toBe(first);
  expect(result.unallocated).toBe(12_300);
  expect(profitCurveLens.figure(result).options.remark).toContain('¥12,300');
  expect(profitCurve(syntheticStatistics({ start: -90_000 }), {}, signal).breakEvenAge).toBeNull();
  expect(profitCurve(syntheticStatistics({ hasAmount: false }), {}, signal)).toMatchObject({
    status: 'missing',
    reason: { code: 'amount-missing' },
  });
});

describe('a trend is told from age 1 on, and only when replicates agree on it', () => {
  const shapeOf = (levels: number[], noise: number) => {
    const ages = levels.map((level, age) => ({
      ...{ age, n: 100, orders: level * 100, exploration: 100, formation: 0, stable: 0, decline: 0, ended: 0 },
    }));
    const replicates = Array.from({ length: 40 }, (_, replicate) =>
      ages.map((row) => ({ ...row, replicate, orders: row.orders + noise * (((replicate * 7 + row.age * 13) % 11) - 5) })),
    ).flat();
    const base = syntheticStatistics({ hasAmount: false });
    const result = stageCurve({ ...base, stage_age: ages, stage_age_replicates: replicates }, {}, signal);
    return { shape: result.peaks[0]?.shape, value: result.peaks[0]?.value, headline: narrateStages(result).headline };
  };

  test.each([
    [[9, 1, 2, 3, 4], 'rising'],
    [[9, 4, 3, 2, 1], 'falling'],
    [[9, 1, 3, 5, 1], 'peak'],
    [[9, 1, 4, 4.01, 4], 'holding'],
  ] as const)('%j is %s', (levels, shape) => {
    expect(shapeOf([...levels], 5).shape).toBe(shape);
  });

  test('without a trend the mean over all ages is told', () => {
    const { shape, value, headline } = shapeOf([9, 2, 2.1, 1.9, 2.2], 50);
    expect(shape).toBe('level');
    expect(value).toBeCloseTo(2.05, 9);
    expect(headline).toContain('no trend can be told');
  });

  test('of one age after the first nothing is told', () => {
    expect(shapeOf([9, 1], 5).shape).toBeUndefined();
  });
});

test('only the curves by age warn of the customers that they leave out', () => {
  const tables = syntheticStatistics();
  Object.assign(tables.profile![0]!, { left_truncated: 1, left_truncated_customers: 12 });
  const warns = [stageCurve, profitCurve, stageMix, loyaltyMatrix].map((analyse) =>
    analyse(tables, {}, signal).warnings.some(({ code }) => code === 'left-truncated'),
  );
  expect(warns).toEqual([true, true, false, false]);
});

test('a break-even on which replicates disagree is not claimed', () => {
  const result = { ...profitCurve(syntheticStatistics(), {}, signal), breakEvenShare: 0.6 };
  expect(narrateProfit(result).headline).toContain('cannot be told');
});

test('the largest group is named once, and is most only when it surely is', () => {
  const mix = (E: number, D: number, T: number) =>
    narrateMix(
      stageMix(
        {
          ...syntheticStatistics(),
          stage_now: [
            { stage: 'E', n: E },
            { stage: 'D', n: D },
            { stage: 'T', n: T },
          ],
        },
        {},
        signal,
      ),
    ).headline;
  expect(mix(52, 28, 20)).toMatch(/^The largest group/);
  expect(mix(80, 10, 10)).toMatch(/^Most customers/);
  expect(mix(30, 45, 25).match(/45%/g)).toHaveLength(1);
  expect(mix(30, 25, 45).match(/45%/g)).toHaveLength(1);
});

test('customers who cannot be placed in the loyalty matrix are counted in its foot', () => {
  const tables = syntheticStatistics();
  for (const row of tables.loyalty_bins!.slice(0, 5)) Object.assign(row, { attachment: null, attachment_source: 'none', ended: 0 });
  const result = loyaltyMatrix(tables, {}, signal);
  expect(result.unclassified).toBe(5);
  expect(narrateLoyalty(result).foot.join(' ')).toContain('5 customers without a known attachment');
});

describe('the whale curve', () => {
  test('sums money exactly', () => {
    const rows = Array.from({ length: 1000 }, (_, bin) => ({ bin, customers: 1, profit: 5_000_001 - 3 * bin, amount: 6_000_000 }));
    const exact = rows.reduce((sum, row) => sum + row.profit, 0) / 10_000;
    expect(whale({ ...syntheticStatistics(), profit_rank: rows }, { replicates: 20 }, signal).totalProfit).toBe(exact);
  });

  test('reads its shares off the ranked customers', () => {
    const tables = syntheticStatistics();
    const result = whale(tables, { replicates: 50 }, signal);
    const profits = tables.profit_rank!.map((row) => Number(row.profit) / 10_000);
    const total = profits.reduce((sum, profit) => sum + profit, 0);
    const best = profits.slice(0, profits.length / 5).reduce((sum, profit) => sum + profit, 0);
    expect(result.totalProfit).toBeCloseTo(total, 6);
    expect(result.top20).toBeCloseTo(best / total, 9);
    expect(result.unprofitableShare).toBeCloseTo(profits.filter((profit) => profit < 0).length / profits.length, 12);
    expect(result.peak).toBeGreaterThan(1);
  });

  test('says nothing of shares when total profit may be zero', () => {
    const rows = Array.from({ length: 40 }, (_, bin) => ({
      bin,
      customers: 1,
      profit: (bin < 20 ? 1_000_000 : -1_000_000) + (bin === 0 ? 5000 : 0),
      amount: 1_000_000,
    }));
    const result = whale({ ...syntheticStatistics({ customers: 40 }), profit_rank: rows }, { replicates: 50 }, signal);
    expect(result).toMatchObject({ status: 'too-little', reason: { code: 'profit-near-zero' } });
  });

  test('young customers may be left out: their part of every bin is taken off, and n says so', () => {
    const tables = syntheticStatistics();
    const ranked = tables.profit_rank!;
    const youngOnes = ranked.slice(-100).map((row) => ({ ...row }));
    const both = { ...tables, profit_rank_young: youngOnes };
    const [all, old] = (['include', 'exclude'] as const).map((young) => whale(both, { replicates: 20, young }, signal));
    expect([all!.n, old!.n, old!.youngCustomers]).toEqual([ranked.length, ranked.length - 100, 100]);
    const rest = ranked.slice(0, -100).reduce((sum, row) => sum + Number(row.profit), 0) / 10_000;
    expect(old!.totalProfit).toBeCloseTo(rest, 6);
    expect(old!.unprofitableShare).toBeLessThan(all!.unprofitableShare);
  });

  test('C25: the claim of the source can be contradicted', () => {
    const result = whale(syntheticStatistics(), { replicates: 100 }, signal);
    expect(result.claim).toBe(result.top20High! < 1 ? 'contradicted' : result.top20Low! > 1 ? 'supported' : 'undecided');
    expect(result.makers + result.neutral + result.takers).toBeCloseTo(1, 9);
  });
});

describe('the loyalty matrix', () => {
  test('gives six types when attachment is known for thirty customers, by what is known of it', () => {
    const result = loyaltyMatrix(syntheticStatistics(), {}, signal);
    expect(result).toMatchObject({ view: 'six-types', badge: 'measured', groups: null });
    expect(Object.values(result.types!).reduce((sum, n) => sum + n, 0)).toBe(result.n);
    const proxy = syntheticStatistics();
    for (const row of proxy.loyalty_bins!) row.attachment_source = 'proxy';
    expect(loyaltyMatrix(proxy, {}, signal).badge).toBe('estimated');
  });

  test('claims no type below that, and says what would give them', () => {
    const result = loyaltyMatrix(syntheticStatistics({ survey: false }), {}, signal);
    expect(result).toMatchObject({ view: 'behavioural', types: null });
    expect(result.warnings.map(({ code }) => code)).toContain('attachment-unknown');
    expect(loyaltyMatrix(syntheticStatistics({ customers: 29 }), {}, signal).view).toBe('behavioural');
  });
});

test('a headline falls into stretches; an unknown tone reads as plain words', () => {
  expect(stretches('a [[gain:b c]] d [[pink:e]]')).toEqual([
    { words: 'a ', tone: null },
    { words: 'b c', tone: 'gain' },
    { words: ' d ', tone: null },
    { words: 'e', tone: null },
  ]);
});
