import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readFixedWidth } from '#importers/fixed-width/read.ts';
import { gather } from '../importers/csv/support.ts';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';

test.skipIf(!hasReferenceData)('the CDNOW sample, headless at fixed positions, to the cent', async () => {
  const file = new Blob([readFileSync(referenceFile('cdnow/CDNOW_sample.txt'))]);
  const { rows, summary } = await gather(readFixedWidth(file, {}, new AbortController().signal));
  expect(summary).toEqual({ records: 6919, rows: 6919, notRecords: 0, rejected: 0 });
  expect(rows[0]).toEqual(['00004', '0001', '19970101', '2', '29.33']);
  expect(new Set(rows.map(([id]) => id)).size).toBe(2357);
  expect(rows.reduce((sum, row) => sum + Math.round(Number(row[4]) * 100), 0)).toBe(24_409_194);
});
