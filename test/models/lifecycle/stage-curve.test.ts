import { describe, expect, it } from 'vitest';
import { curveAt, curveBoundaries, peakAge } from '#models/lifecycle/stage-curve/curve.ts';
import { stageCurve } from '#models/lifecycle/stage-curve/definition.ts';
import { random } from '#numeric/random.ts';
import { normal } from '#numeric/variates.ts';

const lesson = { vm: 100, k: 1, tau1: 4, q: 1.2, tau2: 14 };
const go = { aborted: false };
const fit = (points: { age: number; n: number; value: number }[]) => stageCurve.fit({ points }, {}, go);

describe('the theory’s curve', () => {
  it.each([
    [0, 1.799],
    [2, 11.92],
    [4, 50.0],
    [8, 98.128],
    [14, 49.998],
    [16, 8.317],
  ])('has the lesson’s value at age %d', (tau, value) => {
    expect(curveAt(lesson, tau)).toBeCloseTo(value, 2);
  });
  it('peaks where the lesson says', () => {
    expect(peakAge(lesson)).toBeCloseTo(9.371, 3);
    expect(curveAt(lesson, peakAge(lesson))).toBeCloseTo(99.154, 3);
  });
  it('changes stage at the lesson’s boundaries', () => {
    const { formation, stable, decline } = curveBoundaries(lesson);
    expect(formation).toBeCloseTo(2.683, 3);
    expect(stable).toBeCloseTo(5.317, 3);
    expect(decline).toBeCloseTo(12.9, 2);
  });
  it('has no stable stage when it never gets there', () => {
    expect(curveBoundaries({ ...lesson, tau2: 4 })).toEqual({ formation: expect.closeTo(3.5, 0), stable: null, decline: null });
  });
});

describe('the fitted curve', () => {
  const points = (noise: number, ages = 20, parameters = lesson) => {
    const next = random('curve');
    return Array.from({ length: ages }, (_, age) => ({
      age,
      n: 200 - 5 * age,
      value: curveAt(parameters, age + 0.5) + noise * normal(next),
    }));
  };

  it('recovers the curve that made the means', () => {
    const { estimates, diagnostics } = fit(points(0));
    expect(estimates!.vm).toBeCloseTo(100, 1);
    expect(estimates!.tau1).toBeCloseTo(4, 2);
    expect(estimates!.tau2).toBeCloseTo(14, 2);
    expect(estimates!.k).toBeCloseTo(1, 2);
    expect(estimates!.q).toBeCloseTo(1.2, 2);
    expect(estimates!.boundaries.decline).toBeCloseTo(12.9, 1);
    expect(diagnostics.r2).toBeGreaterThan(0.9999);
  });
  it.each([0.001, 1, 1e6])('does not depend on the unit of the values (times %d)', (unit) => {
    const { estimates } = fit(points(2).map((point) => ({ ...point, value: point.value * unit })));
    expect(estimates!.vm / unit).toBeCloseTo(fit(points(2)).estimates!.vm, 1);
    expect(estimates!.tau1).toBeCloseTo(4, 0);
  });
  it('stays near the truth under noise', () => {
    const { estimates } = fit(points(4));
    expect(Math.abs(estimates!.boundaries.stable! - 5.317)).toBeLessThan(0.7);
    expect(Math.abs(estimates!.boundaries.decline! - 12.9)).toBeLessThan(0.7);
  });
  it('does not look at age 0, which holds the first order of everybody', () => {
    const spiked = points(0).map((point) => (point.age === 0 ? { ...point, value: 150 } : point));
    expect(fit(spiked).estimates).toEqual(fit(points(0)).estimates);
  });
  it('finds the stages of a crowd whose relationships end at many ages', () => {
    const crowd = Array.from({ length: 36 }, (_, age) => {
      const falls = Array.from({ length: 40 }, (_, i) => 8 + 0.8 * i);
      return { age, n: 500, value: falls.reduce((sum, tau2) => sum + curveAt({ ...lesson, tau2 }, age + 0.5), 0) / 40 };
    });
    const { boundaries } = fit(crowd).estimates!;
    expect(Math.abs(boundaries.formation! - 2.7)).toBeLessThan(0.5);
    expect(Math.abs(boundaries.stable! - 5.3)).toBeLessThan(1);
    expect(boundaries.decline).toBeGreaterThan(12);
    expect(boundaries.decline).toBeLessThan(20);
  });
  it('does not tell boundaries that lie beyond the ages seen', () => {
    const { estimates } = fit(points(0, 9));
    expect(estimates!.boundaries.formation).toBeCloseTo(2.683, 1);
    expect(estimates!.boundaries.decline).toBeNull();
  });
  it('answers finite numbers for odd means: flat, falling only, rising only, one spike, with losses', () => {
    const shapes = [
      () => 5,
      (age: number) => 100 - 5 * age,
      (age: number) => age,
      (age: number) => (age === 3 ? 50 : 0),
      (age: number) => age - 6,
    ];
    for (const shape of shapes) {
      const { estimates } = fit(Array.from({ length: 15 }, (_, age) => ({ age, n: 100, value: shape(age) })));
      const { boundaries, fitted, ...numbers } = estimates!;
      for (const value of [...Object.values(numbers), ...fitted.map((point) => point.value)]) expect(Number.isFinite(value)).toBe(true);
      for (const boundary of Object.values(boundaries)) expect(boundary === null || (boundary >= 0 && boundary <= 15)).toBe(true);
    }
  });
  it('refuses what it cannot fit, and says why', () => {
    expect(fit(points(0, 7)).reason).toEqual({ code: 'curve-few-ages', parameters: { have: 7, need: 8 } });
    expect(fit(points(0).map((point) => ({ ...point, n: 29 }))).reason!.parameters.have).toBe(0);
    expect(fit(points(0).map((point) => ({ ...point, value: -1 }))).reason!.code).toBe('curve-nothing-positive');
    expect(fit([]).estimates).toBeNull();
  });
  it('stops when asked to', () => {
    expect(() => stageCurve.fit({ points: points(0) }, {}, { aborted: true })).toThrow('model/stopped');
  });
});
