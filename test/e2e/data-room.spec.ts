import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeAmbiguousOrders, makeOrders } from './support/orders.ts';
import { call, drop, open, startEngine, visit } from './support/site.ts';

const header = 'order_id,customer_id,date,net_amount';
/** A file of the import tests, with its bytes. */
const pair = (path: string): Buffer => readFileSync(new URL(`../pairs/${path}`, import.meta.url));
const room = (page: Page): Locator => page.getByRole('main');
const card = (page: Page, name: string): Locator => room(page).getByRole('region', { name, exact: true });
const bucket = (page: Page, file: RegExp, label: string): Locator =>
  room(page).getByRole('row', { name: file }).first().locator(`[data-label="${label}"]`);

/** Drops files with their bytes, once everything is in memory. */
async function dropBytes(page: Page, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (parts) => {
      const data = new DataTransfer();
      for (const { name, text } of parts) data.items.add(new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name));
      return data;
    },
    files.map(({ name, bytes }) => ({ name, text: bytes.toString('base64') })),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', type, { dataTransfer: transfer });
}

async function numberOf(page: Page, query: string): Promise<number> {
  const [row] = await call<{ x: number }[]>(page, 'sql', query);
  return Number(row?.x);
}
const orderLines = (page: Page): Promise<number> => numberOf(page, 'select count(*) as x from orders');

test.beforeEach(async ({ page }) => {
  await visit(page, '#/data');
  await startEngine(page);
});

test('a question shows rows in both readings, names its file, and can be undone', async ({ page }) => {
  await drop(page, [{ name: 'ambiguous.csv', text: makeAmbiguousOrders() }]);
  const questions = room(page).getByRole('region', { name: 'To be settled by you' });
  await expect(questions).toContainText('ambiguous.csv');
  await expect(questions.getByRole('row')).toHaveCount(4);
  await expect(questions.getByRole('row').nth(1).getByRole('cell')).toHaveCount(4);
  await expect(bucket(page, /ambiguous\.csv/, 'Quarantined')).toHaveText('48');
  await questions.getByRole('button', { name: /Day first/ }).click();
  await expect(questions).toBeHidden();
  await expect(bucket(page, /ambiguous\.csv/, 'Loaded')).toHaveText('48');
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(questions).toBeVisible();
  await expect(bucket(page, /ambiguous\.csv/, 'Quarantined')).toHaveText('48');
});

test('values are repaired in their place and by rule; the list of the rest is downloaded whole', async ({ page }) => {
  const good = Array.from({ length: 240 }, (_, n) => `G${n},K${n % 9},2023-01-${10 + (n % 20)},${n + 1}.00`);
  const bad = Array.from({ length: 61 }, (_, n) => `B${n},K${n % 9},2023-02-${10 + (n % 18)},${n === 60 ? '1O.00' : 'ten'}`);
  await open(page, [{ name: 'faults.csv', text: [header, ...good, ...bad].join('\n') }]);
  await expect(bucket(page, /faults\.csv/, 'Quarantined')).toHaveText('61');
  const file = card(page, 'faults.csv');

  const download = page.waitForEvent('download');
  await file.getByRole('button', { name: 'Download as CSV' }).click();
  const saved = readFileSync(await (await download).path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(saved).toHaveLength(62);
  expect(saved.at(-1)).toContain('faults.csv,302,net_amount');

  await file.getByRole('button', { name: /Record of line 242:/ }).click();
  await file.getByLabel('net_amount should be').fill('10.00');
  await file.getByRole('button', { name: 'Repair and read again' }).click();
  await expect(bucket(page, /faults\.csv/, 'Quarantined')).toHaveText('60');
  await file.getByRole('button', { name: /Record of line 243:/ }).click();
  await file.getByLabel('net_amount should be').fill('10.00');
  await file.getByLabel('Everywhere “ten” stands in this column').check();
  await file.getByRole('button', { name: 'Repair and read again' }).click();
  await expect(bucket(page, /faults\.csv/, 'Quarantined')).toHaveText('1');
  expect(await orderLines(page)).toBe(300);
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(bucket(page, /faults\.csv/, 'Quarantined')).toHaveText('60');
});

test('a remedy does what it told, stands in the ledger and can be taken back', async ({ page }) => {
  const orders = makeOrders(20);
  const guests = 'N1,,2023-03-03,100.00,1\nN2,,2023-03-04,50.00,1\n';
  await open(page, [{ name: 'shop.csv', text: orders.csv + guests }]);
  const before = orders.cents + 15_000;
  const cents = (): Promise<number> => numberOf(page, 'select round(sum(net_amount) * 100)::DOUBLE as x from orders');
  await page.getByRole('tab', { name: 'Doctor' }).click();
  await page.getByRole('button', { name: 'Leave unknown buyers out of revenue too' }).click();
  const ledger = room(page).getByRole('region', { name: 'Applied' });
  await expect(ledger).toContainText('2 rows changed');
  await expect(ledger).toContainText((before / 100).toLocaleString('en', { maximumFractionDigits: 2 }));
  expect(await cents()).toBe(orders.cents);
  await ledger.getByRole('button', { name: 'Take back' }).click();
  await expect(ledger).toBeHidden();
  await expect(page.getByRole('button', { name: 'Leave unknown buyers out of revenue too' })).toBeVisible();
  expect(await cents()).toBe(before);
});

test('the doctor examines the sample company until a person brings files', async ({ page }) => {
  await page.getByRole('tab', { name: 'Doctor' }).click();
  await expect(room(page).getByRole('heading', { name: /repeat a line of the same order/ })).toBeVisible({ timeout: 45_000 });
  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(room(page).getByRole('heading', { name: 'No file yet' })).toBeVisible();
});

test('sheets that are left out stand in a list and can be read all the same; files that failed say why', async ({ page }) => {
  await dropBytes(page, [
    { name: 'sheets.xlsx', bytes: pair('workbook/several-sheets.xlsx') },
    { name: 'password-only.zip', bytes: pair('archive/password-only.zip') },
  ]);
  await expect(page).toHaveURL(/#\/data/);
  const left = room(page).getByRole('region', { name: 'Left out' });
  await expect(left.getByRole('listitem')).toHaveCount(3);
  await expect(room(page).getByRole('region', { name: 'Could not be read' })).toContainText('password');
  await left.getByRole('button', { name: 'Read it all the same: sheets.xlsx › Lists' }).click();
  await expect(left.getByRole('listitem')).toHaveCount(2);
  await expect(
    room(page)
      .getByRole('row', { name: /sheets\.xlsx › Lists/ })
      .first(),
  ).toBeVisible();
});

test('an encoding that was guessed is set right by hand', async ({ page }) => {
  await dropBytes(page, [{ name: 'gb.csv', bytes: pair('text/gb18030.csv') }]);
  await expect(page).toHaveURL(/#\/notebook\/overview/);
  expect(await orderLines(page)).toBe(3);
  await page.evaluate(() => void (location.hash = '#/data'));
  const encoding = card(page, 'gb.csv').getByLabel('Encoding');
  await expect(encoding).toHaveValue('gb18030');
  await expect(card(page, 'gb.csv')).toContainText('王小明');
  await encoding.selectOption('windows-1252');
  await expect(card(page, 'gb.csv')).not.toContainText('王小明');
  await encoding.selectOption('gb18030');
  await expect(card(page, 'gb.csv')).toContainText('王小明');
});

test('the settings give the rates that several currencies wait for; the tables show the rows; the history tells what was done', async ({
  page,
}) => {
  await dropBytes(page, [{ name: 'currencies.csv', bytes: pair('orders/currencies-wait.csv') }]);
  await room(page)
    .getByRole('button', { name: /All, after exchange rates/ })
    .click();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Currency of the analysis').fill('eur');
  await page.getByLabel('Exchange rates').fill('USD 0.5\nJPY 0.01');
  await page.getByLabel('Relationships end').selectOption('true');
  await page.getByRole('button', { name: 'Analyse again' }).click();
  await expect.poll(() => orderLines(page)).toBe(4);
  expect(await numberOf(page, 'select round(sum(net_amount), 2)::DOUBLE as x from orders')).toBeCloseTo(5 + 3 + 7 + 1, 1);
  await room(page)
    .getByText(/^What was done/)
    .click();
  await expect(room(page).getByText('Settings changed')).toBeVisible();
  await page.getByRole('tab', { name: 'Tables' }).click();
  await room(page).locator('summary', { hasText: 'orders' }).first().click();
  await room(page).getByRole('button', { name: 'Show the first 100 rows' }).first().click();
  await expect(room(page).getByRole('region', { name: 'orders', exact: true }).getByRole('row')).toHaveCount(5);
  await room(page).getByRole('link', { name: 'See the Overview' }).click();
  await expect(room(page).getByText(/relationships end by contract/)).toBeVisible();
});

test('a newer export is compared with the one it replaces, by its name or when a person says so', async ({ page }) => {
  const line = (n: number, amount = '9.00'): string => `A${n},K${n % 5},2023-01-${10 + n},${amount}`;
  const first = [header, ...Array.from({ length: 12 }, (_, n) => line(n))].join('\n');
  const second = [header, ...Array.from({ length: 12 }, (_, n) => line(n + 1, n === 0 ? '5.00' : '9.00'))].join('\n');
  await open(page, [{ name: 'a.csv', text: first }]);
  await drop(page, [{ name: 'a.csv', text: second }]);
  const changed = room(page).getByRole('region', { name: 'What the newer export changed' });
  await expect(changed).toContainText('10 rows are the same');
  for (const [kind, detail] of [
    ['New rows: 1', 'A12'],
    ['Changed rows: 1', '9 → 5'],
    ['Vanished rows: 1', 'A0'],
  ] as const) {
    await changed.locator('summary', { hasText: kind }).click();
    await expect(changed).toContainText(detail);
  }
  await drop(page, [{ name: 'b.csv', text: first }]);
  await room(page).getByRole('button', { name: 'Yes, put it in place of a.csv' }).click();
  await expect(changed).toContainText('b.csv in place of a.csv');
  await expect(room(page).getByRole('row', { name: /^a\.csv/ })).toHaveCount(0);
  expect(await orderLines(page)).toBe(12);
});

test('a table is pasted', async ({ page }) => {
  const text = makeOrders(8).csv.replaceAll(',', '\t');
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.querySelector('main')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await expect.poll(() => orderLines(page)).toBe(makeOrders(8).lines);
});

test('the keyboard alone answers a question, opens a file and walks the tabs', async ({ page }) => {
  await drop(page, [{ name: 'ambiguous.csv', text: makeAmbiguousOrders() }]);
  const answer = room(page).getByRole('button', { name: /Day first/ });
  await answer.focus();
  await page.keyboard.press('Enter');
  await expect(answer).toBeHidden();
  const name = room(page).getByRole('button', { name: 'ambiguous.csv', exact: true });
  await expect(name).toHaveAttribute('aria-expanded', 'true');
  await name.focus();
  await page.keyboard.press('Enter');
  await expect(name).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await expect(card(page, 'ambiguous.csv').getByRole('heading', { level: 2 })).toBeFocused();
  await page.getByRole('tab', { name: 'Files' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Doctor' })).toBeFocused();
  await expect(room(page).getByRole('heading', { name: 'What may mislead' })).toBeVisible();
});

for (const [locale, colorScheme] of [
  ['en-GB', 'dark'],
  ['zh-CN', 'light'],
] as const) {
  test.describe(locale, () => {
    test.use({ locale, colorScheme });
    test('many files: no barrier that a program can find on any tab, and nothing to scroll sideways at 320 px', async ({ page }) => {
      const names = [
        'systems/shopify-orders.csv',
        'text/wrong-widths.csv',
        'text/quickbooks.csv',
        'columns/order-mixed.csv',
        'surveys/qualtrics.csv',
      ];
      await dropBytes(page, [
        ...names.map((path) => ({ name: path.replace(/.*\//, ''), bytes: pair(path) })),
        { name: 'sheets.xlsx', bytes: pair('workbook/several-sheets.xlsx') },
        { name: 'password-only.zip', bytes: pair('archive/password-only.zip') },
      ]);
      await expect(
        room(page)
          .getByRole('row', { name: /shopify-orders/ })
          .first(),
      ).toBeVisible({ timeout: 40_000 }); // seven files are read and analysed first
      for (const index of [0, 1, 2, 3]) {
        await page.getByRole('tab').nth(index).click();
        await expect(room(page).getByRole('progressbar')).toHaveCount(0);
        for (const summary of await room(page).locator('#room summary').all()) await summary.click();
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([]);
        await page.setViewportSize({ width: 320, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(
          0,
        );
        await page.setViewportSize({ width: 1280, height: 900 });
      }
    });
  });
}
