import { expect, test } from 'vitest';
import type { Finding } from '#doctor/definition.ts';
import { findingText } from '#doctor/localise.ts';

const guests = (rows: number, amount: number): Finding => ({
  id: 'guests',
  found: { rows, customers: 0, share: 0.02, amount },
  serious: false,
  remedies: [],
});

test('one row is told in the singular', () => {
  expect(findingText(guests(1, 20), null)).toBe('1 row (2%) has no known buyer; it is worth 20.');
  expect(findingText(guests(3, 20), null)).toBe('3 rows (2%) have no known buyer; they are worth 20.');
});

test('money carries the sign of its currency and keeps its cents; without a currency it is a bare number', () => {
  expect(findingText(guests(3, 1234.5), 'EUR')).toContain('€1,234.50');
  expect(findingText(guests(3, 1234.5), null)).toContain('worth 1,234.50');
});
