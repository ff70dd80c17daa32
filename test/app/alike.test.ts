import { expect, test } from 'vitest';
import { alike } from '../../src/app/data-room/alike.ts';

test('items of one key stand together, in the order in which they come', () => {
  const groups = alike(['b1', 'a1', 'b2', 'a2', 'c1'], (item) => item.slice(0, 1));
  expect(groups).toEqual([
    { key: 'b', items: ['b1', 'b2'] },
    { key: 'a', items: ['a1', 'a2'] },
    { key: 'c', items: ['c1'] },
  ]);
  expect(alike([], String)).toEqual([]);
});
