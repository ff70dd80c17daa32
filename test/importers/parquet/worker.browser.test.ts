import { Int32, Utf8 } from 'apache-arrow';
import init, { Table, writeParquet } from 'parquet-wasm';
import { parquetUrl } from 'virtual:parquet-file';
import { expect, test } from 'vitest';
import { workerOpening } from '#app/readers.ts';
import { openFiles } from '#importers/open.ts';
import { gather } from '../csv/support.ts';
import { batchOf, streamOf } from '../typed/tables.ts';

test('the page fetches the program ahead; the worker then reads Parquet without asking for anything', async () => {
  const opening = workerOpening();
  await opening.warm();
  const packed = await (await fetch(parquetUrl)).blob();
  const wasm = await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  await init({ module_or_path: wasm });
  const batch = batchOf([
    { name: 'id', type: new Int32(), values: [1, 2, 3] },
    { name: 'name', type: new Utf8(), values: ['茶', null, 'tea'] },
  ]);
  const bytes = writeParquet(Table.fromIPCStream(streamOf(batch))) as Uint8Array<ArrayBuffer>;
  performance.clearResourceTimings();
  const [source] = await openFiles([new File([bytes], 'orders.parquet')], opening, () => ({}), new AbortController().signal);
  if (!source) throw new Error('no source');
  const { rows, shape } = await gather(source.read({}, new AbortController().signal));
  expect(shape.columns).toEqual(['id', 'name']);
  expect(rows).toEqual([
    ['1', '茶'],
    ['2', ''],
    ['3', 'tea'],
  ]);
  expect(performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.bin'))).toEqual([]);
});
