import { describe, expect, test } from 'vitest';
import { normaliseName } from '#mapping/names/normalise.ts';
import { isPeriod, periodStart } from '#mapping/reshape/periods/names.ts';

const start = (name: string) => periodStart(normaliseName(name));

describe('the period that a column is named by', () => {
  test.each([
    ['2024-03', '2024-03-01'],
    ['2024/3', '2024-03-01'],
    ['202403', '2024-03-01'],
    ['2024-03-15', '2024-03-15'],
    ['2024年3月', '2024-03-01'],
    ['2024年12月', '2024-12-01'],
    ['Mar 2024', '2024-03-01'],
    ['Mar-24', '2024-03-01'],
    ['24 Mar', '2024-03-01'],
    ['September 2023', '2023-09-01'],
    ['Q3 2023', '2023-07-01'],
    ['2023 Q4', '2023-10-01'],
    ['2023年第二季度', '2023-04-01'],
    ['2023', '2023-01-01'],
    ['2023年', '2023-01-01'],
  ])('%s begins on %s', (name, first) => {
    expect(start(name)).toBe(first);
  });

  test.each(['Jan', '1月', '十二月'])('%s is a period of no known year', (name) => {
    expect(isPeriod(normaliseName(name))).toBe(true);
    expect(start(name)).toBeNull();
  });

  test.each(['2024-13', '2024-02-31', '2024-00'])('%s is no day', (name) => {
    expect(start(name)).toBeNull();
  });

  test.each(['Q1', 'Amount', 'Customer 2024', '1990s'])('%s is no period', (name) => {
    expect(isPeriod(normaliseName(name))).toBe(false);
  });
});
