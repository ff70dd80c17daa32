import { expect, test } from 'vitest';
import { gapError } from '#statistics/score-gaps.ts';

test('scores of the same customers are compared customer by customer: what both share cancels', () => {
  expect(gapError([-1, -2, -3, -6], [-2, -3, -4, -7])).toBe(0);
  // differences 1, 2, 3, 6: mean 3, squares 4 + 1 + 0 + 9 = 14, √(14 / 3 / 4)
  expect(gapError([-1, -2, -3, -4], [-2, -4, -6, -10])).toBeCloseTo(1.0801234497346435, 12);
});

test('one customer says nothing of the difference', () => {
  expect(gapError([-1], [-2])).toBeNull();
});
