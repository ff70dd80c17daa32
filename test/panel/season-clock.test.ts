import { expect, it } from 'vitest';
import { CustomerDays } from '#panel/customer-days.ts';
import { SeasonClock } from '#panel/season-clock.ts';

const day = (iso: string): number => Date.parse(iso) / 86_400_000;
const seasons = Array.from({ length: 12 }, (_, i) => ({ month: i + 1, index: i === 11 ? 2.1 : 0.9 }));

it('a busy month is long and a quiet one short, and a year stays a year', () => {
  const clock = new SeasonClock(seasons);
  expect(clock.weight(day('2024-12-01'), day('2025-01-01'))).toBeCloseTo(2.1, 9);
  expect(clock.weight(day('2024-06-01'), day('2024-07-01'))).toBeCloseTo(0.9, 9);
  expect(clock.weight(day('2024-11-16'), day('2024-12-16'))).toBeCloseTo(1.5, 9);
  expect(clock.weight(day('2023-01-01'), day('2027-01-01'))).toBeCloseTo(1, 2);
  expect(clock.weight(-5, 5)).toBe(1);
});

it('a history has a weight for each complete period, and none without a season', () => {
  const read = (clock: SeasonClock | null) => {
    const customer = new CustomerDays(30.4375, false, clock);
    customer.start(1, 'a', 12, true);
    customer.add(day('2024-01-01'), true, 0, 0, 0);
    return customer.history().weights;
  };
  expect(read(null)).toBeUndefined();
  const weights = [...(read(new SeasonClock(seasons)) as Float64Array)];
  expect(weights).toHaveLength(12);
  expect(weights[11]).toBeGreaterThan(1.9);
  expect(weights[3]).toBeCloseTo(0.9, 9);
});
