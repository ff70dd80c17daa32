import { expect, test } from 'vitest';
import { gridStep } from '#figures/walk.ts';

/** A triangle of two rows with heads at the left, names below and one stroke above its first column. */
const points = [
  { row: 0, column: -1 },
  { row: 1, column: -1 },
  { row: 2, column: 0 },
  { row: 2, column: 1 },
  { row: -1, column: 0 },
  { row: 0, column: 0 },
  { row: 0, column: 1 },
  { row: 1, column: 0 },
].map((grid) => ({ grid }));
const at = (row: number, column: number): number => points.findIndex(({ grid }) => grid.row === row && grid.column === column);

test.each([
  ['ArrowRight', [0, -1], [0, 0]],
  ['ArrowDown', [0, -1], [1, -1]],
  ['ArrowUp', [0, 0], [-1, 0]],
  ['ArrowDown', [0, 1], [2, 1]],
  ['ArrowLeft', [1, 0], [1, -1]],
  ['ArrowRight', [1, 0], [1, 0]],
  ['End', [0, -1], [0, 1]],
  ['Home', [0, 1], [0, -1]],
  ['PageDown', [-1, 0], [2, 0]],
  ['PageUp', [2, 0], [-1, 0]],
] as const)('%s leads from %j to %j', (key, from, to) => {
  expect(gridStep(key, at(from[0], from[1]), points)).toBe(at(to[0], to[1]));
});

test('a walk begins at the first point, and other keys do not walk', () => {
  expect(gridStep('ArrowLeft', -1, points)).toBe(0);
  expect(gridStep('a', 0, points)).toBeNull();
  expect(gridStep('Home', 0, [])).toBeNull();
});
