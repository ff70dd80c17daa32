import type { BookType } from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asCodedError } from '#base/error.ts';
import { bookOf, readSheet, saved, sheetsIn } from './support.ts';

const rows = [
  ['Order', 'Day', 'Amount'],
  ...Array.from({ length: 30 }, (_, index) => [`A${index}`, `2024-01-${10 + (index % 20)}`, index * 1.5]),
];

test.each<BookType>(['xlsx', 'xlsb', 'biff8', 'xlml', 'ods'])(
  'a %s with wrong bytes is read or refused by name, and no row is lost',
  async (type) => {
    const whole = new Uint8Array(await saved(bookOf({ Orders: rows, More: rows }), type).arrayBuffer());
    const wrong = fc.record({
      flips: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
      length: fc.option(fc.nat(whole.length), { nil: whole.length, freq: 3 }),
    });
    const outcome = async (file: Blob): Promise<string> => {
      try {
        for (const [sheet] of await sheetsIn(file)) {
          const { summary, rows: read, rejected, notRecords } = await readSheet(file, { sheet });
          expect(read.length + rejected.length + notRecords.length).toBe(summary.records);
        }
        return 'import/read';
      } catch (thrown) {
        return asCodedError(thrown).code;
      }
    };
    await fc.assert(
      fc.asyncProperty(wrong, async ({ flips, length }) => {
        const bytes = whole.slice(0, length);
        for (const [at, byte] of flips) if (at < bytes.length) bytes[at] = byte;
        expect(await outcome(new Blob([bytes]))).toMatch(/^import\//);
      }),
      { numRuns: 40, seed: 11 },
    );
  },
);
