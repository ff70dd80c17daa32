import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeOrders } from './support/orders.ts';
import { open, visit } from './support/site.ts';

const cells = (page: Page): Locator => page.locator('[data-cell]').filter({ has: page.locator('[data-lens]') });
const state = (cell: Locator): Locator => cell.getByRole('status').first();

/** A book over files of a test, once its lenses have their answers for them. */
async function book(page: Page, id: string, lenses: number): Promise<void> {
  test.setTimeout(240_000);
  await visit(page, '#/data');
  await open(page, [{ name: 'orders.csv', text: makeOrders(200).csv }]);
  await page.goto(`./#/notebook/${id}`);
  await expect.poll(() => page.locator('[data-lens]').count()).toBe(lenses);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator('[data-lens]:not([data-state="ready"])')).toHaveCount(0, { timeout: 120_000 });
}

/** Finds a mark by keys and clicks it, so many pixels beside its middle; answers its words. */
async function click(page: Page, figure: Locator, keys: readonly string[], beside = 0): Promise<string> {
  await figure.focus();
  for (const key of keys) await page.keyboard.press(key);
  const words = await figure.locator('.perennial-tip').innerText();
  const mark = figure.locator('.perennial-mark b');
  await mark.scrollIntoViewIfNeeded();
  const box = (await mark.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2 + beside, box.y + box.height / 2);
  return words;
}

/** Every figure of the page has said what was chosen; those named follow it, the others say that they cannot. */
async function said(page: Page, choice: string, followers: readonly string[]): Promise<void> {
  for (const cell of await cells(page).all()) {
    const id = await cell.getAttribute('data-cell');
    await expect(state(cell), `${id} says what was chosen`).toContainText(choice);
    const silent = new RegExp(`${choice}(, [^–]*)? – this figure has no place for it`);
    if (followers.includes(id!)) await expect(state(cell)).not.toContainText(silent);
    else await expect(state(cell)).toContainText(silent);
  }
  await settled(page);
}

const everything = async (page: Page): Promise<void> => expect(page.getByRole('button', { name: 'Show all' })).toHaveCount(0);

test('a row, a column, a diagonal and a cell of the triangle: every figure follows or says that it cannot', async ({ page }) => {
  await book(page, 'retention', 13);
  const triangle = page.locator('[data-lens="cohorts"] .perennial-drawing');
  const withoutCohort = ['value-matrix'];
  const all = await Promise.all((await cells(page).all()).map((cell) => cell.getAttribute('data-cell')));
  const byCohort = all.filter((id) => id !== null && !withoutCohort.includes(id)) as string[];
  const warned = (id: string): Locator => page.locator(`[data-lens="${id}"]`);

  await click(page, triangle, ['Home', 'ArrowDown'], -12);
  await expect(state(page.locator('[data-cell="survival"]'))).toContainText('Cohort: 2022-03');
  for (const id of byCohort) await expect(state(page.locator(`[data-cell="${id}"]`))).toContainText('Cohort: 2022-03');
  await settled(page);
  await expect(warned('survival').getByRole('heading').first()).toContainText('All others');
  for (const id of ['recency-frequency', 'iso-value', 'heterogeneity', 'customer-outlook', 'clv-models', 'tracking'])
    await expect(warned(id)).toContainText(/Chosen is 2022-03|cohort 2022-03 alone|cohort 2022[ Q1]* alone/);
  await triangle.focus();
  await page.keyboard.press('Escape');
  await everything(page);
  await settled(page);

  await click(page, triangle, ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'PageDown']);
  await said(page, 'Age: Month 3', ['survival', 'cohorts', 'customer-outlook']);
  await expect(warned('survival').getByRole('heading').first()).toContainText('3 months');
  await page.locator('[data-cell="survival"]').getByRole('button', { name: 'Show all' }).click();
  await everything(page);
  await settled(page);

  const words = await click(page, triangle, ['Home', 'ArrowRight', 'ArrowRight', 'PageUp']);
  const month = /\d{4}-\d{2}/.exec(words)![0];
  await said(page, `Calendar: ${month}`, ['cohorts', 'tracking', 'customer-outlook']);
  await expect(warned('customer-outlook')).toContainText(`${month} lies outside this line`);
  await triangle.focus();
  await page.keyboard.press('Escape');
  await everything(page);
  await settled(page);

  await click(page, triangle, ['Home', 'ArrowDown', 'ArrowRight', 'ArrowRight']); // from the stroke where the walk stands
  await said(page, 'Age: Month 3', ['survival', 'cohorts', 'customer-outlook']);
  await expect(state(page.locator('[data-cell="iso-value"]'))).toContainText('Cohort: 2022-02');
  await expect(state(page.locator('[data-cell="tracking"]'))).toContainText('Calendar: 2022-04');
  await expect(page.locator('[data-lens] [role="alert"]')).toHaveCount(0);
});

test('a cohort chosen in the audit is the one that is followed there, and Escape takes it back', async ({ page }) => {
  await book(page, 'audit', 5);
  const one = page.locator('[data-lens="audit-cohort"]');
  const usual = await one.getByRole('heading').first().innerText();
  const curves = page.locator('[data-lens="audit-cohorts"] .perennial-drawing');
  await curves.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const said = state(page.locator('[data-cell="audit-cohort"]'));
  await expect(said).toContainText(/^Cohort: \d{4}/);
  const cohort = /\d{4}( Q\d)?/.exec(await said.innerText())![0];
  await settled(page);
  await expect(one).toContainText(cohort);
  await expect(one.getByRole('heading').first()).not.toHaveText(usual);
  await expect(state(page.locator('[data-cell="audit-period"]'))).toContainText(
    `Cohort: ${cohort} – this figure has no place for it: everything is shown.`,
  );
  await curves.focus();
  await page.keyboard.press('Escape');
  await expect(one.getByRole('heading').first()).toHaveText(usual, { timeout: 60_000 });
});
