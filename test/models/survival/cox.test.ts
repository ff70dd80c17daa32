import { describe, expect, test } from 'vitest';
import { cox } from '#models/survival/cox/definition.ts';
import { coxSurvival } from '#models/survival/cox/predict.ts';
import type { Life } from '#models/survival/lives.ts';
import { minimise } from '#numeric/minimise.ts';
import { random } from '#numeric/random.ts';

const go = { aborted: false };
type Row = Life & { x: number[] };

const fit = (rows: readonly Row[], names = rows[0]!.x.map((_, i) => `x${i}`)) =>
  cox.fit({ lives: rows, covariates: rows.map(({ x }) => x), names }, {}, go);

/** Lives with two covariates, ties, delayed entry and whole weights, drawn with a seed. */
function drawn(n: number, { late = true, seed = 1 } = {}): Row[] {
  const next = random(seed);
  return Array.from({ length: n }, () => {
    const x = [next() < 0.5 ? 1 : 0, Math.round(next() * 40) / 10];
    const end = Math.ceil(-Math.log(next()) * 12 * Math.exp(-0.8 * x[0]! + 0.3 * x[1]!));
    const seen = Math.ceil(next() * 15);
    const entry = late && next() < 0.4 ? Math.floor(next() * Math.min(end, seen)) : 0;
    return { entry, time: Math.min(end, seen), cause: Number(end <= seen), weight: 1 + Math.floor(next() * 3), x };
  });
}

/** Efron's likelihood as it is written in the textbook: every life a row of its own, risk sets found anew at every time. */
function textbook(rows: readonly Row[], beta: readonly number[]): number {
  const lives = rows.flatMap((row) => Array.from({ length: row.weight }, () => row));
  const score = ({ x }: Row) => x.reduce((sum, value, j) => sum + value * beta[j]!, 0);
  let sum = 0;
  for (const t of new Set(lives.filter(({ cause }) => cause > 0).map(({ time }) => time))) {
    const dying = lives.filter(({ time, cause }) => time === t && cause > 0);
    const risk = lives.filter(({ entry, time }) => entry < t && time >= t).reduce((all, one) => all + Math.exp(score(one)), 0);
    const own = dying.reduce((all, one) => all + Math.exp(score(one)), 0);
    dying.forEach((one, l) => (sum += score(one) - Math.log(risk - (l / dying.length) * own)));
  }
  return sum;
}

describe('Cox regression', () => {
  test('finds the top of the likelihood as textbooks write it, with ties, delayed entry and weights', () => {
    const rows = drawn(60);
    const { estimates, diagnostics } = fit(rows);
    const byHand = minimise((beta) => -textbook(rows, beta), [0, 0], [0.3, 0.3], { tolerance: 1e-13, iterations: 4000 });
    estimates!.effects.forEach(({ coefficient }, j) => expect(coefficient).toBeCloseTo(byHand.x[j]!, 5));
    expect(diagnostics.logLikelihood).toBeCloseTo(-byHand.value, 8);
    expect(diagnostics.nullLogLikelihood).toBeCloseTo(textbook(rows, [0, 0]), 8);
    const step = 1e-3;
    const beta = estimates!.effects.map(({ coefficient }) => coefficient);
    const at = (i: number, j: number) => textbook(rows, [beta[0]! + i * step, beta[1]! + j * step]);
    const second = (at(1, 0) - 2 * at(0, 0) + at(-1, 0)) / step ** 2;
    const other = (at(0, 1) - 2 * at(0, 0) + at(0, -1)) / step ** 2;
    const cross = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * step ** 2);
    expect(estimates!.covariance[0]![0]).toBeCloseTo(-other / (second * other - cross ** 2), 4);
  });

  test('reads a weight as so many lives', () => {
    const rows = drawn(80);
    const expanded = rows.flatMap((row) => Array.from({ length: row.weight }, () => ({ ...row, weight: 1 })));
    const [one, other] = [fit(rows), fit(expanded)];
    one.estimates!.effects.forEach(({ coefficient, standardError }, j) => {
      expect(coefficient).toBeCloseTo(other.estimates!.effects[j]!.coefficient, 8);
      expect(standardError).toBeCloseTo(other.estimates!.effects[j]!.standardError, 8);
    });
    expect(one.estimates!.concordance).toBeCloseTo(other.estimates!.concordance!, 10);
    expect(one.estimates!.baseline.hazard).toEqual(other.estimates!.baseline.hazard.map((h) => expect.closeTo(h, 9)));
    expect(one.diagnostics.n).toBe(expanded.length);
  });

  test('concordance is that of counting the pairs', () => {
    const rows = drawn(50, { seed: 4 });
    const { effects, concordance } = fit(rows).estimates!;
    const score = ({ x }: Row) => x.reduce((sum, value, j) => sum + value * effects[j]!.coefficient, 0);
    let [pairs, right] = [0, 0];
    for (const a of rows) {
      for (const b of rows) {
        const later = a.cause > 0 && b.entry < a.time && (b.time > a.time || (b.time === a.time && b.cause === 0));
        if (!later) continue;
        const gap = score(a) - score(b);
        pairs += a.weight * b.weight;
        right += a.weight * b.weight * (Math.abs(gap) < 1e-12 ? 0.5 : Number(gap > 0));
      }
    }
    expect(concordance).toBeCloseTo(right / pairs, 10);
  });

  test('finds the effects that made the data, and predicts survival from them', () => {
    const next = random(9);
    const rows = Array.from({ length: 4000 }, (): Row => {
      const x = [next() < 0.5 ? 1 : 0, next() * 2];
      const end = -Math.log(next()) / (0.1 * Math.exp(0.7 * x[0]! - 0.5 * x[1]!));
      return { entry: 0, time: Math.min(end, 10), cause: Number(end <= 10), weight: 1, x };
    });
    const { estimates } = fit(rows);
    [0.7, -0.5].forEach((truth, j) => {
      const { coefficient, standardError } = estimates!.effects[j]!;
      expect(Math.abs(coefficient - truth)).toBeLessThan(3 * standardError);
    });
    const survival = coxSurvival(estimates!, [1, 0.5]);
    expect(survival.at(-1)).toBeCloseTo(Math.exp(-0.1 * 10 * Math.exp(0.7 - 0.25)), 1);
    expect(survival.every((share, i) => share <= (survival[i - 1] ?? 1))).toBe(true);
  });

  test('answers the same in any unit of a covariate', () => {
    const rows = drawn(80, { late: false });
    const scaled = rows.map((row) => ({ ...row, x: [row.x[0]!, row.x[1]! * 1e6 + 5e8] }));
    const [one, other] = [fit(rows).estimates!, fit(scaled).estimates!];
    expect(other.effects[1]!.coefficient * 1e6).toBeCloseTo(one.effects[1]!.coefficient, 6);
    expect(other.effects[0]!.coefficient).toBeCloseTo(one.effects[0]!.coefficient, 6);
  });

  test('weights that are not whole stand for their mean', () => {
    const rows = drawn(40, { late: false }).map((row) => ({ ...row, weight: 0.5 }));
    const whole = fit(rows.map((row) => ({ ...row, weight: 1 })));
    fit(rows).estimates!.effects.forEach(({ coefficient }, j) =>
      expect(Math.abs(coefficient - whole.estimates!.effects[j]!.coefficient)).toBeLessThan(0.2),
    );
  });

  test('says what runs away, leaves out what is incomplete, refuses what cannot be told apart', () => {
    const split: Row[] = Array.from({ length: 20 }, (_, i) => ({ entry: 0, time: i + 1, cause: 1, weight: 1, x: [i < 10 ? 1 : 0, i % 3] }));
    const runaway = fit(split);
    expect([...runaway.warnings.map(({ code }) => code), runaway.reason?.code]).toContain(
      runaway.estimates ? 'cox-runs-away' : 'cox-not-told-apart',
    );
    const rows = drawn(40);
    expect(fit([...rows, { ...rows[0]!, x: [Number.NaN, 1] }]).diagnostics).toMatchObject({ left: 1 });
    expect(fit(rows.map((row) => ({ ...row, x: [row.x[0]!, row.x[0]! * 2] }))).reason?.code).toBe('cox-not-told-apart');
    expect(fit(rows.map((row) => ({ ...row, x: [row.x[0]!, 7] }))).reason?.code).toBe('cox-not-told-apart');
    expect(fit(rows.map((row) => ({ ...row, cause: 0 }))).reason?.code).toBe('cox-too-few');
    const numbers = JSON.stringify(runaway);
    expect(numbers).not.toMatch(/Infinity|NaN/);
  });
});
