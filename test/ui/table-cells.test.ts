import { expect, test } from 'vitest';
import { cellText, sortRows, tableAsText } from '#ui/table-cells.ts';

test('numbers are written in their format, text as it is', () => {
  expect(cellText(1234.5, 'integer', null)).toBe('1,235');
  expect(cellText(0.4163, 'percent', null)).toBe('41.6%');
  expect(cellText(1234, 'money', 'CNY')).toBe('¥1,234');
  expect(cellText('x', 'money', 'CNY')).toBe('x');
  expect(cellText(null, 'money', 'CNY')).toBe('–');
});

test('text sorts with its numbers in order and equal rows keep theirs', () => {
  const rows = [
    { k: 'order 10', i: 1 },
    { k: 'order 9', i: 2 },
    { k: 'order 9', i: 3 },
    { k: null, i: 4 },
  ];
  expect(sortRows(rows, 'k', false).map((row) => row.i)).toEqual([2, 3, 1, 4]);
  expect(sortRows(rows, 'k', true).map((row) => row.i)).toEqual([1, 2, 3, 4]);
});

test('copied text cannot become a formula; negative numbers stay numbers', () => {
  const columns = [
    { key: 'a', title: '=A' },
    { key: 'b', title: 'B' },
  ];
  expect(
    tableAsText(columns, [
      { a: '=1+1', b: -5 },
      { a: 'two\nlines', b: null },
    ]),
  ).toBe("'=A\tB\n'=1+1\t-5\ntwo lines\t");
});
