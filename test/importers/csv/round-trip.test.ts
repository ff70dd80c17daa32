import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { read, serialise } from './support.ts';

/** What each encoding can write beside ASCII. */
const alphabets: Record<string, string> = {
  'utf-8': '客户🍵éЖ€',
  'utf-16le': '客户🍵éЖ€',
  gb18030: '客户茶叶订单🍵é',
  big5: '客戶茶葉訂單許功蓋',
  shift_jis: '顧客お茶ソ表能',
  'euc-kr': '고객주문녹차',
  'windows-1252': 'éüñß€“”–',
  'windows-1250': 'żółčřęő',
  'windows-1251': 'ЖиваяВода',
};

const table = (alphabet: string) => {
  const character = fc.constantFrom(...'abcXYZ019 .-_"\n', ...alphabet);
  const cell = fc.array(character, { maxLength: 8 }).map((characters) => `v${characters.join('')}`);
  return fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));
};

test.each(Object.entries(alphabets))('%s: every table in every dialect comes back to the letter', async (encoding, alphabet) => {
  await fc.assert(
    fc.asyncProperty(
      table(alphabet),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async (rows, delimiter, newline, last) => {
        const header = rows[0]?.map((_, index) => `name_${index}`) ?? [];
        const text = serialise([header, ...rows], { delimiter, newline, always: true, last });
        const bytes = new Uint8Array(iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' }));
        const reading = await read(bytes, { encoding, delimiter, headerLine: 1 });
        expect(reading.rows).toEqual(rows);
        const peer = Papa.parse<string[]>(text, { delimiter, newline, skipEmptyLines: true }).data;
        expect(reading.summary.records).toBe(peer.length - 1);
      },
    ),
    { numRuns: 150, seed: 17 },
  );
});
