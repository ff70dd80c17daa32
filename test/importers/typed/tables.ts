import {
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int32,
  Int64,
  makeBuilder,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  makeData,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  TimeMicrosecond,
  Uint64,
  Utf8,
  type Data,
} from 'apache-arrow';
import fc from 'fast-check';

/** A kind of column: its Arrow type, values to put in, and the text that each must become, worked out without the code under test. */
export interface Kind {
  name: string;
  type: () => DataType;
  cell: fc.Arbitrary<{ put: unknown; text: string }>;
}

const int64 = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });
const pad = (value: number | bigint, width: number): string => String(value).padStart(width, '0');

/** ISO text of ticks since 1970 by way of the platform's calendar. */
function isoOf(ticks: bigint, perSecond: bigint, zone: string): string {
  let seconds = ticks / perSecond;
  let rest = ticks % perSecond;
  if (rest < 0n) [seconds, rest] = [seconds - 1n, rest + perSecond];
  const digits = String(perSecond).length - 1;
  const fraction = digits === 0 ? '' : pad(rest, digits).replace(/0+$/, '');
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}${fraction ? `.${fraction}` : ''}${zone}`;
}

const stamp = (perSecond: bigint, zone: string): Kind['cell'] =>
  fc
    .bigInt({ min: -30_000_000_000n * perSecond, max: 200_000_000_000n * perSecond })
    .filter((ticks) => ticks > -(2n ** 62n) && ticks < 2n ** 62n)
    .map((put) => ({ put, text: isoOf(put, perSecond, zone) }));

function decimalWords(value: bigint): Uint32Array {
  const all = BigInt.asUintN(128, value);
  return Uint32Array.from({ length: 4 }, (_, word) => Number((all >> BigInt(word * 32)) & 0xffffffffn));
}

const words = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('茶', 'Ü', 'a"b', 'x,y', ' pad ', 'line\nbreak'));

/** Every kind of column that both formats hold. */
export const kinds: Kind[] = [
  { name: 'int32', type: () => new Int32(), cell: fc.integer().map((put) => ({ put, text: `${put}` })) },
  { name: 'int64', type: () => new Int64(), cell: int64.map((put) => ({ put, text: `${put}` })) },
  { name: 'uint64', type: () => new Uint64(), cell: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((put) => ({ put, text: `${put}` })) },
  { name: 'bool', type: () => new Bool(), cell: fc.boolean().map((put) => ({ put, text: `${put}` })) },
  { name: 'utf8', type: () => new Utf8(), cell: words.map((put) => ({ put, text: put })) },
  {
    name: 'float64',
    type: () => new Float64(),
    cell: fc
      .oneof(
        fc.double({ min: -1e15, max: 1e15, noNaN: true }).filter((v) => v === 0 || Math.abs(v) > 1e-5),
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
      )
      .map((put) => ({
        put,
        text: Number.isFinite(put) ? String(put) : '',
      })),
  },
  {
    name: 'float32',
    type: () => new Float32(),
    cell: fc.constantFrom(['0.1', 0.1], ['12.3', 12.3], ['-7', -7]).map(([text, put]) => ({ put, text: String(text) })),
  },
  {
    name: 'decimal',
    type: () => new Decimal(4, 38, 128),
    cell: fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }).map((value) => {
      const digits = pad(value < 0n ? -value : value, 5);
      return { put: decimalWords(value), text: `${value < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}` };
    }),
  },
  {
    name: 'date',
    type: () => new DateDay(),
    cell: fc
      .integer({ min: -719_000, max: 2_900_000 })
      .map((day) => ({ put: new Date(day * 86_400_000), text: new Date(day * 86_400_000).toISOString().slice(0, 10) })),
  },
  { name: 'second', type: () => new TimestampSecond(), cell: stamp(1n, '') },
  { name: 'millisecond', type: () => new TimestampMillisecond('UTC'), cell: stamp(1000n, 'Z') },
  { name: 'microsecond', type: () => new TimestampMicrosecond('UTC'), cell: stamp(1_000_000n, 'Z') },
  {
    name: 'nanosecond',
    type: () => new TimestampNanosecond(),
    cell: fc.bigInt({ min: -(10n ** 18n), max: 4n * 10n ** 18n }).map((put) => ({ put, text: isoOf(put, 1_000_000_000n, '') })),
  },
  {
    name: 'time',
    type: () => new TimeMicrosecond(),
    cell: fc.bigInt({ min: 0n, max: 86_399_999_999n }).map((put) => ({ put, text: isoOf(put, 1_000_000n, '').slice(11) })),
  },
  {
    name: 'dictionary',
    type: () => new Dictionary(new Utf8(), new Int32()),
    cell: fc.constantFrom('web', 'shop', '电话').map((put) => ({ put, text: put })),
  },
];

export interface Sample {
  names: string[];
  /** expected texts, row by row */
  rows: string[][];
  batch: RecordBatch;
}

/** A table of random kinds, one value in six missing. */
export const sample: fc.Arbitrary<Sample> = fc
  .record({
    chosen: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 6, selector: ({ name }) => name }),
    rows: fc.integer({ min: 1, max: 20 }),
  })
  .chain(({ chosen, rows }) =>
    fc
      .tuple(...chosen.map((kind) => fc.array(fc.option(kind.cell, { freq: 6, nil: null }), { minLength: rows, maxLength: rows })))
      .map((columns) => ({
        names: chosen.map(({ name }) => name),
        rows: Array.from({ length: rows }, (_, row) => columns.map((column) => column[row]?.text ?? '')),
        batch: batchOf(
          chosen.map((kind, index) => ({
            name: kind.name,
            type: kind.type(),
            values: (columns[index] ?? []).map((cell) => cell?.put ?? null),
          })),
        ),
      })),
  );

/** One record batch of given columns. Timestamps and times are given as ticks. */
export function batchOf(columns: { name: string; type: DataType; values: unknown[]; metadata?: [string, string][] }[]): RecordBatch {
  const children = columns.map(({ type, values }) => dataOf(type, values));
  const fields = columns.map(({ name, metadata }, index) => new Field(name, (children[index] as Data).type, true, new Map(metadata)));
  return new RecordBatch(
    new Schema(fields),
    makeData({ type: new Struct(fields), length: columns[0]?.values.length ?? 0, nullCount: 0, children }),
  );
}

function dataOf(type: DataType, values: unknown[]): Data {
  if (/^(Uint64|Int64|Timestamp|Time64)/.test(String(type))) return ticks(type, values as (bigint | null)[]);
  const builder = makeBuilder({ type, nullValues: [null] });
  for (const value of values) builder.append(value);
  return builder.finish().toVector().data[0] as Data;
}

/** Builders of timestamps take milliseconds only, so 64-bit columns are laid out here. */
function ticks(type: DataType, values: readonly (bigint | null)[]): Data {
  const data = values.map((value) => value ?? 0n);
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  values.forEach((value, index) => {
    if (value !== null) nullBitmap[index >> 3] = (nullBitmap[index >> 3] as number) | (1 << (index & 7));
  });
  const nullCount = values.filter((value) => value === null).length;
  const wide = String(type).startsWith('Uint') ? BigUint64Array.from(data) : BigInt64Array.from(data);
  return makeData({ type, length: values.length, nullCount, nullBitmap, data: wide } as never);
}

export const streamOf = (...batches: RecordBatch[]): Uint8Array<ArrayBuffer> =>
  RecordBatchStreamWriter.writeAll(batches).toUint8Array(true) as Uint8Array<ArrayBuffer>;
export const fileOf = (...batches: RecordBatch[]): Uint8Array<ArrayBuffer> =>
  RecordBatchFileWriter.writeAll(batches).toUint8Array(true) as Uint8Array<ArrayBuffer>;
