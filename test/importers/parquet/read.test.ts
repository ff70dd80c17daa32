import { Float64, Int32 } from 'apache-arrow';
import fc from 'fast-check';
import { Compression, Table, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';
import { describe, expect, test } from 'vitest';
import { decodeStruct, encodeStruct } from '#importers/parquet/thrift.ts';
import { batchOf, sample, streamOf } from '../typed/tables.ts';
import { readAs } from '../typed/support.ts';

function parquetOf(ipc: Uint8Array, groupRows = 1000, compression = Compression.SNAPPY): Uint8Array<ArrayBuffer> {
  const properties = new WriterPropertiesBuilder().setMaxRowGroupSize(groupRows).setCompression(compression).build();
  return writeParquet(Table.fromIPCStream(ipc), properties) as Uint8Array<ArrayBuffer>;
}

const numbers = batchOf([{ name: 'n', type: new Int32(), values: Array.from({ length: 95 }, (_, index) => index) }]);

/** The file with its footer changed. */
function withFooter(bytes: Uint8Array, change: (footer: ReturnType<typeof decodeStruct>) => void): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(bytes.length - 8, true);
  const footer = decodeStruct(bytes.subarray(bytes.length - 8 - length, bytes.length - 8));
  change(footer);
  const written = encodeStruct(footer);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(written.length);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, bytes.length - 8 - length), written, size, Buffer.from('PAR1')]));
}

test('random tables of every kind become exact text', async () => {
  await fc.assert(
    fc.asyncProperty(sample, async ({ names, rows, batch }) => {
      const { shape, rows: found } = await readAs('parquet', parquetOf(streamOf(batch)));
      expect(shape.columns).toEqual(names);
      // Parquet counts no whole seconds: its smallest unit is the millisecond, which writes the same text
      expect(found).toEqual(rows);
    }),
    { numRuns: 150, seed: 11 },
  );
});

test.each([['SNAPPY'], ['ZSTD'], ['GZIP'], ['BROTLI'], ['LZ4_RAW'], ['UNCOMPRESSED']] as const)('%s', async (codec) => {
  const { rows } = await readAs('parquet', parquetOf(streamOf(numbers), 1000, Compression[codec]));
  expect(rows.map(([text]) => Number(text))).toEqual(Array.from({ length: 95 }, (_, index) => index));
});

test('row groups follow each other with lines that go on', async () => {
  const { rows, lines, summary } = await readAs('parquet', parquetOf(streamOf(numbers), 10));
  expect(rows.map(([text]) => Number(text))).toEqual(Array.from({ length: 95 }, (_, index) => index));
  expect(lines).toEqual(Array.from({ length: 95 }, (_, index) => index + 1));
  expect(summary).toEqual({ records: 95, rows: 95, notRecords: 0, rejected: 0 });
});

test('NaN is empty and noted', async () => {
  const { rows, shape } = await readAs(
    'parquet',
    parquetOf(streamOf(batchOf([{ name: 'x', type: new Float64(), values: [Number.NaN, 0.1] }]))),
  );
  expect(rows).toEqual([[''], ['0.1']]);
  expect(shape.notes).toEqual([{ code: 'not_finite', parameters: { count: 1 } }]);
});

describe('a footer that lies is refused before anything is unpacked', () => {
  const bytes = parquetOf(streamOf(numbers));
  test('2^62 rows', async () => {
    const rows = { type: 6, value: 2n ** 62n };
    await expect(
      readAs(
        'parquet',
        withFooter(bytes, (footer) => footer.set(3, rows)),
      ),
    ).rejects.toMatchObject({ code: 'import/damaged' });
  });
  test('as many rows as its row groups claim, but more than a table may have', async () => {
    const lying = withFooter(bytes, (footer) => {
      footer.set(3, { type: 6, value: 3_000_000_000n });
      const group = (footer.get(4)?.value as { items: ReturnType<typeof decodeStruct>[] }).items[0];
      group?.set(3, { type: 6, value: 3_000_000_000n });
    });
    await expect(readAs('parquet', lying)).rejects.toMatchObject({ code: 'import/declared-size' });
  });
  test('a terabyte unpacked', async () => {
    const lying = withFooter(bytes, (footer) => {
      const group = (footer.get(4)?.value as { items: ReturnType<typeof decodeStruct>[] }).items[0];
      group?.set(2, { type: 6, value: 1n << 40n });
    });
    await expect(readAs('parquet', lying)).rejects.toMatchObject({ code: 'import/bomb' });
  });
  test('a footer longer than the file', async () => {
    const lying = bytes.slice();
    lying[lying.length - 5] = 0x7f;
    await expect(readAs('parquet', lying)).rejects.toMatchObject({ code: 'import/damaged' });
  });
  test('cut off', async () => {
    await expect(readAs('parquet', bytes.slice(0, bytes.length - 20))).rejects.toMatchObject({ code: 'import/damaged' });
  });
  test('encrypted', async () => {
    const lying = bytes.slice();
    lying[lying.length - 1] = 0x45;
    await expect(readAs('parquet', lying)).rejects.toMatchObject({ code: 'import/unsupported' });
  });
});

test('damage anywhere ends in rows or a coded error, never in anything else', async () => {
  const bytes = parquetOf(streamOf(numbers), 40);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
      const damaged = bytes.slice();
      damaged[at] = value;
      await readAs('parquet', damaged).catch((thrown: { code?: string }) => expect(thrown.code).toMatch(/^import\//));
    }),
    { numRuns: 400, seed: 5 },
  );
  expect((await readAs('parquet', bytes)).rows).toHaveLength(95);
});

test('a footer is written as it was read', () => {
  const bytes = parquetOf(streamOf(numbers));
  expect(withFooter(bytes, () => undefined)).toEqual(bytes);
});
