import { expect, test } from 'vitest';
import { workerOpening } from '#app/readers.ts';
import { openFiles } from '#importers/open.ts';
import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { gather } from './gather.ts';

const orders = [
  ['Order', 'Amount'],
  ['A1', 12.5],
  ['A2', 7],
];
const rows = [
  ['A1', '12.5'],
  ['A2', '7'],
];
const never = new AbortController().signal;

function book(): Uint8Array<ArrayBuffer> {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet(orders), 'Orders');
  return new Uint8Array(write(made, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
}

const opened = (file: File) => openFiles([file], workerOpening(), () => ({}), never);

test('a worker reads the sheets of a workbook', async () => {
  const [sheet] = await opened(new File([book()], 'book.xlsx'));
  expect(sheet).toMatchObject({ key: 'book.xlsx › Orders', format: 'workbook', failure: null });
  expect((await gather(sheet?.read({}, never) ?? [])).rows).toEqual(rows);
});

test('a worker unpacks an archive, and its members outlive it', async () => {
  const zip = zipSync({ 'a/orders.csv': strToU8('Order,Amount\nA1,12.5\nA2,7\n'), 'book.xlsx': book() });
  const sources = await opened(new File([Uint8Array.from(zip)], 'all.zip'));
  expect(sources.map(({ key }) => key)).toEqual(['all.zip/a/orders.csv', 'all.zip/book.xlsx › Orders']);
  for (const source of sources) expect((await gather(source.read({}, never))).rows).toEqual(rows);
});

test('a bomb ends with its name within five seconds', async () => {
  const started = performance.now();
  const zip = zipSync({ 'zeros.csv': new Uint8Array(300 * 1024 * 1024) }, { level: 1 });
  const made = performance.now() - started;
  const [source] = await opened(new File([Uint8Array.from(zip)], 'bomb.zip'));
  expect(source?.failure?.code).toBe('import/bomb');
  expect(performance.now() - started - made).toBeLessThan(5_000);
});
