import { expect, test } from 'vitest';
import { daysOf, periodsAYear, ratePerPeriod } from '#models/purchases/units.ts';

test.each(['day', 'week', 'month'] as const)('a rate a year compounds over the periods of a year: %s', (period) => {
  expect(Math.exp(ratePerPeriod({ period, annualRate: 0.1 }) * periodsAYear(period))).toBeCloseTo(1.1, 12);
  expect(periodsAYear(period) * daysOf[period]).toBeCloseTo(365.25, 10);
});

test('a month is a twelfth of a year, not thirty days and not thirty weeks', () => {
  expect(periodsAYear('month')).toBeCloseTo(12, 12);
});
