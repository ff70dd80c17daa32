import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { decodeStruct, encodeStruct } from '../../../src/importers/parquet/thrift.ts';
import { type Member, zipOf } from '../../importers/archive/support.ts';
import { ordersText, pair } from './formats.ts';
import type { NamedBytes } from './site.ts';

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
const zip = async (name: string, members: readonly Member[], options = {}): Promise<NamedBytes> => ({
  name,
  bytes: await bytesOf(zipOf(members, options)),
});

/** A zip whose members are all the same bytes. */
async function zipOfCopies(name: string, copies: number, inside: string, content: Uint8Array): Promise<NamedBytes> {
  const members = Array.from({ length: copies }, (_, index) => ({ name: `${index}${inside}`, content }));
  return zip(name, members);
}

/** Archives in archives in archives, eight in each, as 42.zip is built. */
export async function nestedBomb(): Promise<NamedBytes> {
  let inner = await zip('0.zip', [{ name: '0.csv', content: Buffer.alloc(4 * 2 ** 20, 'a,b\n') }]);
  for (let level = 1; level < 5; level += 1) inner = await zipOfCopies(`${level}.zip`, 8, '.zip', inner.bytes);
  return { ...inner, name: '42.zip' };
}

/** Two hundred archives side by side, each of which unpacks to 129 MB. */
export async function wideBomb(): Promise<NamedBytes> {
  const inner = await zip('x.zip', [{ name: 'x.csv', content: Buffer.alloc(129 * 2 ** 20, 'a,b\n') }]);
  return zipOfCopies('wide.zip', 200, '.zip', inner.bytes);
}

/** Directory entries that name the same packed bytes. */
export const overlapping = (): NamedBytes => pair('archive/overlapping.zip');

const book = (sheet: Member, more: Member[] = []): Member[] => [
  {
    name: '[Content_Types].xml',
    content:
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  },
  {
    name: '_rels/.rels',
    content:
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  },
  {
    name: 'xl/workbook.xml',
    content:
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content:
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  },
  sheet,
  ...more,
];

const sheetXml = (rows: string, prologue = ''): string =>
  `<?xml version="1.0"?>${prologue}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const cell = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const rowXml = (values: readonly string[]): string => `<row>${values.map(cell).join('')}</row>`;

/** A workbook with so many rows of orders. */
export async function largeBook(rows: number): Promise<NamedBytes> {
  const lines = Array.from({ length: rows }, (_, i) =>
    rowXml([`L${i}`, `C${i % 5000}`, `2023-0${1 + (i % 9)}-1${i % 10}`, `${i % 90}.25`]),
  );
  const content = sheetXml(rowXml(['order_id', 'customer_id', 'date', 'net_amount']) + lines.join(''));
  return zip('large.xlsx', book({ name: 'xl/worksheets/sheet1.xml', content }));
}

/** A workbook whose directory says that its sheet unpacks to 10 GB. */
export function hugeSheet(): Promise<NamedBytes> {
  const sheet = { name: 'xl/worksheets/sheet1.xml', content: sheetXml(rowXml(['a', 'b'])), declared: { size: 10 * 2 ** 30 } };
  return zip('huge-sheet.xlsx', book(sheet), { long: true });
}

/** A workbook whose sheet really unpacks to 400 MB of spaces. */
export function blankBomb(): Promise<NamedBytes> {
  const content = Buffer.concat([Buffer.from(sheetXml('')), Buffer.alloc(400 * 2 ** 20, ' ')]);
  return zip('blank.xlsx', book({ name: 'xl/worksheets/sheet1.xml', content }));
}

/** Entities of entities, in the sheet and in the list of sheets. */
export async function billionLaughs(place: 'sheet' | 'workbook'): Promise<NamedBytes> {
  const entities = Array.from({ length: 10 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('');
  const prologue = `<!DOCTYPE lolz [<!ENTITY l0 "lol">${entities}]>`;
  const members = book({ name: 'xl/worksheets/sheet1.xml', content: sheetXml(rowXml(['a', '&l10;']), place === 'sheet' ? prologue : '') });
  if (place === 'workbook') members[2] = { name: 'xl/workbook.xml', content: String(members[2]?.content).replace('?>', `?>${prologue}`) };
  return zip(`laughs-in-${place}.xlsx`, members);
}

/** A Parquet file whose footer says that it holds 2^62 rows. */
export function endlessParquet(): NamedBytes {
  const bytes = readFileSync(join(import.meta.dirname, '../../pairs/parquet/orders.parquet'));
  const length = bytes.readUInt32LE(bytes.length - 8);
  const from = bytes.length - 8 - length;
  const footer = decodeStruct(bytes.subarray(from, from + length));
  footer.set(3, { type: 6, value: 2n ** 62n });
  const written = encodeStruct(footer);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(written.length);
  return { name: 'endless.parquet', bytes: Buffer.concat([bytes.subarray(0, from), written, size, Buffer.from('PAR1')]) };
}

/** A few hundred kilobytes of gzip that become 300 MB of one and the same order. */
export function gzipBomb(): NamedBytes {
  const line = 'A1,C1,2024-01-15,10.00\n';
  return {
    name: 'bomb.csv.gz',
    bytes: gzipSync(Buffer.concat([Buffer.from('order_id,customer_id,date,net_amount\n'), Buffer.alloc(300 * 2 ** 20, line)])),
  };
}

/** Two tables among pictures, so many entries in all. */
export function crowdedZip(entries: number): Promise<NamedBytes> {
  const pictures = Array.from({ length: entries - 2 }, (_, index) => ({ name: `pictures/${index}.png`, content: 'x', stored: true }));
  const [header, ...lines] = ordersText().trimEnd().split('\n');
  const half = (from: number): string => [header, ...lines.slice(from, from + 3)].join('\n');
  return zip('crowded.zip', [{ name: 'a.csv', content: half(0) }, ...pictures, { name: 'b.csv', content: half(3) }]);
}
