import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfIso, isoOfDay, isoOfTime } from '#table/calendar.ts';

test('days of the years 0 to 9999 agree with the platform and read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
      const iso = isoOfDay(day);
      expect(iso).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      expect(dayOfIso(iso)).toBe(day);
    }),
    { seed: 20261122 },
  );
});

test('days beyond what Date can hold still have a text', () => {
  expect(isoOfDay(105_000_000)).toMatch(/^\+\d{6}-\d\d-\d\d$/);
  expect(isoOfDay(-1_000_000)).toMatch(/^-\d{6}-\d\d-\d\d$/);
});

test('times cut below the millisecond and hide an empty fraction', () => {
  expect(isoOfTime(0)).toBe('1970-01-01T00:00:00');
  expect(isoOfTime(-0.5)).toBe('1969-12-31T23:59:59.999');
  expect(isoOfTime(1_700_000_000_123.4)).toBe('2023-11-14T22:13:20.123');
});

test('a date that does not exist is null', () => {
  expect(dayOfIso('2023-02-29')).toBeNull();
  expect(dayOfIso('29/02/2024')).toBeNull();
});
