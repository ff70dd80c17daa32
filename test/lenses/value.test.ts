import { describe, expect, test } from 'vitest';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';
import { ratePerPeriod, periodsAYear } from '#models/purchases/units.ts';
import { analyse as clv } from '#lenses/clv/analyse.ts';
import { analyse as outlook } from '#lenses/customer-outlook/analyse.ts';
import { customerOutlook } from '#lenses/customer-outlook/definition.ts';
import { landed, moved } from '#lenses/customer-outlook/hand.ts';
import { historyAt, numbersOf, pathOf } from '#lenses/customer-outlook/outlook.ts';
import { redrawn } from '#lenses/customer-outlook/redrawn.ts';
import { within } from '#lenses/fitted.ts';
import { cumulative, meanOf, quantileAt, shareBelow } from '#lenses/heterogeneity/density.ts';
import { historyBase, mapRows, paradoxOf, roundLevels } from '#lenses/history-map.ts';
import { analyse as matrix } from '#lenses/value-matrix/analyse.ts';
import { narrate as tellClv } from '#lenses/clv/narrate.ts';
import { narrate as tellMatrix } from '#lenses/value-matrix/narrate.ts';
import { syntheticStatistics } from '../support/statistics.ts';
import { clvRows, valueFactRows } from '../support/value-statistics.ts';

const signal = new AbortController().signal;
const cdnow = { process: bgNbd, values: [0.2425945, 4.4136019, 0.7929199, 2.4258881], covariance: null };
const terms = {
  weeks: 39,
  horizon: 5 * periodsAYear('week'),
  rate: ratePerPeriod({ period: 'week', annualRate: 0.1 }),
  contribution: null,
};

describe('the customer timeline', () => {
  const typical = { purchases: [100, 213], today: 272 };

  test('says of CDNOW’s first customer what the paper does', () => {
    const numbers = numbersOf(cdnow, typical, terms);
    expect(numbers.alive).toBeCloseTo(0.7266, 3);
    expect(numbers.expected).toBeCloseTo(1.226, 2);
    expect(numbers.residual).toBeNull();
  });

  test('remembers what was known on each day, and jumps where something is bought', () => {
    const path = pathOf(cdnow, typical, 300).map(({ day, alive }) => [Number(day), Number(alive)] as const);
    const at = (day: number) => path.find(([one]) => one === day)![1];
    expect(at(213)).toBeGreaterThan(path.filter(([day]) => day < 213).at(-1)![1]);
    expect(at(272)).toBeCloseTo(0.7266, 3);
    expect(path.filter(([day]) => day < 100).every(([, alive]) => alive === 1)).toBe(true);
    expect(historyAt(typical.purchases, 150)).toEqual({ x: 1, tx: 100 / 7, T: 150 / 7 });
  });

  test('falls with every week of silence, under every model', () => {
    for (const model of [
      cdnow,
      { process: mbgNbd, values: [0.525, 6.183, 0.891, 1.614], covariance: null },
      { process: paretoNbd, values: [0.553, 10.578, 0.606, 11.669], covariance: null },
    ]) {
      const alive = [272, 300, 400, 500].map((today) => numbersOf(model, { ...typical, today }, terms).alive);
      expect(alive).toEqual([...alive].sort((a, b) => b - a));
    }
  });

  test('keeps purchases between the first and today, one a day, and today behind the last', () => {
    const customer = { purchases: [10, 20, 30], today: 40 };
    expect(moved(customer, { kind: 'add', day: 99 }, 60).purchases).toEqual([10, 20, 30, 40]);
    expect(moved(customer, { kind: 'move', from: 10, to: 20 }, 60).purchases).toEqual([19, 20, 30]);
    expect(moved(customer, { kind: 'move', from: 10, to: -5 }, 60).purchases).toEqual([1, 20, 30]);
    expect(moved(customer, { kind: 'remove', day: 20 }, 60).purchases).toEqual([10, 30]);
    expect(moved(customer, { kind: 'today', day: 5 }, 60).today).toBe(30);
    expect(moved(customer, { kind: 'today', day: 99 }, 60).today).toBe(60);
    expect(moved(customer, { kind: 'today', day: 40 }, 60)).toBe(customer);
    expect(landed(customer, moved(customer, { kind: 'move', from: 10, to: 25 }, 60))).toBe(25);
  });

  test('C16: every number has an interval that holds it and stays possible', () => {
    const answer = outlook(syntheticStatistics(), customerOutlook.defaults, signal);
    const later = redrawn(answer, { ...answer.customer, today: answer.span });
    for (const one of [...answer.numbers, ...later.numbers]) {
      expect(one.aliveLow!).toBeLessThanOrEqual(one.alive);
      expect(one.aliveHigh!).toBeGreaterThanOrEqual(one.alive);
      expect(one.aliveLow! >= 0 && one.aliveHigh! <= 1 && one.expectedLow! >= 0).toBe(true);
      expect(one.residualLow! < one.residual! && one.residual! < one.residualHigh!).toBe(true);
    }
    expect(later.numbers[0]!.alive).toBeLessThan(answer.numbers[0]!.alive);
  });
});

test('the delta method is exact for a power of the parameters', () => {
  const fit = {
    process: bgNbd,
    values: [2, 3, 1, 1],
    covariance: [
      [0.04, 0.01, 0, 0],
      [0.01, 0.09, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
  };
  const { value, low, high } = within(fit, ([a, b]) => a! * b! ** 2, 'log');
  const half = 1.959963984540054 * Math.sqrt(0.04 + 4 * 0.09 + 4 * 0.01);
  expect(value).toBe(18);
  expect(Math.log(low!)).toBeCloseTo(Math.log(18) - half, 6);
  expect(Math.log(high!)).toBeCloseTo(Math.log(18) + half, 6);
});

describe('the map of recency and frequency', () => {
  const base = historyBase(syntheticStatistics())!;
  const expected = (history: Parameters<typeof bgNbd.conditional>[1]) => bgNbd.conditional(cdnow.values, history, 52);

  test('shows the published paradox of increasing frequency', () => {
    const at = [10, 15, 20, 25].map((x) => expected({ x, tx: 20, T: 39 }));
    [0.3474606, 0.04283391, 0.004158973, 0.0003583685].forEach((published, i) => expect(at[i]! / published).toBeCloseTo(1, 1));
    const found = paradoxOf({ ...base, columns: 20, T: 39 }, expected)!;
    expect(found.few).toBeLessThan(found.many);
    expect(found.fewValue).toBeGreaterThan(found.manyValue);
    expect(paradoxOf(base, ({ x }) => x)).toBeNull();
  });

  test('draws lines of equal value where the quantity passes them, and every customer once', () => {
    const rows = mapRows(base, ({ tx, T }) => tx / T, [0.5]);
    const line = rows.filter(({ kind }) => kind === 'line');
    expect(line).toHaveLength(base.columns);
    for (const { recency } of line) expect(Number(recency)).toBeCloseTo(base.T / 2, 6);
    const drawn = rows.filter(({ kind }) => kind === 'customer').reduce((sum, { n }) => sum + Number(n), 0);
    expect(drawn).toBe(base.n);
    expect(roundLevels(230)).toEqual([200, 100, 50, 20, 10]);
  });
});

test('the published means of the distributions of rates and of dropping out', () => {
  const rate = paretoNbd.heterogeneity.rate([0.553, 10.578, 0.606, 11.669]);
  const dropout = paretoNbd.heterogeneity.dropout([0.553, 10.578, 0.606, 11.669]);
  expect(meanOf(rate)).toBeCloseTo(0.0523, 4);
  expect(meanOf(dropout)).toBeCloseTo(0.052, 3);
  const even = cumulative({ kind: 'beta', a: 1, b: 1 });
  expect(quantileAt(even, 0.25)).toBeCloseTo(0.25, 4);
  const exponential = cumulative({ kind: 'gamma', shape: 1, rate: 2 });
  expect(shareBelow(exponential, 1)).toBeCloseTo(1 - Math.exp(-2), 3);
});

describe('lifetime value', () => {
  test('C14: horizon, rate, margin and the share beyond the horizon stand beside every value', () => {
    const foot = tellClv(clv(syntheticStatistics(), { by: 'segment', cohort: 'all' }, signal)).foot.join(' | ');
    for (const words of ['5 years ahead', '10% a year', 'margin 40%', '30% of the endless value after 5 years'])
      expect(foot).toContain(words);
  });

  test('a group stands beside the average of all by its ratio', () => {
    const { groups, mean, above } = clv({ ...syntheticStatistics(), clv_values: clvRows(1000) }, { by: 'segment', cohort: 'all' }, signal);
    expect(groups.map(({ name, ratio }) => [name, ratio])).toEqual([
      ['Office', 240 / 180],
      ['Home', 120 / 180],
    ]);
    expect(mean.value).toBe(180);
    expect(above).toBeGreaterThan(0.3);
    expect(above).toBeLessThan(0.45);
  });

  test('a cohort that a person chose stands beside the average of all, which stays the reference', () => {
    const tables = { ...syntheticStatistics(), clv_values: clvRows(900) };
    const all = clv(tables, { by: 'segment', cohort: 'all' }, signal);
    const chosen = clv(tables, { by: 'segment', cohort: '2024-07-01/2024-09-30' }, signal);
    expect([chosen.cohort, chosen.n, chosen.mean.value, chosen.benchmark.value]).toEqual(['2024 Q3', 300, 90, 180]);
    expect(all.mean).toEqual(all.benchmark);
    expect(chosen.groups.map(({ name, ratio }) => [name, ratio])).toEqual([
      ['Office', 120 / 180],
      ['Home', 60 / 180],
    ]);
    expect(chosen.bins.reduce((sum, { n }) => sum + n, 0)).toBe(300);
    const words = tellClv(chosen);
    expect(words.headline).toContain('Cohort 2024 Q3: ');
    expect(words.headline).toMatch(/180.* of all customers/);
    expect(words.subtitle).toContain('average of all customers');
    expect(words.foot.join(' | ')).toContain('n = 300 customers');
  });

  test('C15: too small a base gets a formula with a range and the reason, and never a model', () => {
    const small = { ...syntheticStatistics(), clv_values: [], purchase_fits: [], value_facts: valueFactRows(60, true, 'clv-customers') };
    const answer = clv(small, { by: 'segment', cohort: 'all' }, signal);
    expect([answer.status, answer.mode, answer.formula!.reason]).toEqual(['ready', 'formula', 'clv-customers']);
    const margin = 200 * 0.4;
    const ratio = 29 / 48 / 1.1;
    const end = [1, 2, 3, 4, 5].reduce((sum, t) => sum + margin * ratio ** t, 0);
    expect(answer.mean.value / end).toBeCloseTo(1, 2);
    expect(answer.mean.low! < answer.mean.value && answer.mean.value < answer.mean.high!).toBe(true);
    expect(answer.groups.map(({ name }) => name)).toEqual(['end', 'middle', 'start']);
    expect(tellClv(answer).headline).toContain('fewer than 100 customers');
  });

  test('without amounts there is no value', () => {
    expect(clv(syntheticStatistics({ hasAmount: false }), { by: 'segment', cohort: 'all' }, signal).reason?.code).toBe('clv-no-amounts');
  });
});

describe('the value matrices', () => {
  test('put every customer into one of four fields, whose totals add up', () => {
    for (const by of ['tenure', 'potential'] as const) {
      for (const split of ['median', 'benchmark', 'zero'] as const) {
        const { totals, n, points } = matrix(syntheticStatistics({ customers: 300 }), { by, split, cohort: 'all' }, signal);
        expect(totals.reduce((sum, total) => sum + total.n, 0)).toBe(n);
        for (const { id, n: inside } of totals) expect(points.filter(({ field }) => field === id)).toHaveLength(inside);
      }
    }
  });

  test('C16: a customer whose interval crosses the line is borderline', () => {
    const { points, lines } = matrix(syntheticStatistics({ customers: 300 }), { by: 'tenure', split: 'median', cohort: 'all' }, signal);
    for (const { x, borderline } of points) expect(borderline).toBe(x * 0.9 <= lines.x && x * 1.05 > lines.x);
  });

  test('C25: loyalty that does not pay is said to be below what was published', () => {
    const answer = matrix(syntheticStatistics(), { by: 'tenure', split: 'median', cohort: 'all' }, signal);
    expect([answer.loyalty!.value, answer.published]).toEqual([0.1, 'below']);
  });

  test('show a cohort by the lines of everybody, with its own totals and borderline customers', () => {
    const tables = syntheticStatistics({ customers: 300 });
    for (const by of ['tenure', 'potential'] as const) {
      const all = matrix(tables, { by, split: 'median', cohort: 'all' }, signal);
      const chosen = matrix(tables, { by, split: 'median', cohort: '2024-07-01/2024-09-30' }, signal);
      expect([chosen.cohort, chosen.n, chosen.points.length]).toEqual(['2024 Q3', 100, 100]);
      expect(chosen.lines).toEqual(all.lines);
      for (const { id, n, borderline } of chosen.totals) {
        const inside = chosen.points.filter(({ field }) => field === id);
        expect([inside.length, inside.filter((one) => one.borderline).length]).toEqual([n, borderline]);
      }
      const words = tellMatrix(chosen);
      expect(words.headline).toContain('Cohort 2024 Q3: ');
      expect(words.subtitle).toContain('lines where they stand for all customers');
    }
  });

  test('C15: a cohort of fewer than ten customers is not drawn', () => {
    const tables = syntheticStatistics({ customers: 24 });
    const answer = matrix(tables, { by: 'tenure', split: 'median', cohort: '2024-07-01/2024-09-30' }, signal);
    expect([answer.status, answer.reason]).toEqual(['too-little', { code: 'few-customers', parameters: { have: 8, need: 10 } }]);
  });

  test('name the export that would fill a potential nobody knows', () => {
    const tables = syntheticStatistics();
    const none = { ...tables, value_matrix: tables.value_matrix!.filter(({ matrix: of }) => of === 'tenure') };
    expect(matrix(none, { by: 'potential', split: 'median', cohort: 'all' }, signal).reason?.code).toBe('potential-missing');
  });
});
