import { describe, expect, test } from 'vitest';
import { highest, isAway, type Mean } from '#numeric/highest.ts';

/** The function with a count of how often it was computed. */
function counted(f: Mean): { f: Mean; calls: () => number } {
  let calls = 0;
  return { f: (x, gradient) => ((calls += 1), f(x, gradient)), calls: () => calls };
}

const hill: Mean = (x, gradient) => {
  gradient?.set([1 - x[0]!, -2 - x[1]!]);
  return -((x[0]! - 1) ** 2 + (x[1]! + 2) ** 2) / 2;
};

/** Rises for ever along the first axis, ever more slowly. */
const ridge: Mean = (x, gradient) => {
  gradient?.set([Math.exp(-x[0]!), -x[1]!]);
  return -Math.exp(-x[0]!) - x[1]! ** 2 / 2;
};

describe('the highest top', () => {
  test('is where the slopes are flat', () => {
    const top = highest(hill, [[0, 0]], { rows: 1 });
    expect(top.converged).toBe(true);
    expect([...top.x].map((one) => Math.round(one * 1e6) / 1e6)).toEqual([1, -2]);
  });

  test('a ridge ends at the wall, with the value of the function itself', () => {
    const steep: Mean = (x, gradient) => {
      gradient?.set([0.1, -x[1]!]);
      return 0.1 * x[0]! - x[1]! ** 2 / 2;
    };
    const top = highest(steep, [[0, 1]], { rows: 1 });
    expect([...top.x].map(isAway)).toEqual([true, false]);
    expect(top.x[0]).toBeCloseTo(Math.log(1e5), 6);
    expect(top.value).toBeCloseTo(0.1 * Math.log(1e5), 6);
    expect(highest(ridge, [[0, 1]], { rows: 1 }).converged).toBe(true);
  });

  test('of several tops the highest one, where every start is tried', () => {
    const two: Mean = (x, gradient) => {
      gradient?.set([-4 * x[0]! * (x[0]! ** 2 - 4) + 0.1]);
      return -((x[0]! ** 2 - 4) ** 2) + 0.1 * x[0]!;
    };
    const starts = [[-3], [3]];
    expect(highest(two, starts, { rows: 1 }).x[0]).toBeLessThan(0);
    expect(highest(two, starts, { rows: 1, every: true }).x[0]).toBeGreaterThan(0);
  });

  test.each([1, 1e6])('a function of nothing but noise ends the search too, with %d rows behind it', (rows) => {
    let seed = 1;
    const noise = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const { f, calls } = counted((x, gradient) => (gradient?.set(x.map(() => noise() - 0.5)), noise()));
    const top = highest(f, [[0, 0, 0, 0]], { rows });
    expect(top.converged).toBe(false);
    expect(calls()).toBeLessThan(rows === 1 ? 1000 : 600);
  });

  test('a start beyond the wall begins at it, and a function without a value is not converged', () => {
    expect(highest(hill, [[99, -99]], { rows: 1 }).x[0]).toBeCloseTo(1, 6);
    expect(highest(() => NaN, [[0, 0]], { rows: 1 }).converged).toBe(false);
  });

  test('stops when told to', () => {
    expect(() => highest(hill, [[0, 0]], { rows: 1, signal: { aborted: true } })).toThrowError(
      expect.objectContaining({ code: 'model/stopped' }),
    );
  });
});
