// Makes the Arrow files of this folder. Run: npx tsx test/pairs/arrow/make.ts (needs the `lz4` and `zstd` programs, encoders that are not ours).
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateDay, Decimal, Int32, Utf8 } from 'apache-arrow';
import { batchOf, fileOf, streamOf } from '../../importers/typed/tables.ts';
import { compressed } from './compressed.ts';

const days = 20_089; // 2025-01-01
const numbers = Array.from({ length: 30 }, (_, index) => index);
const orders = batchOf([
  { name: 'order_id', type: new Int32(), values: numbers.map((index) => 1001 + index) },
  { name: 'customer_id', type: new Utf8(), values: numbers.map((index) => `C${(index % 4) + 1}`) },
  { name: 'order_date', type: new DateDay(), values: numbers.map((index) => new Date((days + index) * 86_400_000)) },
  { name: 'amount', type: new Decimal(2, 12, 128), values: numbers.map((index) => Uint32Array.of(1230 + index * 100, 0, 0, 0)) },
]);

const pack =
  (program: string) =>
  (bytes: Uint8Array): Uint8Array => {
    const { status, stdout, stderr } = spawnSync(program, ['-c', '-q'], { input: bytes });
    if (status !== 0) throw new Error(`${program}: ${String(stderr)}`);
    return stdout;
  };

const to = (name: string, bytes: Uint8Array): void => writeFileSync(join(import.meta.dirname, name), bytes);
to('orders-stream.arrows', streamOf(orders));
to('orders-file.arrow', fileOf(orders));
to('orders-lz4.arrows', compressed(streamOf(orders), 0, pack('lz4')));
to('orders-zstd.arrows', compressed(streamOf(orders), 1, pack('zstd')));
