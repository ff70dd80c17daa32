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

save('overlapping-sheets.xlsx', {
  'Year 2009-2010': [
    ['Invoice', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'Price', 'Customer ID', 'Country'],
    ['489434', '85048', 'LIGHTS', 12, day(40148.3, 'yyyy-mm-dd hh:mm'), 6.95, 13085, 'United Kingdom'],
    ['539993', '22386', 'BAG', 10, day(40515.4, 'yyyy-mm-dd hh:mm'), 1.95, 13313, 'United Kingdom'],
  ],
  'Year 2010-2011': [
    ['Invoice', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'Price', 'Customer ID', 'Country'],
    ['539993', '22386', 'BAG', 10, day(40515.4, 'yyyy-mm-dd hh:mm'), 1.95, 13313, 'United Kingdom'],
    ['540001', '21499', 'ROLL', 25, day(40520.5, 'yyyy-mm-dd hh:mm'), 0.42, 13313, 'United Kingdom'],
  ],
});
save('qualtrics.xlsx', {
  Sheet0: [
    ['StartDate', 'EndDate', 'Status', 'Progress', 'Finished', 'RecordedDate', 'ResponseId', 'ExternalReference', 'Q1'],
    [
      'Start Date',
      'End Date',
      'Response Type',
      'Progress',
      'Finished',
      'Recorded Date',
      'Response ID',
      'External Data Reference',
      'How satisfied are you?',
    ],
    [
      '{"ImportId":"startDate","timeZone":"America/Denver"}',
      '{"ImportId":"endDate","timeZone":"America/Denver"}',
      ...['status', 'progress', 'finished', 'recordedDate', '_recordId', 'externalDataReference', 'QID1'].map(
        (id) => `{"ImportId":"${id}"}`,
      ),
    ],
    [
      day(45323.5, 'yyyy-mm-dd hh:mm'),
      day(45323.51, 'yyyy-mm-dd hh:mm'),
      'IP Address',
      100,
      'True',
      day(45323.51, 'yyyy-mm-dd hh:mm'),
      'R_1',
      'C01',
      5,
    ],
    [
      day(45324.5, 'yyyy-mm-dd hh:mm'),
      day(45324.51, 'yyyy-mm-dd hh:mm'),
      'Survey Preview',
      100,
      'True',
      day(45324.51, 'yyyy-mm-dd hh:mm'),
      'R_2',
      'C02',
      4,
    ],
  ],
});
save('surveymonkey.xlsx', {
  Sheet: [
    ['Respondent ID', 'Collector ID', 'Start Date', 'End Date', 'How satisfied are you?', 'What do you buy?', null],
    [null, null, null, null, 'Response', 'Tea', 'Pots'],
    ['11000000001', '400000001', '01/15/2024 10:00:00', '01/15/2024 10:05:00', 5, 'Tea', null],
    ['11000000002', '400000001', '01/16/2024 10:00:00', '01/16/2024 10:05:00', 4, null, 'Pots'],
  ],
});
save('no-rows.xlsx', { Orders: orders(), Later: [['Order ID', 'Customer ID', 'Order Date', 'Amount']] });
save('grouped-names.xlsx', {
  Orders: [
    ['订单', null, '买家', '金额', null, '备注'],
    ['订单编号', '下单时间', '会员名', '数量', '实付金额', null],
    ['A100000000001', '2024-03-01 10:00:00', '李青', 2, 30, null],
    ['A100000000002', '2024-03-02 11:30:00', '王白', 1, 15.5, '快'],
  ],
});
