import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import type { NamedBytes, NamedText } from './site.ts';

/** A file of the pairs, as it lies there. */
export function pair(path: string): NamedBytes {
  return { name: path.split('/').pop() ?? path, bytes: readFileSync(join(import.meta.dirname, '../../pairs', path)) };
}

const days = ['2024-01-15', '2024-01-20', '2024-02-03', '2024-02-17', '2024-03-09', '2024-04-30'];
const rows = days.map((day, index) => [`A${index + 1}`, `C${(index % 3) + 1}`, day, `${10 + index}.${index}5`]);

/** Six orders of three customers, 76.80 in all, with a separator of one's choice. */
export function ordersText(separator = ',', header = ['order_id', 'customer_id', 'date', 'net_amount']): string {
  return [header, ...rows].map((cells) => cells.join(separator)).join('\n') + '\n';
}

const chinese = `订单编号,客户编号,下单时间,实付金额,商品名称
1001,甲01,2024-01-15 10:00:00,120.50,龙井茶
1002,乙02,2024-01-16 11:30:00,80.00,紫砂壶
1003,甲01,2024-02-20 09:15:00,30.25,茉莉花茶
`;

/** Text in the forms in which systems write it. */
export const texts = {
  gb18030: (): NamedBytes => ({ name: '订单.csv', bytes: iconv.encode(chinese, 'gb18030') }),
  utf16: (): NamedBytes => ({ name: 'orders.tsv', bytes: iconv.encode(ordersText('\t'), 'utf-16le', { addBOM: true }) }),
  gzip: (): NamedBytes => ({ name: 'orders.csv.gz', bytes: gzipSync(ordersText()) }),
  headerless: (): NamedText => ({ name: 'headerless.csv', text: ordersText().split('\n').slice(1).join('\n') }),
  json: (): NamedText => ({
    name: 'orders.json',
    text: JSON.stringify(rows.map(([order, customer, day, amount]) => ({ order, customer, day, amount: Number(amount) })))
      .replaceAll('"order"', '"order_id"')
      .replaceAll('"customer"', '"customer_id"')
      .replaceAll('"day"', '"date"')
      .replaceAll('"amount"', '"net_amount"'),
  }),
  ndjson: (): NamedText => ({
    name: 'orders.ndjson',
    text: rows.map(([order_id, customer_id, date, net_amount]) => JSON.stringify({ order_id, customer_id, date, net_amount })).join('\n'),
  }),
};
