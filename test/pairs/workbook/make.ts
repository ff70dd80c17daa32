import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BookType, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';

/** Writes the workbooks of this folder: `npx tsx test/pairs/workbook/make.ts`. All people and orders are invented. */
const folder = import.meta.dirname;
mkdirSync(folder, { recursive: true });

const day = (serial: number, z = 'yyyy-mm-dd') => ({ t: 'n', v: serial, z });
const orders = (first = 45296) => [
  ['Order ID', 'Customer ID', 'Order Date', 'Amount'],
  ['1001', 'C01', day(first), 25.5],
  ['1002', 'C02', day(first + 1.5), 0.1 + 0.2],
  ['1003', 'C01', day(first + 40), 1200],
];

function save(
  name: string,
  sheets: Record<string, unknown[][] | WorkSheet>,
  bookType: BookType = 'xlsx',
  change?: (book: WorkBook) => void,
): void {
  const book = utils.book_new();
  for (const [title, sheet] of Object.entries(sheets))
    utils.book_append_sheet(book, Array.isArray(sheet) ? utils.aoa_to_sheet(sheet) : sheet, title);
  book.Workbook = { Sheets: book.SheetNames.map((title) => ({ name: title, Hidden: 0 })) };
  change?.(book);
  writeFileSync(join(folder, name), new Uint8Array(write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer));
}

function merged(rows: unknown[][], ...ranges: string[]): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows);
  sheet['!merges'] = ranges.map((range) => utils.decode_range(range));
  return sheet;
}

save('orders.xlsx', { Orders: orders() });
save('orders-binary.xlsb', { Orders: orders() });
save('orders-97.xls', { Orders: orders() }, 'biff8');
save('orders-open.ods', { Orders: orders() }, 'ods');
save('orders-2003.xls', { Orders: orders() }, 'xlml');
save(
  'orders-page.xls',
  {
    Orders: [
      ['Order ID', 'Customer ID', 'Order Date', 'Amount'],
      ['1001', 'C01', '2024-01-05', '25.50'],
      ['1002', 'C02', '2024-01-06', '30.10'],
    ],
  },
  'html',
);
save('dates-1904.xlsx', { Orders: orders(45296 - 1462) }, 'xlsx', (book) => {
  book.Workbook = { ...book.Workbook, WBProps: { date1904: true } };
});
save(
  'several-sheets.xlsx',
  {
    Readme: [['All orders of the shop.'], ['Made by the office.']],
    Orders: orders(),
    Lists: [
      ['a', 'b'],
      [1, 2],
    ],
    Empty: [],
  },
  'xlsx',
  (book) => {
    const lists = book.Workbook?.Sheets?.[2];
    if (lists) lists.Hidden = 2;
  },
);
save('merged-header.xlsx', {
  订单: merged(
    [
      ['2024年销售明细', null, null, null],
      ['订单', null, '交易', null],
      ['订单编号', '客户编号', '下单日期', '金额'],
      ['1001', 'C01', day(45296), 25.5],
      ['1002', 'C02', day(45297), 30],
      ['合计', null, null, 55.5],
    ],
    'A1:D1',
    'A2:B2',
    'C2:D2',
  ),
});
save('merged-keys.xlsx', {
  Lines: merged(
    [
      ['Order ID', 'Customer ID', 'Order Date', 'Product', 'Amount'],
      ['1001', 'C01', day(45296), 'tea', 10],
      [null, null, null, 'cup', 15.5],
      ['1002', 'C02', day(45297), 'tea', 10],
    ],
    'A2:A3',
    'B2:B3',
    'C2:C3',
  ),
});
save('preamble.xlsx', { Report: [['Sales report'], ['Period', '2024'], [], ...orders()] });
save('numbers.xlsx', {
  Orders: [
    ['Order ID', 'Customer ID', 'Order Date', 'Amount', 'Discount'],
    [6.22202112345678e15, 'C01', day(45296), 10, { t: 'n', v: 0.15, z: '0%' }],
    [6.22202112345679e15, 'C02', day(45297), { t: 'e', v: 0x2a }, { t: 'n', v: 0.2, z: '0%' }],
  ],
});
save('header-only.xlsx', { Orders: [['Order ID', 'Customer ID', 'Order Date', 'Amount']] });
