import { expect, test } from './fixtures.ts';
import { figuresOf, visit } from './support/site.ts';

const engineFile = /duckdb|\.wasm|\.bin/;

test('the first picture needs no engine: figures with headlines stand before anything of it is asked for', async ({ page }) => {
  const engineRequests: string[] = [];
  page.on('request', (request) => {
    if (engineFile.test(request.url())) engineRequests.push(request.url());
  });
  await visit(page);
  const figures = figuresOf(page);
  await expect.poll(() => figures.count()).toBeGreaterThanOrEqual(3);
  const asked = [...engineRequests];
  for (const figure of (await figures.all()).slice(0, 3)) await expect(figure.getByRole('heading').first()).toHaveText(/\d/);
  expect(asked, 'requests of the engine before the figures stood').toEqual([]);
});

test('three doors lead somewhere', async ({ page }) => {
  await visit(page);
  await expect(page.getByText('Analyse my files').first()).toBeVisible();
  await expect(page.getByText('Open a notebook').first()).toBeVisible();
  await page.getByText('Explore the tea house').first().click();
  await expect(page).toHaveURL(/#\/notebook\/overview/);
  await expect.poll(() => figuresOf(page).count()).toBeGreaterThanOrEqual(3);
});

test('the language changes without loading the page again, and the place is kept', async ({ page }) => {
  await visit(page, '#/notebook/overview');
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  await page.getByRole('button', { name: '切换到简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('main')).toContainText(/[\u4e00-\u9fff]{6}/);
  await expect(page).toHaveURL(/#\/notebook\/overview/);
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  await page.getByRole('button', { name: /Switch to English|English/ }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the theme is the system’s until a person chooses, and the choice outlives the page', async ({ page, network }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await visit(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  network.allowLoading();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('the page says where files are kept', async ({ page }) => {
  await visit(page);
  await expect(page.getByText(/kept in this browser until you erase them/).first()).toBeVisible();
});

test('every figure has its table, its method and its picture to take away', async ({ page }) => {
  await visit(page, '#/notebook/overview');
  const figure = figuresOf(page).first();
  await figure.getByRole('tab', { name: 'Table' }).click();
  await expect(figure.getByRole('table')).toBeVisible();
  await figure.getByRole('tab', { name: 'Method' }).click();
  await expect(figure.getByRole('tabpanel')).toContainText(/Dwyer/);
  for (const [action, ending] of [
    ['SVG', 'svg'],
    ['PNG', 'png'],
    ['CSV', 'csv'],
  ]) {
    await figure.getByRole('button', { name: 'Actions' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: new RegExp(action ?? '') }).click();
    expect((await download).suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
  }
});
