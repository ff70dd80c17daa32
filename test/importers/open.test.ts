import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ReadOptions } from '#importers/definition.ts';
import { openFiles, type Source } from '#importers/open.ts';
import { openHere } from '#importers/read-here.ts';
import { zipOf } from './archive/support.ts';
import { gather } from './gather.ts';
import { bookOf, saved } from './workbook/support.ts';

const orders = [
  ['Order', 'Amount'],
  ['A1', 12.5],
  ['A2', 7],
];
const csv = 'Order,Amount\nA1,12.5\nA2,7\n';
const bytes = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
const named = async (file: Blob | string, name: string): Promise<File> =>
  new File([typeof file === 'string' ? file : await file.arrayBuffer()], name);
const open = (files: File[], options: Record<string, ReadOptions> = {}): Promise<Source[]> =>
  openFiles(files, openHere, (key) => options[key] ?? {}, new AbortController().signal);
const what = (sources: Source[]): unknown[] =>
  sources.map(({ key, format, skipped, failure }) => [key, skipped ?? failure?.code ?? format]);
const rowsOf = async (source: Source | undefined): Promise<unknown> =>
  (await gather(source?.read({}, new AbortController().signal) ?? [])).rows;

describe('dropped files', () => {
  test('become tables: files, sheets, members, and sheets of members', async () => {
    const book = saved(bookOf({ Orders: orders, Empty: [], More: orders }));
    const zip = zipOf([
      { name: 'a/orders.csv', content: csv },
      { name: 'book.xlsx', content: await bytes(book) },
      { name: 'notes.pdf', content: 'x' },
    ]);
    const sources = await open([await named(csv, 'orders.csv'), await named(book, 'book.xlsx'), await named(zip, 'all.zip')]);
    expect(what(sources)).toEqual([
      ['orders.csv', 'csv'],
      ['book.xlsx › Orders', 'workbook'],
      ['book.xlsx › Empty', 'empty'],
      ['book.xlsx › More', 'workbook'],
      ['all.zip/a/orders.csv', 'csv'],
      ['all.zip/book.xlsx › Orders', 'workbook'],
      ['all.zip/book.xlsx › Empty', 'empty'],
      ['all.zip/book.xlsx › More', 'workbook'],
      ['all.zip/notes.pdf', 'not-data'],
    ]);
    for (const index of [0, 1, 3, 4, 5, 7])
      expect(await rowsOf(sources[index])).toEqual([
        ['A1', '12.5'],
        ['A2', '7'],
      ]);
  });

  test('of the same name are told apart', async () => {
    expect(what(await open([await named(csv, 'a.csv'), await named(csv, 'a.csv')]))).toEqual([
      ['a.csv', 'csv'],
      ['a.csv (2)', 'csv'],
    ]);
  });

  test('keep the others when one cannot be opened', async () => {
    const broken = zipOf([{ name: 'a.csv', content: csv }]);
    const sources = await open([await named(broken.slice(0, 40), 'broken.zip'), await named(csv, 'a.csv')]);
    expect(what(sources)).toEqual([
      ['broken.zip', 'import/damaged-zip'],
      ['a.csv', 'csv'],
    ]);
  });
});

describe('archives within archives', () => {
  const wrapped = async (file: Blob, name: string): Promise<Blob> => zipOf([{ name, content: await bytes(file), stored: true }]);

  test('are opened twice and no deeper', async () => {
    const one = zipOf([{ name: 'a.csv', content: csv }]);
    const two = await wrapped(one, 'one.zip');
    const three = await wrapped(two, 'two.zip');
    expect(what(await open([await named(two, 'two.zip')]))).toEqual([['two.zip/one.zip/a.csv', 'csv']]);
    expect(what(await open([await named(three, 'three.zip')]))).toEqual([['three.zip/two.zip/one.zip', 'import/nested-too-deep']]);
  });

  test('count together: many in each of many are too many, and nothing of the file is opened', async () => {
    const many = zipOf(Array.from({ length: 400 }, (_, index) => ({ name: `${index}.csv`, content: csv })));
    const content = await bytes(many);
    const all = zipOf(['a', 'b', 'c'].map((name) => ({ name: `${name}.zip`, content, stored: true })));
    const sources = await open([await named(all, 'all.zip')]);
    expect(what(sources)).toEqual([['all.zip', 'import/too-many-entries']]);
    expect(await open([await named(all, 'all.zip')], { 'all.zip': { trusted: true } })).toHaveLength(1200);
  });

  test('a gzip of JSON or of a workbook is one too', async () => {
    const book = gzipSync(await bytes(saved(bookOf({ Orders: orders }))));
    expect(what(await open([new File([Uint8Array.from(book)], 'book.xlsx.gz')]))).toEqual([
      ['book.xlsx.gz/book.xlsx › Orders', 'workbook'],
    ]);
    expect(what(await open([new File([Uint8Array.from(gzipSync(csv))], 'orders.csv.gz')]))).toEqual([['orders.csv.gz', 'csv']]);
  });
});
