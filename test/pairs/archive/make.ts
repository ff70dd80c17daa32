import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { type Member, zipOf } from '../../importers/archive/support.ts';

/** Writes the archives of this folder: `npx tsx test/pairs/archive/make.ts`. All people and orders are invented. */
const save = async (name: string, members: readonly Member[]): Promise<void> =>
  writeFileSync(join(import.meta.dirname, name), new Uint8Array(await zipOf(members).arrayBuffer()));

const january = 'Order ID,Customer ID,Order Date,Amount\n1001,C01,2024-01-05,25.50\n1002,C02,2024-01-06,30.10\n';
const february = 'Order ID,Customer ID,Order Date,Amount\n1003,C01,2024-02-05,12.00\n';
const book = utils.book_new();
utils.book_append_sheet(
  book,
  utils.aoa_to_sheet([
    ['Customer ID', 'Email', 'City'],
    ['C01', 'ann@mail.example', 'Bonn'],
    ['C02', 'ben@mail.example', 'Ulm'],
  ]),
  'Customers',
);
const customers = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);

await save('two-months.zip', [
  { name: '2024/', content: '', stored: true },
  { name: '2024/january.csv', content: january },
  { name: '2024/february.csv', content: february },
  { name: '2024/customers.xlsx', content: customers },
]);
await save('mac.zip', [
  { name: 'orders.csv', content: january },
  { name: '__MACOSX/._orders.csv', content: new Uint8Array([0, 5, 22, 7]) },
  { name: '.DS_Store', content: new Uint8Array([0, 0, 0, 1]) },
]);
await save('names-gbk.zip', [{ name: iconv.encode('订单明细/一月.csv', 'gbk'), content: january }]);
await save('not-data.zip', [
  { name: 'orders.csv', content: january },
  { name: 'invoice.pdf', content: '%PDF-1.4' },
  { name: 'README.txt', content: 'Orders of the shop' },
]);
await save('password.zip', [
  { name: 'orders.csv', content: january },
  { name: 'secret.csv', content: february, flags: 1 },
]);
await save('password-only.zip', [{ name: 'secret.csv', content: february, flags: 1 }]);
await save('nested.zip', [
  { name: 'inner.zip', content: new Uint8Array(await zipOf([{ name: 'orders.csv', content: january }]).arrayBuffer()), stored: true },
]);
const packed = async (name: string, content: Member['content']): Promise<Uint8Array> =>
  new Uint8Array(await zipOf([{ name, content }]).arrayBuffer());
await save('too-deep.zip', [{ name: 'a.zip', content: await packed('b.zip', await packed('orders.csv', january)) }]);
await save('overlapping.zip', [
  { name: 'a.csv', content: january },
  { name: 'b.csv', content: february, declared: { offset: 0 } },
]);
await save('bomb.zip', [{ name: 'a.csv', content: january, declared: { size: 3 * 2 ** 30 } }]);
writeFileSync(
  join(import.meta.dirname, 'orders.json.gz'),
  gzipSync(JSON.stringify([{ 'Order ID': '1001', 'Customer ID': 'C01', 'Order Date': '2024-01-05', Amount: 25.5 }])),
);
