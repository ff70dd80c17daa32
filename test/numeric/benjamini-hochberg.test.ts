import fc from 'fast-check';
import { expect, test } from 'vitest';
import { benjaminiHochberg } from '#numeric/benjamini-hochberg.ts';
import { twoSided } from '#numeric/student.ts';

test('C16: adjusted p-values of Benjamini and Hochberg, against values by hand', () => {
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005]);
  [0.02, 0.04, 0.04, 0.02].forEach((value, i) => expect(adjusted[i]).toBeCloseTo(value, 12));
});

test('C16: the fifteen p-values of the paper of 1995 reject its four hypotheses at 5 %', () => {
  const paper = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
  expect(benjaminiHochberg(paper).filter((q) => q! <= 0.05)).toHaveLength(4);
});

test('a test that was not made stays out of the count', () => {
  expect(benjaminiHochberg([null, 0.04, null])).toEqual([null, 0.04, null]);
  expect(benjaminiHochberg([])).toEqual([]);
});

test('adjusting never makes a p-value smaller nor changes the order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (values) => {
      const adjusted = benjaminiHochberg(values);
      values.forEach((p, i) => {
        expect(adjusted[i]!).toBeGreaterThanOrEqual(p);
        expect(adjusted[i]!).toBeLessThanOrEqual(1);
        values.forEach((other, j) => p < other && expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!));
      });
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('the two-sided p-value of Student, against the tables', () => {
  expect(twoSided(2.228, 10)).toBeCloseTo(0.05, 4);
  expect(twoSided(-2.228, 10)).toBeCloseTo(0.05, 4);
  expect(twoSided(0, 5)).toBe(1);
});
