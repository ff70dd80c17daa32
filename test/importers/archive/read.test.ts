import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { archive } from '#importers/archive/definition.ts';
import { reader } from '#importers/archive/read.ts';
import type { Part, ReadOptions } from '#importers/definition.ts';
import { type Member, zipOf } from './support.ts';

const signal = new AbortController().signal;
const parts = async (file: Blob, name = 'x.zip', options: ReadOptions = {}): Promise<Part[]> =>
  (await reader.parts?.(file, name, options, signal)) ?? [];
const refused = async (file: Blob, options: ReadOptions = {}): Promise<unknown> =>
  parts(file, 'x.zip', options).then(
    () => 'opened',
    (thrown: { code: string }) => thrown.code,
  );
/** Paths with the text inside, or why there is none. */
const inside = async (file: Blob, name?: string): Promise<[string, string][]> =>
  Promise.all(
    (await parts(file, name)).map(async ({ path, skipped, failure, blob }): Promise<[string, string]> => [
      path,
      skipped ?? failure?.code ?? (await (blob ?? new Blob()).text()),
    ]),
  );

describe('a zip', () => {
  test('answers its members, packed and stored, without folders', async () => {
    const members = [
      { name: 'data/', content: '', stored: true },
      { name: 'data/a.csv', content: 'a,b\n1,2\n' },
      { name: 'b.json', content: '[]', stored: true },
    ];
    expect(await inside(zipOf(members))).toEqual([
      ['data/a.csv', 'a,b\n1,2\n'],
      ['b.json', '[]'],
    ]);
  });

  test('of another writer, of zip64, and with a program in front is the same', async () => {
    const members = [{ name: 'a.csv', content: 'a,b\n1,2\n' }];
    const other = new Blob([Uint8Array.from(zipSync({ 'a.csv': new TextEncoder().encode('a,b\n1,2\n') }))]);
    for (const file of [other, zipOf(members, { long: true }), zipOf(members, { before: 'MZ a program' })])
      expect(await inside(file)).toEqual([['a.csv', 'a,b\n1,2\n']]);
  });

  test('what systems and packers add is passed by, and so is what is no data by its name', async () => {
    const names = ['__MACOSX/._a.csv', '.DS_Store', 'README.md', 'folder/Thumbs.db', 'report.pdf', 'logo.PNG', 'a.csv'];
    const opened = await inside(zipOf(names.map((name) => ({ name, content: 'x' }))));
    expect(opened.map(([, found]) => found)).toEqual(['notes', 'notes', 'notes', 'notes', 'not-data', 'not-data', 'x']);
  });

  test.each([
    ['GBK of Chinese Windows', iconv.encode('2024年订单/客户明细.csv', 'gbk'), 0, '2024年订单/客户明细.csv'],
    ['Big5 of Taiwanese Windows', iconv.encode('訂單.csv', 'big5'), 0, '訂單.csv'],
    ['Shift_JIS of Japanese Windows', iconv.encode('ファイル.csv', 'shift_jis'), 0, 'ファイル.csv'],
    ['UTF-8 of macOS, which does not say so', Buffer.from('订单.csv'), 0, '订单.csv'],
    ['UTF-8 that says so', Buffer.from('Größe.csv'), 0x800, 'Größe.csv'],
    ['windows separators', Buffer.from('data\\a.csv'), 0, 'data/a.csv'],
  ])('reads names in %s', async (_, name, flags, expected) => {
    expect(await inside(zipOf([{ name, flags, content: 'x' }]))).toEqual([[expected, 'x']]);
  });

  test.each<[string, Partial<Member>, string]>([
    ['a password', { flags: 1 }, 'import/encrypted'],
    ['an unknown packing', { method: 93 }, 'import/zip-method'],
    ['a wrong checksum', { declared: { crc: 1 } }, 'import/damaged-zip'],
    ['more inside than it declares', { declared: { size: 3 } }, 'import/damaged-zip'],
    ['a size that no packing reaches', { declared: { size: 1e6 } }, 'import/damaged-zip'],
  ])('a member with %s fails alone', async (_, wrong, code) => {
    const members = [
      { name: 'bad.csv', content: 'a,b\n1,2\n', ...wrong },
      { name: 'good.csv', content: 'a\n' },
    ];
    expect(await inside(zipOf(members))).toEqual([
      ['bad.csv', code],
      ['good.csv', 'a\n'],
    ]);
  });

  test('cut off, or nothing of the kind, is damaged', async () => {
    const whole = zipOf([{ name: 'a.csv', content: 'a,b\n'.repeat(100) }]);
    for (const length of [0, 4, 30, whole.size - 23, whole.size - 1])
      expect(await refused(whole.slice(0, length))).toBe('import/damaged-zip');
  });
});

describe('bombs', () => {
  const member = (declared: Member['declared'], name = 'a.csv'): Member => ({ name, content: 'a', ...(declared ? { declared } : {}) });

  test('more than a gigabyte is refused before anything is unpacked, unless the file is trusted', async () => {
    const file = zipOf([member({ size: 2 ** 31 })]);
    expect(await refused(file)).toBe('import/unpacked-too-large');
    expect((await parts(file, 'x.zip', { trusted: true }))[0]?.failure?.code).toBe('import/damaged-zip');
  });

  test('ten gigabytes in zip64 too', async () => {
    expect(await refused(zipOf([member({ size: 10 * 2 ** 30 })], { long: true }))).toBe('import/unpacked-too-large');
  });

  test('a ratio above 200 is refused once it is much', async () => {
    const zeros = new Uint8Array(300 * 2 ** 20);
    expect(await refused(zipOf([{ name: 'a.csv', content: zeros }]))).toBe('import/bomb');
  });

  test('more than a thousand members are refused, unless the file is trusted', async () => {
    const file = zipOf(Array.from({ length: 1001 }, (_, index) => ({ name: `${index}.csv`, content: 'x', stored: true })));
    expect(await refused(file)).toBe('import/too-many-entries');
    expect(await parts(file, 'x.zip', { trusted: true })).toHaveLength(1001);
  });

  test('members that share bytes are refused', async () => {
    const content = 'a,b\n'.repeat(50);
    const file = zipOf([
      { name: 'a.csv', content },
      { name: 'b.csv', content, declared: { offset: 0 } },
    ]);
    expect(await refused(file, { trusted: true })).toBe('import/overlapping-entries');
  });

  test('a gzip stops at the ratio', async () => {
    const file = new Blob([gzipSync(new Uint8Array(300 * 2 ** 20))]);
    await expect(parts(file, 'a.json.gz')).rejects.toMatchObject({ code: 'import/bomb' });
  });
});

describe('a gzip', () => {
  test('answers the file inside under its own name', async () => {
    expect(await inside(new Blob([gzipSync('[{"a":1}]')]), 'folder/orders.json.gz')).toEqual([['orders.json', '[{"a":1}]']]);
  });

  test('that ends too early is damaged', async () => {
    const whole = gzipSync('[{"a":1}]'.repeat(1000));
    await expect(parts(new Blob([whole.subarray(0, whole.length - 9)]), 'a.json.gz')).rejects.toMatchObject({
      code: 'import/damaged-gzip',
    });
  });

  test('of delimited text is left to the reader of text', () => {
    expect(archive.sniff(gzipSync('a,b\n1,2\n'.repeat(9)), 'a.gz').confidence).toBeLessThan(0.5);
    expect(archive.sniff(gzipSync('{"a":1}\n{"a":2}\n'), 'a.gz').confidence).toBeGreaterThan(0.9);
    expect(archive.sniff(gzipSync(Buffer.from([0x50, 0x41, 0x52, 0x31, 0, 1, 2, 3])), 'a.gz').confidence).toBeGreaterThan(0.9);
  });
});
