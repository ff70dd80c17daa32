import { expect, test } from 'vitest';
import { ageName, dayRange, lastDay, linkedWords, monthRange, monthsName } from '#figures/linked.ts';

test.each([
  ['2024-04-01/2024-06-30', '2024 Q2'],
  ['2024-04-01/2024-04-30', '2024-04'],
  ['2024-01-01/2024-12-31', '2024'],
  ['6/8', 'Quarter 3'],
  ['6/6', 'Month 7'],
  ['12/23', 'Year 2'],
  ['6/9', 'Months 7–10'],
  ['all', 'all'],
])('the link %s reads %s', (value, words) => {
  expect(linkedWords(value)).toBe(words);
});

test('what is no range of days or months narrows nothing', () => {
  for (const value of ['all', null, 7, '', '2024-06-30/2024-04-01', '2024-04-01', '9/6', '6']) {
    expect([dayRange(value), monthRange(value)]).toEqual([null, null]);
  }
});

test('months have a last day and a name', () => {
  expect([lastDay('2024-02-01', 1), lastDay('2023-11-01', 3), lastDay('none', 3)]).toEqual(['2024-02-29', '2024-01-31', 'none']);
  expect([monthsName('2024-07-01', 6), monthsName('2024-01-01', 24), ageName({ from: 0, to: 0 })]).toEqual([
    '2024 H2',
    '2024–2025',
    'Month 1',
  ]);
});
