import { expect, test } from 'vitest';
import { columnsOf, tablesOf } from '#statistics/columns.ts';
import { syntheticStatistics } from '../support/statistics.ts';

test('tables come back from their columns value by value, missing values and texts too', () => {
  const tables = {
    ...syntheticStatistics({ customers: 40 }),
    odd: [
      { a: 1, b: null, c: 'x' },
      { a: null, b: 0.5, c: '' },
    ],
    none: [],
  };
  expect(tablesOf(columnsOf(tables, Object.keys(tables)))).toEqual(tables);
});

test('only the named tables are taken, and a name without a table is nothing', () => {
  expect(Object.keys(columnsOf({ one: [{ a: 1 }], two: [{ a: 2 }] }, ['two', 'three']))).toEqual(['two']);
});

test('numbers without a gap lie in memory as they are', () => {
  const { columns } = columnsOf(
    {
      one: [
        { a: 1, b: 2 },
        { a: 3, b: null },
      ],
    },
    ['one'],
  ).one!;
  expect(columns).toEqual({ a: Float64Array.of(1, 3), b: [2, null] });
});
