import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeOrders } from './support/orders.ts';
import { call, type NamedText, open, visit } from './support/site.ts';

const lens = (page: Page, id: string): Locator => page.locator(`[data-lens="${id}"]`);
const headline = (page: Page, id: string): Locator => lens(page, id).getByRole('heading').first();

/** The book over files of a test, once every lens has its answer for them. */
async function book(page: Page, files: readonly NamedText[]): Promise<void> {
  test.setTimeout(180_000);
  await visit(page, '#/data');
  await open(page, files);
  await page.goto('./#/notebook/retention');
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('[data-lens]').count()).toBe(13);
  await expect(page.locator('[data-lens]:not([data-state="ready"])')).toHaveCount(0, { timeout: 120_000 });
}

const orders = { name: 'orders.csv', text: makeOrders(200).csv };

test('a row of the triangle narrows the other figures, lists its customers, and “show all” takes it back', async ({ page }) => {
  await book(page, [orders]);
  const all = await headline(page, 'survival').innerText();
  const state = (cell: string): Locator => page.locator(`[data-cell="${cell}"]`).getByRole('status').first();
  await expect(state('survival').getByRole('button')).toHaveCount(0);

  const triangle = lens(page, 'cohorts').locator('.perennial-drawing');
  await triangle.focus();
  await page.keyboard.press('Home');
  const tip = triangle.locator('.perennial-tip');
  await expect(tip).toContainText(/\d+ customers/);
  const told = await tip.innerText();
  await page.keyboard.press('Enter');
  for (const cell of ['survival', 'cohorts', 'clv-models', 'tracking'])
    await expect(state(cell).getByRole('button', { name: 'Show all' })).toBeVisible();
  await expect(state('survival')).toContainText('Cohort: 2022-02'); // those of January may have come before the file
  await expect(headline(page, 'survival')).not.toHaveText(all, { timeout: 60_000 });
  await expect(headline(page, 'survival')).toContainText('All others');

  await triangle.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Customers behind this mark' });
  const [row] = await call<{ n: number }[]>(
    page,
    'sql',
    `select count(*) as n from (select customer_id, min(date) as first from orders group by 1)
       where first between '2022-02-01' and '2022-02-28' and customer_id in (select customer_id from stages where start_known)`,
  );
  expect(told).toContain(`${row?.n} customers`);
  await expect(drawer.getByText(`${row?.n} customers`, { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await state('tracking').getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByRole('button', { name: 'Show all' })).toHaveCount(0);
  await expect(headline(page, 'survival')).toHaveText(all, { timeout: 60_000 });
});

test('一位客户的时间线：键盘即可添加、移动、删除与撤销购买，数字随之改变', async ({ page }) => {
  await book(page, [orders]);
  await page.getByRole('button', { name: '切换到简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  const outlook = lens(page, 'customer-outlook');
  const purchases = outlook.getByRole('slider', { name: /^第/ });
  const numbers = outlook.getByRole('table').first();
  await expect(headline(page, 'customer-outlook')).toHaveText(/[\u4e00-\u9fff]/);
  await expect(purchases.first()).toBeVisible();
  const count = await purchases.count();
  const first = await numbers.innerText();
  const said = await headline(page, 'customer-outlook').innerText();

  await outlook.getByRole('button', { name: '今天添加一次购买' }).press('Enter');
  await expect(purchases).toHaveCount(count + 1);
  await expect(numbers).not.toHaveText(first, { useInnerText: true });
  await expect(headline(page, 'customer-outlook')).not.toHaveText(said);
  const bought = await numbers.innerText();

  const last = purchases.nth(count);
  const day = Number(await last.getAttribute('aria-valuenow'));
  await last.press('Shift+ArrowLeft');
  await expect(last).toHaveAttribute('aria-valuenow', String(day - 7));
  await expect(last).toBeFocused();
  await expect(numbers).not.toHaveText(bought, { useInnerText: true });

  await last.press('Delete');
  await expect(purchases).toHaveCount(count);
  await expect(numbers).toHaveText(first, { useInnerText: true });
  for (const expected of [count + 1, count + 1, count]) {
    await outlook.getByRole('button', { name: '撤销' }).press('Enter');
    await expect(purchases).toHaveCount(expected);
  }
  await expect(outlook.getByRole('button', { name: '撤销' })).toBeDisabled();
  await expect(headline(page, 'customer-outlook')).toHaveText(said);
});

test('few customers get the formula with a range in place of a model, and each figure of a model says why it is silent', async ({
  page,
}) => {
  await book(page, [{ name: 'few.csv', text: makeOrders(60).csv }]);
  await expect(headline(page, 'clv')).toHaveText(
    /^By formula .*, assuming a 30% margin; with fewer than 100 customers no model is fitted$/,
  );
  await expect(lens(page, 'clv').locator('.perennial-drawing')).toBeVisible();
  for (const id of ['clv-models', 'tracking', 'customer-outlook', 'recency-frequency', 'heterogeneity', 'iso-value'])
    await expect(lens(page, id).getByText('Fewer than 100 customers: no model of buying is fitted.')).toBeVisible();
  await expect(page.locator('[data-lens] [role="alert"]')).toHaveCount(0);
});

test('where customers have contracts, lives end with them', async ({ page }) => {
  const contracts = Array.from({ length: 120 }, (_, i) => {
    const start = new Date(Date.UTC(2018, i % 12, 1));
    const years = 1 + ((i * i) % 9);
    const end = new Date(Date.UTC(2018 + years, i % 12, 0));
    const iso = (day: Date): string => day.toISOString().slice(0, 10);
    return `S${i},C${i + 1},${iso(start)},${years > 6 ? '' : iso(end)},basic`;
  });
  await book(page, [
    { name: 'orders.csv', text: makeOrders(120).csv },
    { name: 'subscriptions.csv', text: ['contract_id,customer_id,start,end,plan', ...contracts].join('\n') },
  ]);
  await expect(lens(page, 'survival')).toContainText('Share of customers still under contract after so many renewals');
  await expect(headline(page, 'survival')).toHaveText(/^(Half of the customers have not renewed|\d+%.* still under contract)/);
  await expect(lens(page, 'survival').locator('.perennial-drawing')).toBeVisible();
  await page.getByRole('button', { name: '切换到简体中文' }).click();
  await expect(headline(page, 'survival')).toHaveText(/合同|续约/);
});

test('scripts fit every value model on rows of their own, and the page goes on meanwhile', async ({ page }) => {
  test.setTimeout(180_000);
  await visit(page, '#/data');
  const bought = Array.from({ length: 900 }, (_, i) => {
    const x = [0, 0, 0, 1, 0, 2, 0, 5, 1][i % 9]!;
    const t_x = x === 0 ? 0 : x + ((i * 7) % 25);
    return { x, t_x, T: 30 + ((i * 11) % 21), logGaps: x === 0 ? 0 : x * Math.log(t_x / x) - 0.4 };
  });
  const spends = Array.from({ length: 60 }, (_, i) => ({ x: 1 + (i % 4), m: 20 + ((i * 37) % 50) }));
  const survivors = [1000, 869, 743, 653, 593];
  const lives = Array.from({ length: 60 }, (_, i) => ({ time: 1 + ((i * 7) % 20), ended: i % 3 > 0, age: 20 + ((i * 13) % 40) }));
  const rows = { 'bg-nbd': bought, 'mbg-nbd': bought, 'pareto-nbd': bought, 'bg-cnbd-k': bought, 'bg-bb': bought };
  const all = { ...rows, 'gamma-gamma': spends, sbg: survivors, bdw: survivors, 'kaplan-meier': lives, cox: lives };
  for (const [id, data] of Object.entries(all)) {
    const { estimates, reason, n } = await call<{ estimates: object | null; reason: unknown; n: number }>(page, 'model', id, { data });
    expect([id, reason], 'nothing refused').toEqual([id, null]);
    expect(estimates).not.toBeNull();
    expect(n).toBe(typeof data[0] === 'number' ? data[0] : data.length);
  }
  const { estimates } = await call<{ estimates: Record<string, number> }>(page, 'model', 'sbg', { data: survivors });
  expect(estimates.alpha).toBeCloseTo(1.28098, 4); // Fader & Hardie 2007, "High End", four renewals
  expect(estimates.beta).toBeCloseTo(7.79038, 3);

  const turns = await page.evaluate(async (data) => {
    const { perennial } = globalThis as unknown as { perennial: { model(id: string, options: object): Promise<unknown> } };
    const many = Array.from({ length: 8 }, (_, i) => data.map((row) => ({ ...row, T: row.T + i / 7 }))).flat();
    let count = 0;
    const ticking = setInterval(() => (count += 1), 1);
    await perennial.model('pareto-nbd', { data: many });
    clearInterval(ticking);
    return count;
  }, bought);
  expect(turns).toBeGreaterThan(5); // a fit in the page's own thread would leave none
});

test('the settings part what models learn from and what they are tried on; a day that leaves one side empty is refused, and undo takes it back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await visit(page, '#/data');
  await open(page, [orders]);
  await page.goto('./#/data');
  await page.getByRole('tab', { name: 'Settings' }).click();
  const field = page.getByLabel('Value models learn up to');
  const again = page.getByRole('button', { name: 'Analyse again' });
  const split = async (): Promise<string> =>
    String((await call<{ day: string }[]>(page, 'sql', 'select calibration_end as day from purchase_facts'))[0]?.day);
  const half = await split();
  const hint = page.locator('#split-hint');
  await expect(hint).toContainText(/Empty: half of the file\.\s+In force: /, { timeout: 60_000 });

  await field.fill('2021-12-01');
  await expect(hint).toContainText('Too early: the first purchase is of ');
  await expect(again).toBeDisabled();
  await field.fill('2031-01-01');
  await expect(hint).toContainText('Too late: the data end on ');
  await expect(again).toBeDisabled();

  await field.fill('2024-03-31');
  await again.click();
  await expect.poll(split, { timeout: 60_000 }).toBe('2024-03-31');
  await expect(hint).toContainText(/In force: (Mar 31, 2024|31 Mar 2024)/, { timeout: 60_000 });

  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect.poll(split, { timeout: 60_000 }).toBe(half);
  await expect(field).toHaveValue('');
});
