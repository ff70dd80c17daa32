import { expect, test } from 'vitest';
import { designEffect } from '#numeric/design-effect.ts';

test('all or nothing in clusters of four is worth a quarter of the units', () => {
  const clusters = 1000;
  const deff = designEffect({ clusters, n: 2000, of: 4000, squares: 500 * 16, cross: 500 * 16, sizes: clusters * 16 });
  expect(deff).toBeCloseTo(4, 1);
});

test('is 1 where nothing can be told, and never less', () => {
  expect(designEffect({ clusters: 1, n: 5, of: 10, squares: 25, cross: 50, sizes: 100 })).toBe(1);
  expect(designEffect({ clusters: 0, n: 0, of: 0, squares: 0, cross: 0, sizes: 0 })).toBe(1);
  expect(designEffect({ clusters: 10, n: 10, of: 20, squares: 10, cross: 20, sizes: 40 })).toBe(1);
});

test('none of 100 periods of 5 customers says no more than none of 5 customers', () => {
  expect(designEffect({ clusters: 5, n: 0, of: 100, squares: 0, cross: 0, sizes: 5 * 20 ** 2 })).toBe(20);
  expect(designEffect({ clusters: 5, n: 100, of: 100, squares: 2000, cross: 2000, sizes: 2000 })).toBe(20);
});
