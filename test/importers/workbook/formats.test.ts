import { CFB, utils } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { importers } from '#importers/index.ts';
import { sniff } from '#importers/sniff.ts';
import { workbook } from '#importers/workbook/definition.ts';
import { zipOf } from '../archive/support.ts';
import { bookOf, readSheet, saved, sheetsIn } from './support.ts';

const table = [
  ['订单', '客户', '金额'],
  ['0012', 'Ann', '1,234.50'],
  ['0013', '李', '7'],
];
const html = (charset: string) =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body><table border="1">${table
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</table></body></html>`;
const first = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.slice(0, 65_536).arrayBuffer());

/** A workbook with some of its parts written otherwise. */
async function changed(file: Blob, change: Record<string, (xml: string) => string>): Promise<Blob> {
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  for (const [path, rewrite] of Object.entries(change)) parts[path] = strToU8(rewrite(strFromU8(parts[path] ?? new Uint8Array())));
  return new Blob([Uint8Array.from(zipSync(parts))]);
}

describe('pages that call themselves .xls', () => {
  test.each([
    ['utf-8', Buffer.from(html('utf-8'))],
    ['gb2312', iconv.encode(html('gb2312'), 'gbk')],
    ['big5', iconv.encode(html('big5').replaceAll('订单', '訂單').replaceAll('客户', '客戶').replaceAll('金额', '金額'), 'big5')],
    ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(html('utf-16'), 'utf-16le')])],
  ])('are read in %s, their cells as written', async (_, bytes) => {
    const file = new Blob([Uint8Array.from(bytes)]);
    expect((await sniff(file, 'orders.xls', importers))?.id).toBe('workbook');
    const { rows, shape } = await readSheet(file);
    expect(shape.columns).toHaveLength(3);
    expect(rows).toEqual(table.slice(1));
  });

  test('with a second table have a second sheet', async () => {
    const page = html('utf-8').replace('</body>', '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table></body>');
    expect(await sheetsIn(new Blob([page]))).toHaveLength(2);
  });
});

describe('the beginning of a file', () => {
  test('tells workbooks from other zips and other compound files', async () => {
    const of = async (file: Blob, name = 'x') => (await sniff(file, name, importers))?.id;
    const book = bookOf({ S: table });
    expect(await of(saved(book, 'xlsx'), 'x.zip')).toBe('workbook');
    expect(await of(saved(book, 'ods'))).toBe('workbook');
    expect(await of(saved(book, 'xls'))).toBe('workbook');
    expect(await of(saved(book, 'xlml'))).toBe('workbook');
    expect(await of(zipOf([{ name: 'book.xlsx', content: new Uint8Array(await saved(book).arrayBuffer()), stored: true }]))).toBe(
      'archive',
    );
    expect(
      await of(
        zipOf([
          { name: '[Content_Types].xml', content: '<x/>' },
          { name: 'word/document.xml', content: '<x/>' },
        ]),
      ),
    ).toBe('archive');
    const letter = CFB.utils.cfb_new();
    CFB.utils.cfb_add(letter, '/WordDocument', Buffer.from('a letter'));
    expect(workbook.sniff(Uint8Array.from(CFB.write(letter, { type: 'buffer' }) as Uint8Array), 'x.doc').confidence).toBe(0);
    expect(await of(new Blob(['<p>no table</p>']))).not.toBe('workbook');
    expect(workbook.sniff(await first(new Blob(['a,b\n<table>,2\n'])), 'x.csv').confidence).toBe(0);
  });
});

describe('what is wrong with a workbook is named', () => {
  const whole = saved(bookOf({ S: table }));
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';

  test.each(['xl/worksheets/sheet1.xml', 'xl/workbook.xml', 'xl/styles.xml'])('a document type in %s', async (path) => {
    const file = await changed(whole, { [path]: (xml) => xml.replace(/\?>/, `?>${bomb}`) });
    await expect(readSheet(file)).rejects.toMatchObject({ code: 'import/entities' });
    await expect(sheetsIn(file)).rejects.toMatchObject({ code: 'import/entities' });
  });

  test('a document type in XML of 2003', async () => {
    const xml = await saved(bookOf({ S: table }), 'xlml').text();
    await expect(readSheet(new Blob([xml.replace(/\?>/, `?>${bomb}`)]))).rejects.toMatchObject({ code: 'import/entities' });
  });

  test('a sheet that unpacks to ten gigabytes, declared or not', async () => {
    const parts = unzipSync(new Uint8Array(await whole.arrayBuffer()));
    const members = (size: number) =>
      Object.entries(parts).map(([name, content]) => ({ name, content, ...(name.includes('sheet1.xml') ? { declared: { size } } : {}) }));
    await expect(sheetsIn(zipOf(members(10 * 2 ** 30), { long: true }))).rejects.toMatchObject({ code: 'import/unpacked-too-large' });
    await expect(sheetsIn(zipOf(members(600 * 2 ** 20)))).rejects.toMatchObject({ code: 'import/bomb' });
    await expect(readSheet(zipOf(members(10)), { sheet: 'S' })).rejects.toMatchObject({ code: 'import/damaged-zip' });
  });

  test('a value that is repeated over the whole of an OpenDocument sheet', async () => {
    const cell =
      '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>';
    const row = `<table:table-row table:number-rows-repeated="1048570">${cell}</table:table-row>`;
    const empty =
      '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
    const ods = saved(bookOf({ S: table }), 'ods');
    const ending = (xml: string) => ({ 'content.xml': (text: string) => text.replace('</table:table>', `${xml}</table:table>`) });
    await expect(sheetsIn(await changed(ods, ending(row)))).rejects.toMatchObject({ code: 'import/too-many-cells' });
    expect((await readSheet(await changed(ods, ending(empty)))).rows).toHaveLength(2);
  });

  test('a password', async () => {
    const locked = CFB.utils.cfb_new();
    CFB.utils.cfb_add(locked, '/EncryptedPackage', Buffer.alloc(64));
    CFB.utils.cfb_add(locked, '/EncryptionInfo', Buffer.alloc(64));
    const file = new Blob([Uint8Array.from(CFB.write(locked, { type: 'buffer' }) as Uint8Array)]);
    expect((await sniff(file, 'x.xlsx', importers))?.id).toBe('workbook');
    await expect(sheetsIn(file)).rejects.toMatchObject({ code: 'import/encrypted' });
  });

  test('a cut or mangled file', async () => {
    await expect(sheetsIn(whole.slice(0, whole.size - 30))).rejects.toMatchObject({ code: 'import/damaged-zip' });
    const xls = saved(bookOf({ S: table }), 'xls');
    await expect(sheetsIn(xls.slice(0, 700))).rejects.toMatchObject({ code: 'import/damaged-workbook' });
  });
});

test('East Asian date formats are known by their number', async () => {
  const cell = { t: 'n', v: 45296, z: '0.000' };
  const file = await changed(
    saved(
      bookOf({
        S: [
          ['Day', 'What'],
          [cell, 'x'],
        ],
      }),
    ),
    {
      'xl/styles.xml': (xml) => xml.replace(/<numFmts.*?<\/numFmts>/, '').replaceAll(/numFmtId="(?:164|\d{2,3})"/g, 'numFmtId="31"'),
    },
  );
  expect((await readSheet(file)).rows).toEqual([['2024-01-05', 'x']]);
});

test('a wrong dimension and text in runs are read from the cells themselves', async () => {
  const sheet = utils.aoa_to_sheet([
    ['a', 'b'],
    ['x', 1],
    ['y', 2],
  ]);
  const file = await changed(saved(bookOf({ S: sheet })), {
    'xl/worksheets/sheet1.xml': (xml) =>
      xml
        .replace(/<dimension[^>]*>/, '<dimension ref="A1"/>')
        .replace(
          /<c r="A2"[^>]*>.*?<\/c>/,
          '<c r="A2" t="inlineStr"><is><r><t>x</t></r><r><t xml:space="preserve"> and y</t></r></is></c>',
        ),
  });
  expect((await readSheet(file)).rows).toEqual([
    ['x and y', '1'],
    ['y', '2'],
  ]);
});
