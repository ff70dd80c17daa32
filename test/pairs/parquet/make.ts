// Makes the Parquet files of this folder. Run: npx tsx test/pairs/parquet/make.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateDay, Decimal, Int32, TimestampMicrosecond, Utf8 } from 'apache-arrow';
import { Compression, Table, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';
import { batchOf, streamOf } from '../../importers/typed/tables.ts';

const days = 20_089; // 2025-01-01
const numbers = Array.from({ length: 30 }, (_, index) => index);
const common = [
  { name: 'order_id', type: new Int32(), values: numbers.map((index) => 1001 + index) },
  { name: 'customer_id', type: new Utf8(), values: numbers.map((index) => `C${(index % 4) + 1}`) },
];
const amount = {
  name: 'amount',
  type: new Decimal(2, 12, 128),
  values: numbers.map((index) => Uint32Array.of(1230 + index * 100, 0, 0, 0)),
};
const day = { name: 'order_date', type: new DateDay(), values: numbers.map((index) => new Date((days + index) * 86_400_000)) };
const instant = {
  name: 'order_date',
  type: new TimestampMicrosecond('UTC'),
  values: numbers.map((index) => BigInt(days + index) * 86_400_000_000n + 30_600_000_001n),
};
const properties = new WriterPropertiesBuilder().setCompression(Compression.ZSTD).setMaxRowGroupSize(10).build();
const to = (name: string, bytes: Uint8Array): void => writeFileSync(join(import.meta.dirname, name), bytes);
const whole = writeParquet(Table.fromIPCStream(streamOf(batchOf([...common, day, amount]))), properties);
to('orders.parquet', whole);
to('cut.parquet', whole.slice(0, -40));
const second = new WriterPropertiesBuilder().setCompression(Compression.SNAPPY).build();
to('instants.parquet', writeParquet(Table.fromIPCStream(streamOf(batchOf([...common, instant, amount]))), second));
