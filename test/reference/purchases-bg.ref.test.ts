import { beforeAll, describe, expect, it } from 'vitest';
import { fitRegular } from '#models/purchases/bg-cnbd-k/definition.ts';
import { bgCnbdK } from '#models/purchases/bg-cnbd-k/process.ts';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { fitProcess, type ProcessFit, valuesOf } from '#models/purchases/fit.ts';
import { compress, type Histories } from '#models/purchases/histories.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { groceryCustomers } from '../support/grocery.ts';
import { cdnowCustomers, cdnowLog, cdnowRounded, cdnowTracking, type Customer } from '../support/cdnow.ts';
import { hasReferenceData } from '../support/reference-data.ts';

const end = 39 - 1 / 7;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const within = (value: number, wanted: number, tolerance: number): void => expect(Math.abs(value - wanted)).toBeLessThan(tolerance);

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const moment = (u: readonly number[], mu: number, v: readonly number[], mv: number) => sum(u.map((one, i) => (one - mu) * (v[i]! - mv)));
  return moment(a, ma, b, mb) / Math.sqrt(moment(a, ma, a, ma) * moment(b, mb, b, mb));
}

describe.skipIf(!hasReferenceData)('BG/NBD on the CDNOW tenth sample (Fader, Hardie & Lee 2005)', () => {
  let customers: Customer[];
  let histories: Histories;
  let fit: ProcessFit<'r' | 'alpha' | 'a' | 'b'>;
  let values: number[];
  let expected: number[];
  beforeAll(() => {
    customers = cdnowCustomers();
    histories = compress(customers).histories;
    fit = fitProcess(bgNbd, histories);
    values = valuesOf(bgNbd, fit.estimates);
    expected = customers.map((one) => bgNbd.conditional(values, one, 39));
  });

  it('estimates and log-likelihood, unrounded data', () => {
    within(fit.estimates.r, 0.242595, 1e-6);
    within(fit.estimates.alpha, 4.413602, 1e-5);
    within(fit.estimates.a, 0.792922, 1e-5);
    within(fit.estimates.b, 2.425907, 1e-5);
    within(fit.logLikelihood, -9582.42921, 1e-5);
    expect(fit).toMatchObject({ n: 2357, uniqueRows: 1016, converged: true, warnings: [] });
  });

  it('estimates, log-likelihood and standard errors, rounded data (lifetimes)', () => {
    const rounded = fitProcess(bgNbd, cdnowRounded());
    const wanted = { r: [0.24259, 0.012557], alpha: [4.41353, 0.378221], a: [0.79289, 0.185719], b: [2.42575, 0.705345] } as const;
    for (const name of bgNbd.parameters) {
      within(rounded.estimates[name], wanted[name][0], 1e-4);
      expect(Math.abs(rounded.standardErrors![name] / wanted[name][1] - 1)).toBeLessThan(1e-3);
    }
    within(rounded.logLikelihood, -9582.4256, 1e-4);
  });

  it.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [32, 1.0437],
    [78, 1.858],
  ])('E[X(%d)] at the maximum', (t, wanted) => within(bgNbd.expected(values, t), wanted, 5e-5));

  it('P[X(2) = 10] and P[X(39) = 0] at the maximum', () => {
    expect(Math.abs(bgNbd.probability(values, 2, 10) / 1.07671e-7 - 1)).toBeLessThan(1e-5);
    within(bgNbd.probability(values, 39, 0), 0.5743072, 1e-6);
  });

  it('conditional expectations by frequency, and what came (BTYD walkthrough)', () => {
    const [wanted, actual] = [
      [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036],
      [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375],
    ];
    wanted!.forEach((one, bin) => {
      const members = customers.flatMap(({ x }, i) => (Math.min(x, 7) === bin ? [i] : []));
      within(mean(members.map((i) => expected[i]!)), one, 1e-3);
      within(mean(members.map((i) => customers[i]!.held)), actual![bin]!, 5e-7);
    });
  });

  it('weekly tracking: a customer’s clock starts at the first purchase', () => {
    const upTo = (week: number): number => sum(customers.map(({ T }) => bgNbd.expected(values, Math.max(0, week - (end - T)))));
    const weeks = [20, 21, 22, 23, 24, 25];
    const cumulative = [1312.458, 1387.346, 1460.392, 1531.713, 1601.418, 1669.6];
    const incremental = [76.86531, 74.88843, 73.04554, 71.32166, 69.70412, 68.18213];
    const actual = cdnowTracking();
    weeks.forEach((week, i) => {
      within(upTo(week), cumulative[i]!, 0.5);
      within(upTo(week) - upTo(week - 1), incremental[i]!, 0.1);
    });
    expect(weeks.map((week) => actual[week - 1])).toEqual([1359, 1414, 1484, 1517, 1573, 1672]);
    expect(weeks.map((week) => actual[week - 1]! - actual[week - 2]!)).toEqual([73, 55, 70, 33, 56, 99]);
  });

  it('frequency histogram in the calibration: χ² = 4.82', () => {
    const wanted = [1407.68, 460.32, 192.46, 101.16, 59.85, 38.12, 25.55, 71.85];
    const counts = wanted.map((_, n) => sum(customers.map(({ T }) => bgNbd.probability(values, T, n))));
    counts[7] = customers.length - sum(counts.slice(0, 7));
    const actual = wanted.map((_, bin) => customers.filter(({ x }) => Math.min(x, 7) === bin).length);
    counts.forEach((one, i) => within(one, wanted[i]!, 0.05));
    expect(actual).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    within(sum(counts.map((one, i) => (actual[i]! - one) ** 2 / one)), 4.82, 0.01);
  });

  it('the 39 weeks held out: sum, correlation, errors, P(alive)', () => {
    const held = customers.map((one) => one.held);
    expect(sum(held)).toBe(1882);
    within(sum(expected), 1653.41, 0.01);
    within(correlation(expected, held), 0.6256, 5e-5);
    within(mean(expected.map((one, i) => Math.abs(one - held[i]!))), 0.7855, 5e-5);
    within(Math.sqrt(mean(expected.map((one, i) => (one - held[i]!) ** 2))), 1.608, 5e-4);
    within(mean(customers.map((one) => bgNbd.alive(values, one))), 0.8134, 5e-5);
  });

  it('the five customers of whom most is expected in the next week (lifetimes, on rounded data)', () => {
    const next = customers
      .map((one) => ({ id: one.id, purchases: bgNbd.conditional(values, one, 1) }))
      .sort((a, b) => b.purchases - a.purchases)
      .slice(0, 5)
      .reverse();
    expect(next.map(({ id }) => id)).toEqual(['509', '841', '1981', '157', '1516']);
    [0.424877, 0.474738, 0.486526, 0.662396, 0.710623].forEach((wanted, i) => within(next[i]!.purchases, wanted, 1e-4));
  });

  it('expanded rows fit as weighted ones do, and times in days as weeks', () => {
    const column = (of: (one: Customer) => number) => Float64Array.from(customers, of);
    const expanded = fitProcess(bgNbd, { x: column((c) => c.x), tx: column((c) => c.tx), T: column((c) => c.T), weight: column(() => 1) });
    const days = fitProcess(bgNbd, compress(customers.map(({ x, tx, T }) => ({ x, tx: tx * 7, T: T * 7 }))).histories);
    for (const name of ['r', 'a', 'b'] as const) {
      within(expanded.estimates[name] / fit.estimates[name], 1, 1e-6);
      within(days.estimates[name] / fit.estimates[name], 1, 1e-6);
    }
    within(days.estimates.alpha / fit.estimates.alpha, 7, 1e-5);
    within(days.logLikelihood - fit.logLikelihood, -2457 * Math.log(7), 1e-5);
  });
});

describe.skipIf(!hasReferenceData)('MBG/NBD on the CDNOW tenth sample', () => {
  it('estimates, log-likelihood and holdout (BTYDplus, lifetimes)', () => {
    const customers = cdnowCustomers();
    const fit = fitProcess(mbgNbd, compress(customers).histories);
    within(fit.estimates.r, 0.524843, 1e-5);
    within(fit.estimates.alpha, 6.183086, 1e-5);
    within(fit.estimates.a, 0.891359, 1e-5);
    within(fit.estimates.b, 1.614002, 1e-5);
    within(fit.logLikelihood, -9582.1357, 5e-5);
    within(fitProcess(mbgNbd, cdnowRounded()).logLikelihood, -9582.1327, 5e-5);
    const values = valuesOf(mbgNbd, fit.estimates);
    const expected = customers.map((one) => mbgNbd.conditional(values, one, 39));
    within(sum(expected), 1576.73, 0.01);
    const held = customers.map((one) => one.held);
    within(correlation(expected, held), 0.6273, 5e-5);
  });
});

describe.skipIf(!hasReferenceData)('MBG/CNBD-k on the online grocery log, 52 weeks and 52 held out (BTYDplus, how-to)', () => {
  it('finds Erlang-2 gaps, and the unconditional sum to which the package scales its approximation', () => {
    const customers = groceryCustomers();
    const { k, fit } = fitRegular(compress(customers).histories);
    expect(customers).toHaveLength(1525);
    expect(k).toBe(2);
    const process = bgCnbdK(k);
    const values = valuesOf(process, fit.estimates);
    const held = customers.map((one) => one.held);
    expect(sum(held)).toBe(3389);
    const forNew = sum(customers.map(({ T }) => process.expected(values, T + 52) - process.expected(values, T)));
    within(forNew, 3970, 1.5);
    const expected = customers.map((one) => process.conditional(values, one, 52));
    within(sum(expected), 3811.5, 0.1);
    within(sum(expected.map((one, i) => Math.abs(one - held[i]!))) / sum(held), 0.63, 0.005);
  });

  it('regular timing beats random timing in the likelihood of the gaps and on the year held out', () => {
    const customers = groceryCustomers();
    const { logLikelihoods, fit, k } = fitRegular(compress(customers).histories);
    expect(logLikelihoods[1]! - logLikelihoods[0]!).toBeGreaterThan(500);
    const random = fitProcess(mbgNbd, compress(customers).histories);
    const held = sum(customers.map((one) => one.held));
    const miss = (process: typeof mbgNbd, values: number[]) =>
      Math.abs(sum(customers.map((one) => process.conditional(values, one, 52))) - held);
    const regular = bgCnbdK(k);
    expect(miss(regular, valuesOf(regular, fit.estimates))).toBeLessThan(miss(mbgNbd, valuesOf(mbgNbd, random.estimates)));
  });

  it('CDNOW shows no regularity: k = 1', () => {
    const log = cdnowLog();
    expect(fitRegular(log).k).toBe(1);
  });
});
