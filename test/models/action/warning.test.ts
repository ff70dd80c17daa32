import { describe, expect, test } from 'vitest';
import { backTest, cutOf, splitAt } from '#models/action/warning/back-test.ts';
import { type HazardCell, baseGap, gapRatio } from '#models/action/warning/cell.ts';
import { decide, valueIfKept, yearlyRetention } from '#models/action/warning/decision.ts';
import { scoreOf, warning } from '#models/action/warning/definition.ts';
import { evaluate, type Scored } from '#models/action/warning/evaluate.ts';
import { warnedOf } from '#models/action/warning/list.ts';
import { fitLogistic, logistic } from '#models/action/warning/logistic.ts';
import { mostPoints, pointsOf } from '#models/action/warning/points.ts';
import { random } from '#numeric/random.ts';
import { normal } from '#numeric/variates.ts';

const go = { aborted: false };
const row = (...values: number[]) => Float64Array.from([1, ...values]);

const cell = (some: Partial<HazardCell> = {}): HazardCell => ({
  customer: 'a',
  age: 10,
  day: 1000,
  stage: 'S',
  level: 0.9,
  slope: 0,
  since: 20,
  gapDays: 300,
  gaps: 10,
  share: null,
  complaints: 0,
  severe: 0,
  late: 0,
  contract: null,
  worse: 0,
  ...some,
});

describe('the logistic regression', () => {
  test('finds the log odds of a two-by-two table, with the standard errors of its cells', () => {
    const x = [...Array<Float64Array>(40).fill(row(0)), ...Array<Float64Array>(50).fill(row(1))];
    const y = x.map((_, i) => Number(i < 10 || (i >= 40 && i < 70)));
    const fit = fitLogistic(x, y, 0, go)!;
    expect(fit.converged).toBe(true);
    expect(fit.beta[0]).toBeCloseTo(Math.log(10 / 30), 10);
    expect(fit.beta[1]).toBeCloseTo(Math.log(30 / 20 / (10 / 30)), 10);
    expect(fit.errors[0]).toBeCloseTo(Math.sqrt(1 / 10 + 1 / 30), 8);
    expect(fit.errors[1]).toBeCloseTo(Math.sqrt(1 / 10 + 1 / 30 + 1 / 30 + 1 / 20), 8);
  });

  test('finds the coefficients that made the data, within three standard errors', () => {
    const next = random(11);
    const truth = [-2, 0.8, -0.5];
    const x = Array.from({ length: 20_000 }, () => row(normal(next), normal(next)));
    const y = x.map((values) => Number(next() < logistic(truth[0]! + truth[1]! * values[1]! + truth[2]! * values[2]!)));
    const fit = fitLogistic(x, y, 1, go)!;
    truth.forEach((value, j) => expect(Math.abs(fit.beta[j]! - value)).toBeLessThan(3 * fit.errors[j]!));
    expect(Math.max(...fit.errors)).toBeLessThan(0.04);
  });

  test('stays finite where a sign separates the outcomes, because of the ridge', () => {
    const x = Array.from({ length: 40 }, (_, i) => row(i < 20 ? -1 : 1));
    const fit = fitLogistic(
      x,
      x.map((values) => Number(values[1]! > 0)),
      1,
      go,
    )!;
    expect(fit.converged).toBe(true);
    expect(fit.beta[1]).toBeGreaterThan(1);
    expect(fit.beta[1]).toBeLessThan(10);
  });

  test('stops when it is aborted', () => {
    expect(() => fitLogistic([row(1)], [1], 1, { aborted: true })).toThrow('model/stopped');
  });
});

describe('the points', () => {
  test.each([
    ['nothing', {}, 1, 0],
    ['a gap of 1.6', {}, 1.6, 2],
    ['a gap of 2.1', {}, 2.1, 3],
    ['a level of .7', { level: 0.7 }, 1, 1],
    ['a level of .5', { level: 0.5 }, 1, 3],
    ['a severe complaint', { complaints: 1, severe: 1 }, 1, 2],
    ['a mild complaint', { complaints: 1 }, 1, 0],
    ['a share down by a fifth', { share: -0.2 }, 1, 2],
    ['a contract that ends in 90 days', { contract: 90 }, 1, 1],
    ['everything', { level: 0.5, severe: 1, share: -0.5, contract: 3 }, 3, mostPoints],
  ])('%s', (_, some, gap, points) => {
    expect(pointsOf(cell(some), gap).points).toBe(points);
  });

  test('P(alive) below one in ten gives two points, where it is asked only', () => {
    const doubtful = cell({ alive: 0.09, worse: null });
    expect(pointsOf(doubtful, 1)).toEqual({ points: 0, reasons: [] });
    expect(pointsOf(doubtful, 1, true)).toEqual({ points: 2, reasons: ['alive'] });
    expect(pointsOf(cell({ alive: 0.1, worse: null }), 1, true).points).toBe(0);
    expect(pointsOf(cell({ worse: null }), 1, true).points).toBe(0);
  });

  test('the gap ratio lets the base stand in where a customer has few gaps of their own', () => {
    expect(gapRatio(cell({ since: 60, gaps: 0, gapDays: 0 }), 30, 2)).toBe(2);
    expect(gapRatio(cell({ since: 60, gaps: 8, gapDays: 80 }), 30, 2)).toBeCloseTo(60 / 14);
    expect(gapRatio(cell({ since: 60, gaps: 0, gapDays: 0 }), null, 2)).toBe(0);
    expect(baseGap([cell({ gaps: 2, gapDays: 40, age: 3 }), cell({ gaps: 4, gapDays: 120 })])).toBe(30);
  });

  test('decide where the past holds fewer than fifty events, and the result says so', () => {
    const cells = Array.from({ length: 300 }, (_, i) => cell({ customer: `c${i}`, worse: i < 30 ? 1 : 0 }));
    const { estimates, warnings } = warning.fit({ cells }, warning.defaults, go);
    expect(estimates).toMatchObject({ basis: 'points', amber: 3 / 11, red: 5 / 11, rate: 0.1 });
    expect(warnings).toEqual([{ code: 'warning-by-points', parameters: { events: 30, need: 50 } }]);
    expect(scoreOf(cell({ level: 0.5 }), estimates!)).toBeCloseTo(3 / 11);
  });
});

/** A base whose gap and level foretell a decline, over forty periods of thirty days. */
function simulated(customers: number, seed = 3): HazardCell[] {
  const next = random(seed);
  return Array.from({ length: customers }, (_, c) =>
    Array.from({ length: 40 }, (__, age) => {
      const [since, level] = [60 * next(), 0.5 + 0.6 * next()];
      const chance = logistic(-3.2 + 2.2 * (since / 30 - 1) - 2 * (level - 0.8));
      return cell({ customer: `c${c}`, age, day: age * 30 + 29, since, level, gaps: 10, gapDays: 300, worse: next() < chance ? 1 : 0 });
    }),
  ).flat();
}

describe('the trial on the newest periods', () => {
  const cells = simulated(120);
  const cut = cutOf(0, 40 * 30 - 1, 30)!;
  const settings = { cut, periodDays: 30, replicates: 60, seed: 1 };

  test('holds back six periods, or a quarter of a short past, and none of a past without periods', () => {
    expect(cut).toBe(1199 - 180);
    expect(cutOf(0, 239, 30)).toBe(239 - 60);
    expect(cutOf(0, 60, 30)).toBeNull();
  });

  test('C4: training ends before the first forecast of the trial begins, outcomes included', () => {
    const { training, trial } = splitAt(cells, cut, 30);
    expect(Math.max(...training.map(({ day }) => day + 30))).toBeLessThanOrEqual(cut);
    expect(Math.min(...trial.map(({ day }) => day))).toBeGreaterThanOrEqual(cut);
    expect(training.length + trial.length).toBeLessThan(cells.length + 1);
  });

  test('C4: nothing after the cut changes what was fitted before it', () => {
    const fitted = backTest(cells, settings, go)!;
    const later = cells.map((one) => (one.day + 30 > cut ? { ...one, since: 500, level: 0.01, gapDays: 9000, worse: 1 as const } : one));
    const { training } = splitAt(cells, cut, 30);
    const again = splitAt(later, cut, 30);
    expect(again.training).toEqual(training);
    expect(warning.fit({ cells: again.training }, warning.defaults, go)).toEqual(warning.fit({ cells: training }, warning.defaults, go));
    expect(backTest(later, settings, go)!.training).toEqual(fitted.training);
  });

  test('C4: a sign that leaks the future is caught by the same comparison, and looks too good to be true', () => {
    const leaking = cells.map((one) => ({ ...one, slope: one.worse === 1 ? -1 : 1 }));
    expect(backTest(leaking, settings, go)!.evaluation.auc.value).toBeGreaterThan(0.999);
    const honest = backTest(cells, settings, go)!.evaluation.auc;
    expect(honest.value).toBeLessThan(0.95);
    expect(honest.high).toBeLessThan(0.99);
  });

  test('is calibrated where the model is true: most tenths hold their expectation within the interval', () => {
    const { evaluation } = backTest(simulated(300, 8), settings, go)!;
    const held = evaluation.calibration.filter(({ expected, low, high }) => low <= expected && expected <= high).length;
    expect(evaluation.calibration).toHaveLength(10);
    expect(held).toBeGreaterThanOrEqual(8);
  });
});

describe('the evaluation', () => {
  const scored = (customer: string, score: number, worse: 0 | 1, age = 0, alerted = score >= 0.5): Scored => ({
    customer,
    age,
    score,
    alerted,
    worse,
  });

  test('counts precision, recall, AUC with ties as halves, and the squared error', () => {
    const trial = [scored('a', 0.9, 1), scored('b', 0.6, 0), scored('c', 0.4, 1), scored('d', 0.4, 0), scored('e', 0.1, 0)];
    const { precision, recall, auc, brier } = evaluate(trial, { replicates: 50, seed: 1 }, go);
    expect([precision.value, recall.value]).toEqual([0.5, 0.5]);
    expect(auc.value).toBeCloseTo((3 + 1.5) / 6);
    expect(brier.value).toBeCloseTo((0.01 + 0.36 + 0.36 + 0.16 + 0.01) / 5);
    expect(precision.low).toBeLessThanOrEqual(0.5);
  });

  test('lead time runs from the first of the unbroken alerts', () => {
    const trial = [0.9, 0.2, 0.8, 0.7, 0.9].map((score, age) => scored('a', score, age === 4 ? 1 : 0, age));
    expect(evaluate(trial, { replicates: 0, seed: 1 }, go).lead).toBe(3);
  });

  test('resamples customers, not rows: many rows of one customer do not make the interval narrow', () => {
    const many = Array.from({ length: 600 }, (_, i) => scored(`c${i % 6}`, i % 6 < 3 ? 0.9 : 0.8, i % 6 < 2 || i % 6 === 3 ? 1 : 0, i));
    const { low, high } = evaluate(many, { replicates: 200, seed: 2 }, go).precision;
    expect(high! - low!).toBeGreaterThan(0.4);
  });

  test('nothing to evaluate answers nothing', () => {
    expect(evaluate([], { replicates: 10, seed: 1 }, go)).toMatchObject({
      n: 0,
      precision: { value: null },
      auc: { value: null },
      lead: null,
      calibration: [],
    });
  });
});

describe('the decision', () => {
  test('C20: it stands on the added chance, so a high chance to leave alone never makes acting pay', () => {
    expect(decide(1000, 0, 20)).toEqual({ act: false, gain: -20, reason: 'costs-more' });
    expect(decide(1000, 0.1, 20)).toEqual({ act: true, gain: 80, reason: 'pays' });
    expect(decide(-50, 0.1, 0)).toMatchObject({ act: false, reason: 'no-value' });
    expect(decide(null, 0.1, 0)).toEqual({ act: false, gain: null, reason: 'value-unknown' });
  });

  test('value if kept is a perpetuity: 100 a year, kept by 80 %, at 10 % is worth 333.33', () => {
    expect(valueIfKept(100, 0.8, 0.1)).toBeCloseTo(100 / 0.3);
    expect(yearlyRetention(0.1, 365.25, null)).toBeCloseTo(0.9);
    expect(yearlyRetention(0.02, 365.25 / 12, 1)).toBeCloseTo(0.98 ** 12);
  });

  test('a decline is a loss only as often as declines end: of 20 % who decline half end, so 90 % are kept', () => {
    expect(yearlyRetention(0.2, 365.25, 0.5)).toBeCloseTo(0.9);
    expect(yearlyRetention(0.2, 365.25, 0)).toBe(1);
  });

  test('a trial without an event says nothing of precision, and one in which no alert was right has room for luck', () => {
    const one = (i: number, alerted: boolean, worse: 0 | 1) => ({ customer: `c${i}`, age: 5, score: alerted ? 0.9 : 0.1, alerted, worse });
    const none = Array.from({ length: 40 }, (_, i) => one(i, i < 10, 0));
    expect(evaluate(none, { replicates: 50, seed: 1 }, go).precision).toEqual({ value: null, low: null, high: null });
    const missed = [...none, ...Array.from({ length: 5 }, (_, i) => one(100 + i, false, 1))];
    const { value, low, high } = evaluate(missed, { replicates: 50, seed: 1 }, go).precision;
    expect([value, low]).toEqual([0, 0]);
    expect(high).toBeCloseTo(0.2775, 3);
  });

  test('the list names who is at stake most, those in decline apart, each with its reasons', () => {
    const { estimates } = warning.fit({ cells: Array.from({ length: 30 }, (_, i) => cell({ customer: `c${i}` })) }, warning.defaults, go);
    const latest = [
      cell({ customer: 'poor', level: 0.5, worse: null }),
      cell({ customer: 'rich', level: 0.5, worse: null, since: 70 }),
      cell({ customer: 'calm', worse: null }),
      cell({ customer: 'sinking', stage: 'D', worse: null, late: 1 }),
    ];
    const { list, warned, declining } = warnedOf(
      latest,
      estimates!,
      new Map([
        ['rich', 900],
        ['poor', 10],
      ]),
      0.8,
    );
    expect([warned, declining]).toEqual([2, 1]);
    expect(list.map(({ customer, state }) => `${customer} ${state}`)).toEqual(['rich warned', 'poor warned', 'sinking declining']);
    expect(list[0]).toMatchObject({ reasons: ['gap-long', 'level-low'], value: expect.closeTo(3000, 6) as number });
    expect(list[2]).toMatchObject({ score: null, reasons: ['late'], value: null });
  });

  describe.each([
    ['the regression', simulated(300)],
    ['the points', simulated(300).map((one): HazardCell => ({ ...one, worse: 0 }))],
  ])('with P(alive), where %s decides', (_, past) => {
    const { estimates } = warning.fit({ cells: past }, warning.defaults, go);
    const latest = [
      cell({ customer: 'calm', level: 1.2, since: 5, worse: null, alive: 0.99 }),
      cell({ customer: 'doubtful', level: 0.75, since: 5, worse: null, alive: 0.05 }),
      cell({ customer: 'doubtful, nothing else', level: 1.2, since: 5, worse: null, alive: 0.05 }),
      cell({ customer: 'silent', level: 0.5, since: 90, worse: null, alive: 0.9 }),
    ];
    const listed = (withAlive: boolean) => warnedOf(latest, estimates!, new Map(), 0.8, withAlive);

    test('two signs of the points make a warning of it, one alone does not, and nobody leaves the list', () => {
      expect(listed(false).list.map(({ customer }) => customer)).toEqual(['silent']);
      expect(listed(true).list.map(({ customer }) => customer)).toEqual(['silent', 'doubtful']);
      expect(listed(true).warned).toBe(2);
      expect(listed(true).list[1]).toMatchObject({ points: 3, reasons: ['level', 'alive'] });
    });
  });
});
