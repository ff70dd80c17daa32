import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeOrders } from './support/orders.ts';
import { call, failureOf, open, startEngine, visit } from './support/site.ts';

/** Twenty-four months of thirty customers, some of whom stop. */
function orders(): string {
  const lines = ['order_id,customer_id,date,net_amount'];
  for (let month = 0; month < 24; month += 1)
    for (let c = 0; c < 30; c += 1) {
      if (c % 3 === 0 && month > 8 + (c % 7)) continue;
      const day = new Date(Date.UTC(2023, month, 1 + ((c * 7) % 27))).toISOString().slice(0, 10);
      lines.push(`o${month}-${c},K${String(c).padStart(3, '0')},${day},${50 + ((c * 13 + month * 7) % 90)}.00`);
    }
  return lines.join('\n');
}

const drawer = (page: Page): Locator => page.getByRole('dialog', { name: 'Customers behind this mark' });
const pill = (page: Page): Locator => page.getByRole('button', { name: /^As of .* Change$/ });

async function overview(page: Page): Promise<void> {
  await visit(page, '#/notebook/overview');
  await startEngine(page);
  await open(page, [{ name: 'orders.csv', text: orders() }]);
  await page.goto('./#/notebook/overview');
}

test('from a mark to its customers, to one of them over time, to a file; all by keyboard, and the focus comes back', async ({ page }) => {
  await overview(page);
  const figure = page.locator('[data-lens="stage-mix"] .perennial-drawing');
  await figure.focus();
  await page.keyboard.press('End');
  await expect(figure.locator('.perennial-tip')).toContainText('Enter or click: these customers');
  const said = (await figure.locator('.perennial-tip').innerText()).match(/(\d+) customers?/)?.[1];
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByText(`${said} customers`, { exact: true })).toBeVisible();
  const rows = drawer(page).getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(Number(said) + 1);
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);

  await drawer(page).getByRole('searchbox').fill('k003');
  await expect(rows).toHaveCount(2);
  await drawer(page).getByRole('button', { name: 'K003' }).click();
  await expect(drawer(page).getByRole('heading', { name: 'K003' })).toBeVisible();
  await expect(drawer(page).getByRole('application', { name: /^Timeline of one customer/ })).toBeVisible();
  await expect(drawer(page).getByText('P(alive) is unavailable').first()).toBeVisible();
  await expect(drawer(page).getByRole('cell', { name: 'o0-3' })).toBeAttached();

  await drawer(page).getByLabel('Show codes instead of ids').check();
  await expect(drawer(page).getByRole('heading', { name: /^[0-9a-f]{12}$/ })).toBeVisible();
  await expect(drawer(page).getByText('K003')).toHaveCount(0);
  await expect(drawer(page).getByRole('cell', { name: 'o0-3' })).toHaveCount(0);
  await drawer(page).getByRole('button', { name: 'Back to the list' }).click();
  await drawer(page).getByRole('searchbox').fill('');
  await expect(rows).toHaveCount(Number(said) + 1);

  for (const [hashed, words, pattern] of [
    [true, 'The file holds codes', /^[0-9a-f]{12},/m],
    [false, 'The file names', /^K\d{3},/m],
  ] as const) {
    await drawer(page).getByLabel('Show codes instead of ids').setChecked(hashed);
    await drawer(page).getByRole('button', { name: 'Export CSV…' }).click();
    await expect(drawer(page).getByRole('note')).toContainText(words);
    const download = page.waitForEvent('download');
    await drawer(page).getByRole('button', { name: 'Save the file' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text.trim().split('\r\n')).toHaveLength(Number(said) + 1);
    expect(text).toMatch(pattern);
    expect(/K\d{3}/.test(text)).toBe(!hashed);
  }
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();
  await expect(figure).toBeFocused();
});

test('the as-of date is set by month, plays on and pauses, is one change for undo, and scripts can set it', async ({ page }) => {
  await overview(page);
  await expect(pill(page)).toContainText('2024');
  const last = await pill(page).innerText();
  await pill(page).click();
  const panel = page.getByRole('dialog', { name: 'The data as of a date' });
  await panel.getByRole('slider').press('Home');
  await expect(pill(page)).toContainText('Jan 31, 2023');
  await panel.getByRole('button', { name: /Play month by month/ }).click();
  await expect(pill(page)).toContainText('Mar 31, 2023');
  await panel.getByRole('button', { name: /Pause/ }).click();
  await expect(panel.getByRole('button', { name: /Play month by month/ })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(pill(page)).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('undo');
  await page.keyboard.press('Enter');
  await expect(pill(page)).toContainText('Jan 31, 2023');

  expect(await call(page, 'asOf', '2023-11-30')).toBe('2023-11-30');
  await expect(pill(page)).toContainText('Nov 30, 2023');
  expect(await failureOf(page, 'asOf', '2023-02-30')).toBe('script/date');
  await call(page, 'asOf', null);
  await expect(pill(page)).toHaveText(last);
});

test('bins of lifetime value and fields of the value matrix list their customers, all of them and those of a cohort', async ({ page }) => {
  test.setTimeout(180_000);
  await visit(page, '#/data');
  await open(page, [{ name: 'orders.csv', text: makeOrders(200).csv }]);
  await page.goto('./#/notebook/retention');
  const [triangle, values, matrix] = ['cohorts', 'clv', 'value-matrix'].map((id) => page.locator(`[data-cell="${id}"]`).first()) as [
    Locator,
    Locator,
    Locator,
  ];
  const figure = (cell: Locator): Locator => cell.locator('.perennial-drawing');
  for (const cell of [triangle, values, matrix])
    await expect(cell.locator('[data-lens][data-state="ready"]')).toBeVisible({ timeout: 120_000 });

  /** The number of customers that the first mark of a figure tells of, after the drawer has listed as many. */
  const listed = async (cell: Locator): Promise<number> => {
    await figure(cell).focus();
    await page.keyboard.press('Home');
    const tip = figure(cell).locator('.perennial-tip');
    await expect(tip).toContainText('Enter or click: these customers');
    const said = Number((await tip.innerText()).match(/(\d+) customers/)?.[1]);
    await page.keyboard.press('Enter');
    await expect(drawer(page).getByText(`${said} customers`, { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    return said;
  };
  const all = [await listed(values), await listed(matrix)];
  const [counted] = await call<{ n: number }[]>(page, 'sql', 'select count(*) as n from customer_value where clv is not null');
  expect(all.every((n) => n > 0 && n < counted!.n)).toBe(true);

  await figure(triangle).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  for (const cell of [values, matrix]) {
    await expect(cell.getByRole('button', { name: 'Show all' })).toBeVisible();
    await expect(cell.getByRole('heading').first()).toContainText(/Cohort 2022( Q1)?: /, { timeout: 60_000 });
  }
  const some = [await listed(values), await listed(matrix)];
  some.forEach((n, i) => expect(n).toBeLessThan(all[i]!));
});
