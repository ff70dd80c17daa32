import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importers } from '#importers/index.ts';
import { openHere } from '#importers/read-here.ts';
import { sniff } from '#importers/sniff.ts';

const folder = join(import.meta.dirname, '../../src/importers');

test('every format folder is in the list, under its own name', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'reading');
  expect(importers.map(({ id }) => id).sort()).toEqual(folders.map(({ name }) => name).sort());
});

describe.each(importers)('$id', (importer) => {
  test('does not throw on empty, one-byte or random beginnings', () => {
    for (const bytes of [[], [0], [255, 254], [1, 2, 3, 4, 5, 6, 7, 8]]) {
      const { confidence } = importer.sniff(Uint8Array.from(bytes), 'x');
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  test('reads nothing once the signal has fired', async () => {
    const reader = openHere.readerOf(importer.id);
    const reading = importer.holdsParts
      ? reader.parts?.(new Blob(['a,b\n1,2\n']), 'x', {}, AbortSignal.abort())
      : reader
          .read?.(new Blob(['a,b\n1,2\n']), 'x', {}, AbortSignal.abort())
          [Symbol.asyncIterator]()
          .next();
    await expect(reading).rejects.toMatchObject({ code: 'import/canceled' });
  });
});

test('content decides, not the name', async () => {
  expect((await sniff(new Blob(['a;b\n1;2\n']), 'orders.xlsx', importers))?.id).toBe('csv');
  expect((await sniff(new Blob([Uint8Array.from([0x50, 0x4b, 3, 4, 9])]), 'orders.csv', importers))?.id).toBe('archive');
  expect(await sniff(new Blob([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])]), 'orders.csv', importers)).toBeNull();
});
