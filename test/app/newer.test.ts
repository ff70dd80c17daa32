import { describe, expect, test } from 'vitest';
import { attention, onlyWaits } from '../../src/app/data-room/attention.ts';
import { newerExports } from '../../src/app/data-room/newer.ts';
import type { FileResult } from '#mapping/types.ts';

const plain = {
  file: 'a.csv',
  name: 'a.csv',
  path: 'a.csv',
  sheet: null,
  signature: 's',
  system: 'generic',
  table: 'orders',
  skipped: null,
  missing: [],
  questions: [],
  controls: [],
  problems: [],
  notes: [],
  quarantined: 0,
} as unknown as FileResult;
const named = (file: string, more: Partial<FileResult> = {}): FileResult => ({ ...plain, file, name: file, path: file, ...more });
const repeated = [{ line: 2, column: '', rule: 'duplicate', found: '' }];

describe('newer exports', () => {
  test('a file that repeats records of one with the same header may be its newer state', () => {
    expect(newerExports([named('jan.csv'), named('feb.csv', { problems: repeated })])).toEqual([{ older: 'jan.csv', newer: 'feb.csv' }]);
  });

  test('months that share nothing are parts of one history', () => {
    expect(newerExports([named('jan.csv'), named('feb.csv')])).toEqual([]);
  });

  test.each([
    ['another header', { signature: 't' }],
    ['another system', { system: 'shopify' }],
    ['another table', { table: 'customers' as const }],
    ['another member of an archive', { name: 'jan.zip/other.csv', file: 'jan.zip' }],
  ])('%s makes another export', (_, more) => {
    expect(newerExports([named('jan.csv', more), named('feb.csv', { problems: repeated })])).toEqual([]);
  });
});

describe('what waits for a person', () => {
  const question = { answer: null } as FileResult['questions'][number];

  test('nothing in a file that was read whole', () => {
    expect(attention(plain)).toEqual([]);
  });

  test('open questions, quarantined records and totals that differ', () => {
    const controls = [{ line: 9, column: 'Total', printed: 10, summed: 9, quarantined: 0, worth: 0 }];
    expect(attention(named('a.csv', { questions: [question], quarantined: 4, controls }))).toHaveLength(3);
  });

  test('records that only wait for an answer need no repair', () => {
    const waiting = { line: 2, column: '', rule: 'question', found: '' };
    expect(onlyWaits(named('a.csv', { questions: [question], problems: [waiting] }))).toBe(true);
    expect(onlyWaits(named('a.csv', { questions: [question], problems: [waiting, ...repeated] }))).toBe(false);
  });
});
