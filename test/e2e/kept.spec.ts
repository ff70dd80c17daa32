import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeAmbiguousOrders, makeOrders } from './support/orders.ts';
import { call, drop, open, visit } from './support/site.ts';

/** All that the page's origin keeps in the browser, by name. */
function stored(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const walk = async (folder: FileSystemDirectoryHandle): Promise<string[]> => {
      const names: string[] = [];
      for await (const [name, handle] of folder.entries()) {
        names.push(`file ${name}`);
        if (handle.kind === 'directory') names.push(...(await walk(handle as FileSystemDirectoryHandle)));
      }
      return names;
    };
    const databases = (await indexedDB.databases()).map(({ name }) => `database ${name}`);
    return [...databases, ...Object.keys(localStorage), ...(await caches.keys()), ...(await walk(await navigator.storage.getDirectory()))];
  });
}

const status = (page: Page) => page.locator('[data-kept]').first();
const orderLines = async (page: Page): Promise<number> =>
  Number((await call<{ n: number }[]>(page, 'sql', 'select count(*) as n from orders'))[0]?.n);

test('a reload shows a person’s own results again, without an engine and without reading anything', async ({ page, network }) => {
  const orders = makeOrders(25);
  await visit(page);
  await open(page, [{ name: 'shop.csv', text: orders.csv }]);
  await expect(status(page)).toHaveAttribute('data-kept', 'saved');
  const headline = await call<{ headline: string }>(page, 'lens', 'stage-curve');
  network.allowLoading();
  const engine: string[] = [];
  page.on('request', (request) => void (/duckdb|\.bin/.test(request.url()) && engine.push(request.url())));
  await visit(page, '#/data');
  await page.reload();
  await visit(page, '#/data');
  await expect(page.getByRole('main')).toContainText('shop.csv');
  expect((await call<{ headline: string }>(page, 'lens', 'stage-curve')).headline).toBe(headline.headline);
  expect(engine).toEqual([]);
  expect(await orderLines(page)).toBe(orders.lines);
});

test('an answer holds for the next file with the same header', async ({ page, network }) => {
  await visit(page);
  await open(page, [{ name: 'one.csv', text: makeAmbiguousOrders() }]);
  const question = await page.evaluate(async () => {
    const { perennial } = globalThis as unknown as {
      perennial: { open(files: File[]): Promise<{ files: { questions: { id: string; choices: { id: string }[] }[] }[] }> };
    };
    const text = 'order_id,customer_id,date,net_amount\nA1,K1,02/03/2023,5.50\nA2,K2,04/05/2023,6.50\n';
    const [file] = (await perennial.open([new File([text], 'two.csv')])).files;
    return { id: file?.questions[0]?.id ?? '', choice: file?.questions[0]?.choices[0]?.id ?? '' };
  });
  await call(page, 'answer', question.id, question.choice);
  await call(page, 'reset');
  network.allowLoading();
  await page.reload();
  await visit(page);
  await open(page, [{ name: 'three.csv', text: makeAmbiguousOrders() }]);
  expect(await orderLines(page)).toBe(48);
  await page.evaluate(() => void (location.hash = '#/data'));
  await expect(page.getByRole('heading', { name: 'Answered before' })).toBeVisible();
});

for (const after of [0, 15, 30, 60, 120, 250, 400, 800]) {
  test(`a page that dies ${after} ms into an import leaves the old data or the new`, async ({ context, page, network }) => {
    network.expectProblem(/crash|net::ERR|Target/);
    const before = makeOrders(10);
    const next = makeOrders(40);
    await visit(page);
    await open(page, [{ name: 'shop.csv', text: before.csv }]);
    await page.evaluate((text) => {
      const { perennial } = globalThis as unknown as { perennial: { open(files: File[]): Promise<unknown> } };
      void perennial.open([new File([text], 'shop.csv')]);
    }, next.csv);
    await page.evaluate((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)), after);
    const session = await context.newCDPSession(page);
    void session.send('Page.crash').catch(() => undefined);
    await page.waitForEvent('crash');
    network.allowLoading();
    const again = await context.newPage();
    await visit(again);
    await expect(status(again)).toHaveAttribute('data-kept', 'saved');
    expect([before.lines, next.lines]).toContain(await orderLines(again));
  });
}

test('when the browser has no room the page says so, keeps the old data and can try again', async ({ context, page, network }) => {
  const [before, next] = [makeOrders(10), makeOrders(40)];
  await visit(page);
  await open(page, [{ name: 'shop.csv', text: before.csv }]);
  const { origin } = new URL(page.url());
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await open(page, [{ name: 'shop.csv', text: next.csv }]);
  expect(await orderLines(page)).toBe(next.lines);
  await expect(status(page)).toHaveAttribute('data-kept', 'not-saved');
  await expect(page.getByRole('button', { name: 'Download my decisions' })).toBeVisible();
  network.allowLoading();
  const looking = await context.newPage();
  await visit(looking);
  expect(await orderLines(looking)).toBe(before.lines);
  await looking.close();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(status(page)).toHaveAttribute('data-kept', 'saved');
});

test('a private session stores nothing', async ({ page }) => {
  await visit(page, '#/data');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Begin a private session' }).click();
  await expect(status(page)).toHaveAttribute('data-kept', 'private');
  await open(page, [{ name: 'secret.csv', text: makeOrders(10).csv }]);
  await page.getByRole('button', { name: '切换到简体中文' }).click();
  expect(await stored(page)).toEqual([]);
});

test('erasing everything asks once and leaves nothing', async ({ page, network }) => {
  await visit(page, '#/data');
  await open(page, [{ name: 'secret.csv', text: makeOrders(10).csv }]);
  expect((await stored(page)).length).toBeGreaterThan(1);
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Erase everything kept in this browser' }).click();
  network.allowLoading();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Erase everything', exact: true }).click();
  await loaded;
  await visit(page, '#/data');
  expect(await stored(page)).toEqual([]);
  await expect(page.getByRole('main')).not.toContainText('secret.csv');
});

test('of two tabs one writes; the other follows, refuses changes, and takes over within two seconds', async ({
  context,
  page,
  network,
}) => {
  const first = makeOrders(10);
  await visit(page);
  await open(page, [{ name: 'first.csv', text: first.csv }]);
  network.allowLoading();
  const second = await context.newPage();
  await visit(second, '#/data');
  await expect(status(second)).toHaveAttribute('data-kept', 'other-tab');
  await expect(second.getByRole('main')).toContainText('first.csv');
  await drop(page, [{ name: 'more.csv', text: makeOrders(12, 3).csv }]);
  await expect(second.getByRole('main')).toContainText('more.csv');
  const refused = await open(second, [{ name: 'x.csv', text: first.csv }]).catch((error: Error) => error.message);
  expect(refused).toContain('storage/other-tab');
  await page.close();
  await expect(status(second)).toHaveAttribute('data-kept', 'saved', { timeout: 2_000 });
});
