import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { openFiles } from '#importers/open.ts';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import { gather, type Reading } from '../importers/csv/support.ts';
import { accounted } from '../mapping/support.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { bytesOf, type Format, type FuzzFile, fuzzFile } from './files.ts';

/** Files that are read; `npm run fuzz` sets more. One in `wholeShare` goes through the whole import. */
const files = Number(process.env['PERENNIAL_FUZZ'] ?? 2000);
const seed = Number(process.env['PERENNIAL_FUZZ_SEED'] ?? 20261122);
const wholeShare = 100;
/** Longest that one file of a few hundred bytes may take, in milliseconds. */
const longest = 10_000;

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const extensions: Record<Format, string> = {
  csv: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  xlsx: 'xlsx',
  parquet: 'parquet',
  arrow: 'arrow',
  zip: 'zip',
};
const fileOf = (file: FuzzFile, bytes: Uint8Array<ArrayBuffer>): File => new File([bytes], `orders.${extensions[file.format]}`);

/** What reading a file says: a reading for each table, or the code of the error. Anything else that is thrown fails the test. */
async function readAll(dropped: File): Promise<(Reading | string)[]> {
  const never = new AbortController().signal;
  const sources = await openFiles([dropped], openHere, () => ({}), never);
  const readings: (Reading | string)[] = [];
  for (const source of sources) {
    if (source.failure) readings.push(coded(source.failure));
    else if (source.skipped === null) readings.push(await gather(source.read({}, never)).catch(coded));
  }
  return readings;
}

function coded(thrown: unknown): string {
  if (!(thrown instanceof CodedError) || thrown.code === 'unexpected') throw thrown;
  return thrown.code;
}

/** The table that an independent reader finds in the very bytes of an undamaged file of text, header first; null for other formats. */
function independently(file: FuzzFile, bytes: Uint8Array<ArrayBuffer>): string[][] | null {
  if (file.format !== 'csv') return null;
  const encoding = file.encoding === 'utf-8-bom' ? 'utf-8' : file.encoding;
  const text = iconv.decode(Buffer.from(bytes), encoding, { stripBOM: true });
  return Papa.parse<string[]>(text, { delimiter: file.dialect.delimiter, skipEmptyLines: true }).data;
}

test(`${files} files, half of them damaged (seed ${seed})`, { timeout: Math.max(120_000, files * 60) }, async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fuzzFile, async (file) => {
      number += 1;
      const bytes = bytesOf(file);
      const started = performance.now();
      const readings = await readAll(fileOf(file, bytes));
      expect(performance.now() - started).toBeLessThan(longest);
      for (const reading of readings) {
        if (typeof reading === 'string') continue;
        const { records, rows, notRecords, rejected } = reading.summary;
        expect(rows + notRecords + rejected).toBe(records);
        expect(reading.rows).toHaveLength(rows);
        expect(reading.rejected).toHaveLength(rejected);
      }
      if (!file.damage) {
        const [reading] = readings as Reading[];
        const [names, ...rows] = independently(file, bytes) ?? [file.names, ...file.rows];
        expect(reading?.shape.columns).toEqual(names);
        expect(reading?.summary.records).toBe(rows.length);
        expect(reading?.rows).toEqual(rows);
      }
      if (number % 10 === 0) expect(await readAll(fileOf(file, bytes))).toEqual(readings);
      if (number % wholeShare === 0) await imported(file, bytes);
    }),
    { numRuns: files, seed },
  );
});

async function imported(file: FuzzFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const request = { engine, files: [fileOf(file, bytes)], opening: openHere, today: '2026-01-15' };
  const result = await importFiles(request).catch(coded);
  if (typeof result === 'string') return;
  for (const found of result.files) if (!found.failure && found.skipped === null) expect(accounted(found), found.name).toBe(found.rowsIn);
}
