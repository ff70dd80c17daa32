import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { climb, type Slope } from '#numeric/climb.ts';

/** Rosenbrock's curved valley, upside down: the top is 0 at (1, 1). */
const valley: Slope = (x, gradient) => {
  const [u, v] = [x[0]!, x[1]!];
  gradient[0] = 400 * u * (v - u * u) + 2 * (1 - u);
  gradient[1] = -200 * (v - u * u);
  return -100 * (v - u * u) ** 2 - (1 - u) ** 2;
};

describe('the climb', () => {
  test('follows a curved valley to its end', () => {
    const top = climb(valley, [-1.2, 1]);
    expect(top.converged).toBe(true);
    expect(top.x[0]).toBeCloseTo(1, 7);
    expect(top.x[1]).toBeCloseTo(1, 7);
    expect(top.iterations).toBeLessThan(60);
  });

  test('finds the top of any round hill from anywhere', () => {
    const place = fc.double({ min: -20, max: 20, noNaN: true });
    const steep = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(place, place, steep, steep, (u, v, steepU, steepV) => {
        const hill: Slope = (x, gradient) => {
          const [du, dv] = [x[0]! - u, x[1]! - v];
          gradient.set([-steepU * du, -steepV * dv]);
          return -(steepU * du * du + steepV * dv * dv) / 2;
        };
        const top = climb(hill, [0, 0]);
        expect(top.converged).toBe(true);
        expect(top.x[0]).toBeCloseTo(u, 4);
        expect(top.x[1]).toBeCloseTo(v, 4);
      }),
      { seed: 3 },
    );
  });

  test('a flat function is at its top at once', () => {
    const top = climb((_, gradient) => (gradient.fill(0), 7), [3, 4]);
    expect(top).toMatchObject({ converged: true, iterations: 0, evaluations: 1, value: 7 });
    expect([...top.x]).toEqual([3, 4]);
  });

  test('keeps out of regions without a value, and of those without a slope', () => {
    const walled: Slope = (x, gradient) => {
      gradient[0] = 1 / x[0]! - 1;
      return x[0]! > 0 ? Math.log(x[0]!) - x[0]! : NaN;
    };
    expect(climb(walled, [0.001]).x[0]).toBeCloseTo(1, 6);
    const cliff: Slope = (x, gradient) => {
      gradient[0] = x[0]! > 5 ? NaN : 1;
      return x[0]!;
    };
    const edge = climb(cliff, [0]);
    expect(edge.converged).toBe(false);
    expect(edge.x[0]).toBeGreaterThan(4.9);
    expect(edge.x[0]).toBeLessThanOrEqual(5);
  });

  test('a start without a value stays where it is and says so', () => {
    expect(climb((_, gradient) => (gradient.fill(0), -Infinity), [1])).toMatchObject({ converged: false, evaluations: 1 });
  });

  test('a hill without a top is left after so many steps, each no longer than the reach', () => {
    const endless: Slope = (x, gradient) => {
      gradient[0] = 1;
      return x[0]!;
    };
    const far = climb(endless, [0], { iterations: 10, reach: 2 });
    expect(far.converged).toBe(false);
    expect(far.x[0]).toBeLessThanOrEqual(20);
  });

  test('a hill that flattens out for ever ends where it is flat enough', () => {
    const saturating: Slope = (x, gradient) => {
      gradient[0] = Math.exp(-x[0]!);
      return -Math.exp(-x[0]!);
    };
    const top = climb(saturating, [0]);
    expect(top.converged).toBe(true);
    expect(Math.abs(top.gradient[0]!)).toBeLessThanOrEqual(1e-9);
  });

  test('rounding in the value does not keep it from ending', () => {
    const rough: Slope = (x, gradient) => {
      const d = x[0]! - 1 / 3;
      gradient[0] = -d + 1e-9 * Math.sin(1e6 * x[0]!);
      return Math.round((1 - (d * d) / 2) * 1e12) / 1e12;
    };
    const top = climb(rough, [5]);
    expect(top.converged).toBe(true);
    expect(top.evaluations).toBeLessThan(300);
  });

  test('ends with a coded error when it is told to stop', () => {
    expect(() => climb(valley, [-1.2, 1], { signal: { aborted: true } })).toThrowError(expect.objectContaining({ code: 'model/stopped' }));
  });
});
