import { strToU8, zipSync } from 'fflate';
import { Utf8 } from 'apache-arrow';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { Table, writeParquet } from 'parquet-wasm';
import { utils, write } from '@e965/xlsx';
import { serialise } from '../importers/csv/support.ts';
import { batchOf, fileOf, streamOf } from '../importers/typed/tables.ts';

export const formats = ['csv', 'json', 'ndjson', 'xlsx', 'parquet', 'arrow', 'zip'] as const;
export type Format = (typeof formats)[number];

/** One file: what was put in, how it was written, how it was damaged. */
export interface FuzzFile {
  format: Format;
  names: string[];
  rows: string[][];
  dialect: { delimiter: string; newline: string; always: boolean; last: boolean };
  encoding: string;
  damage: Damage | null;
}

type Damage = { kind: 'cut' | 'flip' | 'splice' | 'duplicate'; at: number; length: number; value: number };

const word = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...'abcdefghij0123456789 -_./'), minLength: 1, maxLength: 10 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('茶叶', 'Müller', 'say "tea"', 'a,b', 'a;b', 'two\nlines', '12.30', '2025-01-05', 'true', '=1+1'),
  },
);
const value = word.map((text) => text.trim() || 'x');

/**
 * Files of every format; half of them damaged. Half begin with a number and a date, half with a text that tells the rows apart (`row 1`), so that
 * only the place of the first line speaks for the header; no record is blank or a total.
 */
export const fuzzFile: fc.Arbitrary<FuzzFile> = fc
  .record({ width: fc.integer({ min: 3, max: 5 }), height: fc.integer({ min: 2, max: 12 }) })
  .chain(({ width, height }) =>
    fc.record({
      format: fc.constantFrom(...formats),
      ...{ table: table(width, height) },
      dialect: fc.record({
        delimiter: fc.constantFrom(',', ';', '\t', '|'),
        newline: fc.constantFrom('\n', '\r\n'),
        always: fc.boolean(),
        last: fc.boolean(),
      }),
      encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'),
      damage: fc.option(
        fc.record({
          kind: fc.constantFrom('cut' as const, 'flip' as const, 'splice' as const, 'duplicate' as const),
          at: fc.double({ min: 0, max: 0.999, noNaN: true }),
          length: fc.integer({ min: 1, max: 40 }),
          value: fc.nat(255),
        }),
        { freq: 1 },
      ),
    }),
  )
  .map(({ table: filled, ...file }) => ({ ...file, ...filled }));

/** Names and rows of a table. */
function table(width: number, height: number): fc.Arbitrary<Pick<FuzzFile, 'names' | 'rows'>> {
  const filled = (cells: number) =>
    fc.array(fc.array(value, { minLength: cells, maxLength: cells }), { minLength: height, maxLength: height });
  return fc.oneof(
    filled(width - 2).map((rows) => ({
      names: ['order_id', 'order_date', 'alpha', 'beta', 'gamma'].slice(0, width),
      rows: rows.map((row, index) => [`${1001 + index}`, `2025-01-${String(index + 1).padStart(2, '0')}`, ...row]),
    })),
    filled(width - 1).map((rows) => ({
      names: ['key', 'alpha', 'beta', 'gamma', 'delta'].slice(0, width),
      rows: rows.map((row, index) => [`row ${index + 1}`, ...row]),
    })),
  );
}

/** The bytes of a file. */
export function bytesOf(file: FuzzFile): Uint8Array<ArrayBuffer> {
  const bytes = sound(file);
  return new Uint8Array(file.damage ? damaged(bytes, file.damage) : bytes);
}

function sound({ format, names, rows, dialect, encoding }: FuzzFile): Uint8Array {
  const objects = rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
  switch (format) {
    case 'csv':
      return encoded(serialise([names, ...rows], dialect), encoding);
    case 'json':
      return encoded(JSON.stringify(objects, null, dialect.always ? 2 : 0), encoding);
    case 'ndjson':
      return encoded(objects.map((object) => JSON.stringify(object)).join(dialect.newline) + dialect.newline, encoding);
    case 'xlsx': {
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet([names, ...rows]), 'orders');
      return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
    }
    case 'parquet':
      return writeParquet(Table.fromIPCStream(streamOf(batch(names, rows))));
    case 'arrow':
      return dialect.always ? fileOf(batch(names, rows)) : streamOf(batch(names, rows));
    case 'zip':
      return zipSync({ 'export/orders.csv': strToU8(serialise([names, ...rows], dialect)) });
  }
}

function batch(names: readonly string[], rows: readonly string[][]): ReturnType<typeof batchOf> {
  return batchOf(names.map((name, index) => ({ name, type: new Utf8(), values: rows.map((row) => row[index]) })));
}

function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return iconv.encode(text, 'utf-8', { addBOM: encoding === 'utf-8-bom' });
  return iconv.encode(text, encoding, { addBOM: true });
}

function damaged(bytes: Uint8Array, { kind, at, length, value: put }: Damage): Uint8Array {
  const place = Math.floor(at * bytes.length);
  if (kind === 'cut') return bytes.slice(0, place);
  if (kind === 'flip') return bytes.map((byte, index) => (index === place ? byte ^ (put || 1) : byte));
  const piece = bytes.subarray(place, place + length);
  if (kind === 'duplicate') return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)]);
  return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)]);
}
