import { expect, test } from './fixtures.ts';
import { makeOrders } from './support/orders.ts';
import { call, failureOf, open, visit } from './support/site.ts';

test('after the engine’s worker dies the tables come back from the kept files', async ({ page, network }) => {
  const orders = makeOrders(30);
  await visit(page);
  await open(page, [{ name: 'shop.csv', text: orders.csv }]);
  network.allowLoading(); // a new engine is loaded
  network.expectProblem(/planted crash|console error: ErrorEvent/);
  const before = page.workers();
  expect(before.length).toBeGreaterThan(0);
  for (const worker of before) {
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('planted crash');
      });
    });
  }
  await expect
    .poll(
      () =>
        call<{ n: number }[]>(page, 'sql', 'select count(*) as n from orders').then(
          ([row]) => Number(row?.n),
          () => -1,
        ),
      { timeout: 45_000 },
    )
    .toBe(orders.lines);
});

test('a long import stops when it is cancelled, and what was loaded before is still there', async ({ page }) => {
  const orders = makeOrders(10);
  await visit(page, '#/data');
  await open(page, [{ name: 'small.csv', text: orders.csv }]);
  const opening = page.evaluate(() => {
    const line = (i: number): string => `L${i},C${i % 5000},2023-0${1 + (i % 9)}-1${i % 10},${i % 90}.25\n`;
    const text = 'order_id,customer_id,date,net_amount\n' + Array.from({ length: 400_000 }, (_, i) => line(i)).join('');
    const { perennial } = globalThis as unknown as { perennial: { open(files: File[]): Promise<unknown> } };
    return perennial.open([new File([text], 'large.csv')]).then(
      () => 'opened',
      (error: { code?: string }) => error.code ?? String(error),
    );
  });
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await opening).toMatch(/\/canceled$/);
  const [row] = await call<{ n: number }[]>(page, 'sql', 'select count(*) as n from orders');
  expect(Number(row?.n)).toBe(orders.lines);
});

test('a mistake in a person’s SQL is told with its place and breaks nothing', async ({ page }) => {
  await visit(page);
  expect(await failureOf(page, 'sql', 'select nothing_like_this from orders')).toMatch(/^sql\//);
  expect(await call<{ one: number }[]>(page, 'sql', 'select 1 as one')).toEqual([{ one: 1 }]);
});
