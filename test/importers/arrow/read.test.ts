import {
  Binary,
  Bool,
  DateDay,
  Decimal,
  Field,
  FixedSizeBinary,
  Float64,
  Int32,
  Int64,
  List,
  makeData,
  Struct,
  TimestampMicrosecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { batchOf, fileOf, sample, streamOf } from '../typed/tables.ts';
import { readAs } from '../typed/support.ts';

describe('values become exact text', () => {
  test.each(['stream', 'file'])('%s: random tables of every kind', async (form) => {
    await fc.assert(
      fc.asyncProperty(sample, async ({ names, rows, batch }) => {
        const { shape, rows: found, summary } = await readAs('arrow', form === 'file' ? fileOf(batch) : streamOf(batch));
        expect(shape.columns).toEqual(names);
        expect(found).toEqual(rows);
        expect(summary).toEqual({ records: rows.length, rows: rows.length, notRecords: 0, rejected: 0 });
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test('edges: ends of the number ranges, zones, bytes, nothing at all', async () => {
    const max = 2n ** 63n - 1n;
    const batch = batchOf([
      { name: 'when', type: new TimestampMicrosecond(), values: [max, -max, 9_000_000_000_000_000_000n, null] },
      {
        name: 'there',
        type: new TimestampMicrosecond('Asia/Shanghai'),
        values: [1_704_443_400_000_000n, 0n, null, 8_000_000_000_000_000_000n],
      },
      {
        name: 'id',
        type: new FixedSizeBinary(16),
        values: [Uint8Array.from({ length: 16 }, (_, i) => i), null, null, null],
        metadata: [['ARROW:extension:name', 'arrow.uuid']],
      },
      { name: 'blob', type: new Binary(), values: [Uint8Array.of(0, 255), null, Uint8Array.of(), null] },
      { name: 'day', type: new DateDay(), values: [null, null, null, null] },
    ]);
    const { rows } = await readAs('arrow', streamOf(batch));
    expect(rows.map((row) => row.map((text) => text.replace(/^\+\d{6}-/, 'far-')))).toEqual([
      ['infinity', '2024-01-05T16:30:00+08:00', '00010203-0405-0607-0809-0a0b0c0d0e0f', '00ff', ''],
      ['-infinity', '1970-01-01T08:00:00+08:00', '', '', ''],
      ['far-08-24T16:00:00', '', '', '', ''],
      ['', 'far-11-28T22:13:20+08:00', '', '', ''],
    ]);
  });

  test('lists and structs are JSON with exact numbers', async () => {
    const type = new Struct([
      new Field('n', new Int64(), true),
      new Field('words', new List(new Field('item', new Utf8(), true)), true),
      new Field('ok', new Bool(), true),
    ]);
    const vector = vectorFromArray([{ n: 9007199254740993n, words: ['a"b', null], ok: true }, null], type);
    const batch = batchOf([{ name: 'a', type: new Int32(), values: [1, 2] }]);
    const fields = [...batch.schema.fields, new Field('s', type, true)];
    const wide = new (batch.constructor as new (schema: unknown, data: unknown) => typeof batch)(
      new (batch.schema.constructor as new (fields: Field[]) => unknown)(fields),
      makeData({ type: new Struct(fields), length: 2, nullCount: 0, children: [...batch.data.children, vector.data[0] as never] }),
    );
    const { rows } = await readAs('arrow', streamOf(wide));
    expect(rows).toEqual([
      ['1', '{"n":9007199254740993,"words":["a\\"b",null],"ok":true}'],
      ['2', ''],
    ]);
  });

  test('NaN and infinity are empty, and counted in a note', async () => {
    const { rows, shape } = await readAs(
      'arrow',
      streamOf(batchOf([{ name: 'x', type: new Float64(), values: [Number.NaN, 1.5, Number.POSITIVE_INFINITY, null] }])),
    );
    expect(rows).toEqual([[''], ['1.5'], [''], ['']]);
    expect(shape.notes).toEqual([{ code: 'not_finite', parameters: { count: 2 } }]);
  });

  test('columns of one name both arrive, the second under another', async () => {
    const batch = batchOf([
      { name: 'a', type: new Int32(), values: [1] },
      { name: 'b', type: new Utf8(), values: ['x'] },
    ]);
    Object.assign(batch.schema.fields[1] as object, { name: 'a' });
    const { shape, rows } = await readAs('arrow', streamOf(batch));
    expect(shape.columns).toEqual(['a', 'a (2)']);
    expect(rows).toEqual([['1', 'x']]);
  });
});

describe('packed buffers, made by other programs', () => {
  test.each(['lz4', 'zstd'])('%s', async (codec) => {
    const { rows, shape } = await readAs(
      'arrow',
      readFileSync(join(import.meta.dirname, `../../pairs/arrow/orders-${codec}.arrows`)) as never,
    );
    expect(shape.columns).toEqual(['order_id', 'customer_id', 'order_date', 'amount']);
    expect(rows).toHaveLength(30);
    expect(rows[0]).toEqual(['1001', 'C1', '2025-01-01', '12.30']);
    expect(rows[29]).toEqual(['1030', 'C2', '2025-01-30', '41.30']);
  });
});

describe('what cannot be read is named', () => {
  const bytes = streamOf(batchOf([{ name: 'a', type: new Decimal(2, 10, 128), values: [Uint32Array.of(1, 0, 0, 0)] }]));
  test('cut inside a message', async () => {
    await expect(readAs('arrow', bytes.slice(0, bytes.length - 30))).rejects.toMatchObject({ code: 'import/damaged' });
  });
  test('Feather 1', async () => {
    await expect(readAs('arrow', new Uint8Array(Buffer.from('FEA1....FEA1')))).rejects.toMatchObject({ code: 'import/unsupported' });
  });
  test('no rows', async () => {
    await expect(readAs('arrow', streamOf(batchOf([{ name: 'a', type: new Int32(), values: [] }])))).rejects.toMatchObject({
      code: 'import/header-only',
    });
  });
  test('damage anywhere ends in rows or a coded error, never in anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const damaged = bytes.slice();
        damaged[at] = value;
        await readAs('arrow', damaged).catch((thrown: { code?: string }) => expect(thrown.code).toMatch(/^import\//));
      }),
      { numRuns: 400, seed: 3 },
    );
  });
});
