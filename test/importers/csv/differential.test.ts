import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read, serialise } from './support.ts';

const cell = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/[\0]/.test(text)),
  fc.constantFrom('a"b', 'x,y', 'x;y', 'line\nline', '客户', '🍵', '1.234,56', '(500.00)', '001'),
);
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }));

test('clean files are read as DuckDB reads them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'differential-'));
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n'), async (rows, delimiter, newline) => {
        const header = rows[0]?.map((_, index) => `name ${index}`) ?? [];
        const text = serialise([header, ...rows], { delimiter, newline, always: true, last: true });
        const path = join(folder, 'clean.csv');
        await writeFile(path, text);
        const peer = await connection.runAndReadAll(
          `SELECT * FROM read_csv('${path}', delim='${delimiter}', quote='"', escape='"', header=true, all_varchar=true, auto_detect=false, columns={${header.map((name) => `'${name}': 'VARCHAR'`).join(', ')}})`,
        );
        const ours = await read(text, { delimiter, headerLine: 1 });
        expect(ours.rows).toEqual(peer.getRows());
        expect(ours.summary.rejected).toBe(0);
      }),
      { numRuns: 100, seed: 5 },
    );
  } finally {
    connection.closeSync();
    await rm(folder, { recursive: true });
  }
});
