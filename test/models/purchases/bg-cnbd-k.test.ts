import { describe, expect, it } from 'vitest';
import { bgCnbdKModel, fitRegular } from '#models/purchases/bg-cnbd-k/definition.ts';
import { bgCnbdK } from '#models/purchases/bg-cnbd-k/process.ts';
import { fitProcess } from '#models/purchases/fit.ts';
import { compress } from '#models/purchases/histories.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { densities, meanOver, type Seen } from './by-integration.ts';
import { simulate } from './simulated.ts';

const values = [1.33, 2.8, 0.43, 0.79];
const histories: Seen[] = [
  { x: 0, tx: 0, T: 12 },
  { x: 1, tx: 2.5, T: 12 },
  { x: 3, tx: 11.9, T: 12 },
  { x: 6, tx: 6, T: 6 },
];

describe('MBG/CNBD-k with k = 1 is the MBG/NBD', () => {
  const random = bgCnbdK(1);
  it.each(histories)('$x purchases, the last at $tx of $T', (history) => {
    expect(random.alive(values, history)).toBeCloseTo(mbgNbd.alive(values, history), 12);
    expect(random.alive(values, history, 7)).toBeCloseTo(mbgNbd.alive(values, history, 7), 12);
    for (const t of [0.5, 20, 3000]) {
      expect(random.conditional(values, history, t) / mbgNbd.conditional(values, history, t)).toBeCloseTo(1, 7);
      expect(random.residual(values, history, 0.002, t) / mbgNbd.residual(values, history, 0.002, t)).toBeCloseTo(1, 7);
    }
    expect(random.residual(values, history, 0.002, Infinity) / mbgNbd.residual(values, history, 0.002, Infinity)).toBeCloseTo(1, 7);
    const { histories: one } = compress([history]);
    expect(random.logLikelihood(one, values)).toBeCloseTo(mbgNbd.logLikelihood(one, values), 12);
  });
  it('for a new customer as well', () => {
    expect(random.expected(values, 39)).toBeCloseTo(mbgNbd.expected(values, 39), 10);
    expect(random.probability(values, 39, 4)).toBeCloseTo(mbgNbd.probability(values, 39, 4), 12);
    expect(random.heterogeneity.rate(values)).toEqual(mbgNbd.heterogeneity.rate(values));
  });
});

describe.each([2, 3])('MBG/CNBD-%d against integrals over λ and p', (k) => {
  const process = bgCnbdK(k);
  it.each(histories)('likelihood and P(alive): $x purchases, the last at $tx of $T', (history) => {
    const [alive, gone] = (['alive', 'gone'] as const).map((which) =>
      meanOver(values, (lambda, p) => densities(history, 1, k, lambda, p)[which]),
    ) as [number, number];
    const constant = -history.x * Math.log(k === 2 ? 1 : 2);
    expect(process.logLikelihood(compress([history]).histories, values)).toBeCloseTo(Math.log(alive + gone) + constant, 8);
    expect(process.alive(values, history)).toBeCloseTo(alive / (alive + gone), 8);
  });
});

describe('MBG/CNBD-k against the process itself', () => {
  const world = { r: 1.33, alpha: 2.8, a: 0.43, b: 0.79, k: 2, early: true };
  const process = bgCnbdK(2);
  const { rows } = simulate(world, 60_000, { seed: 'regular', length: 40, ahead: 30 });
  const mean = (of: (row: (typeof rows)[number]) => number, among = rows): number =>
    among.reduce((sum, row) => sum + of(row), 0) / among.length;

  it('what customers are expected to buy is what they buy, all together and by how long ago the last purchase was', () => {
    const groups = [
      rows,
      rows.filter(({ x }) => x === 0),
      rows.filter(({ x, tx, T }) => x > 2 && T - tx < 2),
      rows.filter(({ x, tx, T }) => x > 2 && T - tx > 3 && T - tx < 8),
    ];
    for (const group of groups) {
      const [expected, bought] = [mean((row) => process.conditional(values, row, 30), group), mean(({ held }) => held, group)];
      const error = Math.sqrt(mean(({ held }) => (held - bought) ** 2, group) / group.length);
      expect(Math.abs(expected - bought)).toBeLessThan(3.5 * error + 1e-9);
    }
  });

  it('new customers buy as often as it says', () => {
    const some = rows.filter((_, i) => i % 50 === 0);
    const chances = [0, 1, 2, 3, 4].map((n) => mean(({ T }) => process.probability(values, T, n), some));
    chances.forEach((chance, n) => {
      const share = mean(({ x }) => Number(x === n));
      expect(Math.abs(chance - share)).toBeLessThan(3.5 * Math.sqrt(chance / rows.length));
    });
    expect(mean(({ T }) => process.expected(values, T), some) / mean(({ x }) => x)).toBeCloseTo(1, 1);
  });

  it('the sum over events and the sum over the roots meet at long horizons', () => {
    for (const history of histories) {
      const horizons = [10, 60, 300, 1500, 20_000];
      for (const t of horizons)
        expect(process.residual(values, history, 1e-13, t) / process.conditional(values, history, t)).toBeCloseTo(1, 6);
      const path = horizons.map((t) => process.alive(values, history, t));
      path.forEach((alive, i) => expect(alive).toBeLessThanOrEqual(i ? path[i - 1]! + 1e-12 : 1));
    }
  });
});

describe('finding k', () => {
  it.each([1, 2, 4])('gaps of order %d are found, with their parameters', (k) => {
    const world = { r: 1.2, alpha: 3, a: 0.8, b: 2.4, k, early: true };
    const { histories: seen } = simulate(world, 3000, { seed: `order ${k}` });
    const { k: found, fit, logLikelihoods } = fitRegular(seen);
    expect(found).toBe(k);
    expect(fit.converged).toBe(true);
    expect(Math.max(...logLikelihoods)).toBeCloseTo(logLikelihoods[k - 1]!, 9);
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expect(Math.abs(fit.estimates[name] - world[name])).toBeLessThan(3.5 * fit.standardErrors![name]);
  });

  it('the model answers k among the estimates and the likelihood of each k it tried', () => {
    const { histories: seen } = simulate({ r: 1.2, alpha: 3, a: 0.8, b: 2.4, k: 2, early: true }, 800, { seed: 'model' });
    const { estimates, diagnostics } = bgCnbdKModel.fit({ histories: seen }, {}, { aborted: false });
    expect(estimates).toMatchObject({ k: 2 });
    expect(diagnostics.logLikelihoods.length).toBeGreaterThanOrEqual(4);
    expect(Object.keys(diagnostics.standardErrors!)).toEqual(['r', 'alpha', 'a', 'b']);
  });

  it('without the gaps it refuses, and a plain fit takes k = 1', () => {
    const { rows } = simulate({ r: 1.2, alpha: 3, a: 0.8, b: 2.4, k: 2, early: true }, 300, { seed: 'no gaps' });
    const seen = compress(rows.map(({ x, tx, T }) => ({ x, tx, T }))).histories;
    expect(bgCnbdKModel.fit({ histories: seen }, {}, { aborted: false }).reason).toEqual({ code: 'purchases-no-gaps', parameters: {} });
    expect(fitRegular(seen).k).toBe(1);
    expect(fitRegular(seen).fit.logLikelihood).toBeCloseTo(fitProcess(mbgNbd, seen).logLikelihood, 6);
  });
});
