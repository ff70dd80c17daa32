import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ordersText, pair, texts } from './support/formats.ts';
import { dropAccounted, openAccounted, orders, settled, type Told } from './support/report.ts';
import { call, type NamedBytes, type NamedText, startEngine, visit } from './support/site.ts';

/** Number of order rows and their sum in cents. */
async function sums(page: Page): Promise<[number, number]> {
  const [row] = await call<{ n: number; cents: number }[]>(
    page,
    'sql',
    'select count(*) as n, cast(coalesce(sum(net_amount), 0) * 100 as bigint) as cents from orders',
  );
  return [Number(row?.n), Number(row?.cents)];
}

/** Opens files both ways: by the interface, whose report must be exactly this, and dropped; page, report and SQL agree. */
async function journey(page: Page, files: (NamedText | NamedBytes)[], expected: Told[], rowsAndCents: [number, number]): Promise<void> {
  await test.step(files.map(({ name }) => name).join(', '), async () => {
    const { report, files: found } = await openAccounted(page, files);
    expect(found).toEqual(expected);
    expect(await sums(page)).toEqual(rowsAndCents);
    await call(page, 'reset');
    await dropAccounted(page, files, report);
    expect(await sums(page)).toEqual(rowsAndCents);
    await call(page, 'reset');
  });
}

const sheet = (name: string, title: string, rows: number, but: Partial<Told> = {}): Told =>
  orders(name, rows, {
    ...{ sheet: title, encoding: '', delimiter: '' },
    columns: ['Order ID → order_id', 'Customer ID → customer_id', 'Order Date → date', 'Amount → net_amount'],
    ...but,
  });

const passedBy = (name: string, title: string): Told =>
  sheet(name, title, 0, { headerLine: 0, grain: 'record', table: 'none', columns: [] });

test.beforeEach(async ({ page }) => {
  await visit(page);
  await startEngine(page);
});

test('text in the encodings and shapes in which systems write it', async ({ page }) => {
  await journey(page, [{ name: 'orders.csv', text: ordersText() }], [orders('orders.csv', 6)], [6, 7680]);
  await journey(
    page,
    [texts.gb18030()],
    [
      orders('订单.csv', 3, {
        encoding: 'gb18030',
        columns: ['订单编号 → order_id', '客户编号 → customer_id', '下单时间 → date', '实付金额 → net_amount', '商品名称 → product_name'],
      }),
    ],
    [3, 23075],
  );
  await journey(page, [texts.utf16()], [orders('orders.tsv', 6, { encoding: 'utf-16le', delimiter: '\t' })], [6, 7680]);
  await journey(page, [texts.gzip()], [orders('orders.csv.gz', 6)], [6, 7680]);
  await journey(
    page,
    [pair('text/fixed-width-header.txt')],
    [
      orders('fixed-width-header.txt', 11, {
        ...{ delimiter: '', loaded: 8, notRecords: 2, quarantined: 1 },
        columns: [...orders('', 0).columns, 'product → product_name'],
        problems: [{ line: 10, column: '', rule: 'boundary', found: '' }],
      }),
    ],
    [8, 37800],
  );
});

test('a file without a header waits until a person says what its columns are', async ({ page }) => {
  const file = texts.headerless();
  const { report, files } = await openAccounted(page, [file]);
  const columns = [1, 2, 3, 4].map((number) => `column_${number}`);
  expect(files).toEqual([
    orders('headerless.csv', 6, {
      ...{ headerLine: 0, grain: 'record', table: 'none', loaded: 0, quarantined: 6 },
      columns: columns.map((name) => `${name} → ignored`),
      problems: [1, 2, 3, 4, 5, 6].map((line) => ({ line, column: '', rule: 'missing-column', found: '' })),
    }),
  ]);
  await call(page, 'reset');
  await dropAccounted(page, [file], report);
  await expect(page).toHaveURL(/#\/data/);
  const roles = Object.fromEntries(['order_id', 'customer_id', 'date', 'net_amount'].map((role, index) => [columns[index], role]));
  const corrected = await openAccounted(page, [file], { corrections: { 'headerless.csv': { table: 'orders', roles } } });
  expect(corrected.files).toEqual([
    orders('headerless.csv', 6, { headerLine: 0, columns: columns.map((name) => `${name} → ${String(roles[name])}`) }),
  ]);
  expect(await sums(page)).toEqual([6, 7680]);
});

test('workbooks of every kind: sheets, hidden ones, dates of 1904, merged cells', async ({ page }) => {
  await journey(
    page,
    [pair('workbook/several-sheets.xlsx')],
    [
      passedBy('several-sheets.xlsx', 'Readme'),
      sheet('several-sheets.xlsx', 'Orders', 3),
      passedBy('several-sheets.xlsx', 'Lists'),
      passedBy('several-sheets.xlsx', 'Empty'),
    ],
    [3, 122580],
  );
  await journey(page, [pair('workbook/dates-1904.xlsx')], [sheet('dates-1904.xlsx', 'Orders', 3)], [3, 122580]);
  await journey(
    page,
    [pair('workbook/merged-header.xlsx')],
    [
      sheet('merged-header.xlsx', '订单', 4, {
        ...{ headerLine: 2, loaded: 2, notRecords: 2 },
        columns: ['订单/订单编号 → order_id', '订单/客户编号 → customer_id', '交易/下单日期 → date', '交易/金额 → net_amount'],
      }),
    ],
    [2, 5550],
  );
  await journey(
    page,
    [pair('workbook/merged-keys.xlsx')],
    [
      sheet('merged-keys.xlsx', 'Lines', 3, {
        grain: 'order-line',
        columns: [...sheet('', '', 0).columns.slice(0, 3), 'Product → product_name', 'Amount → net_amount'],
      }),
    ],
    [3, 3550],
  );
  for (const name of ['orders-97.xls', 'orders-open.ods'])
    await journey(page, [pair(`workbook/${name}`)], [sheet(name, 'Orders', 3)], [3, 122580]);
});

test('a hidden sheet is read when a person asks for it', async ({ page }) => {
  const file = pair('workbook/several-sheets.xlsx');
  const { files } = await openAccounted(page, [file], { corrections: { 'several-sheets.xlsx › Lists': { include: true } } });
  expect(files.find((one) => one.sheet === 'Lists')).toMatchObject({ rowsIn: 1, columns: ['a → ignored', 'b → ignored'] });
});

test('JSON, Parquet and Arrow', async ({ page }) => {
  const typed = { delimiter: '', headerLine: 0 };
  await journey(page, [texts.json()], [orders('orders.json', 6, typed)], [6, 7680]);
  await journey(page, [texts.ndjson()], [orders('orders.ndjson', 6, typed)], [6, 7680]);
  const columns = ['order_id → order_id', 'customer_id → customer_id', 'order_date → date', 'amount → net_amount'];
  for (const path of ['parquet/orders.parquet', 'arrow/orders-file.arrow', 'arrow/orders-stream.arrows']) {
    const file = pair(path);
    await journey(page, [file], [orders(file.name, 30, { ...typed, columns })], [30, 80400]);
  }
});

test('an archive with a tree is the union of what lies in it; several files at once are one set of tables', async ({ page }) => {
  const english = { columns: sheet('', '', 0).columns };
  await journey(
    page,
    [pair('archive/two-months.zip')],
    [
      orders('two-months.zip/2024/january.csv', 2, english),
      orders('two-months.zip/2024/february.csv', 1, english),
      sheet('two-months.zip/2024/customers.xlsx', 'Customers', 2, {
        ...{ grain: 'record', table: 'customers' },
        columns: ['Customer ID → customer_id', 'Email → email', 'City → attribute'],
      }),
    ],
    [3, 6760],
  );
  await journey(
    page,
    [{ name: 'orders.csv', text: ordersText() }, pair('workbook/orders-97.xls'), pair('parquet/orders.parquet')],
    [
      orders('orders.csv', 6),
      sheet('orders-97.xls', 'Orders', 3),
      orders('orders.parquet', 30, {
        ...{ delimiter: '', headerLine: 0 },
        columns: ['order_id → order_id', 'customer_id → customer_id', 'order_date → date', 'amount → net_amount'],
      }),
    ],
    [39, 7680 + 122580 + 80400],
  );
});

test('a table is pasted', async ({ page }) => {
  const { report } = await openAccounted(page, [{ name: 'Pasted table 1.tsv', text: ordersText('\t') }]);
  await call(page, 'reset');
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    clipboardData.setData('text/html', '<table><tr><td onclick="alert(1)">x</td></tr></table>');
    document.querySelector('main')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, ordersText('\t'));
  await settled(page, report);
  expect(await sums(page)).toEqual([6, 7680]);
});
