import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFixedWidth } from '#importers/fixed-width/read.ts';
import { importers } from '#importers/index.ts';
import { sniff } from '#importers/sniff.ts';
import { gather } from '../csv/support.ts';

const read = (text: string) => gather(readFixedWidth(new Blob([text]), {}, new AbortController().signal));

const purchases = [
  ' 00004 0001 19970101  2   29.33',
  ' 00004 0001 19970118  2   29.73',
  ' 00021 0002 19970101 13  163.34',
  ' 00050 0003 19970101  1    6.79',
];

test('a file without a header keeps its first line, and leading zeros stay', async () => {
  const { shape, rows, lines } = await read(`${purchases.join('\r\n')}\r\n`);
  expect(shape).toMatchObject({ headerLine: 0, delimiter: '', columns: ['column_1', 'column_2', 'column_3', 'column_4', 'column_5'] });
  expect(rows[0]).toEqual(['00004', '0001', '19970101', '2', '29.33']);
  expect(rows[2]).toEqual(['00021', '0002', '19970101', '13', '163.34']);
  expect(lines).toEqual([1, 2, 3, 4]);
});

test('a longer value reaches into the gap as long as a blank keeps it apart; a line that breaks the columns is rejected, not shifted', async () => {
  const many = Array.from({ length: 20 }, () => purchases).flat();
  const { rows, rejected } = await read([...many, ' 00071 0004 19970101 10 1340.00', ' 00071 0004 1997010110  1340.00'].join('\n'));
  expect(rows.at(-1)).toEqual(['00071', '0004', '19970101', '10', '1340.00']);
  expect(rejected).toMatchObject([{ line: 82, rule: 'boundary', raw: ' 00071 0004 1997010110  1340.00' }]);
});

test('text with a delimiter is not taken for fixed positions', async () => {
  expect((await sniff(new Blob([`${purchases.join('\n')}\n`]), 'sample.txt', importers))?.id).toBe('fixed-width');
  expect((await sniff(new Blob(['a ,b ,c \n1 ,2 ,3 \n4 ,5 ,6 \n7 ,8 ,9 \n']), 'sample.txt', importers))?.id).toBe('csv');
});

test('any table whose columns are apart comes back as it was, each line in one bucket', async () => {
  const cell = fc.stringMatching(/^[A-Za-z0-9.\u4e00-\u4fff]{1,8}$/);
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, newline) => {
      const text = rows
        .map((row) =>
          row
            .map((value) => value.padEnd(10))
            .join('')
            .trimEnd(),
        )
        .join(newline);
      const found = await read(`id        name      amount${newline}${text}${newline}`);
      const { summary } = found;
      expect(summary.rows + summary.rejected + summary.notRecords).toBe(summary.records);
      expect(summary.records).toBe(rows.length + (found.shape.headerLine > 0 ? 0 : 1));
      expect(summary.rejected).toBe(0);
    }),
    { numRuns: 200, seed: 13 },
  );
});
