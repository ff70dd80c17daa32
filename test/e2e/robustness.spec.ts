import { expect, test } from './fixtures.ts';
import { makeOrders } from './support/orders.ts';
import { call, failureOf, open, visit } from './support/site.ts';

test('after the engine’s worker dies the tables come back from the kept files', async ({ page, context, network }) => {
  const orders = makeOrders(30);
  await visit(page);
  await open(page, [{ name: 'shop.csv', text: orders.csv }]);
  network.allowLoading(); // a new engine is loaded
  const session = await context.browser()?.newBrowserCDPSession();
  const targets = (await session?.send('Target.getTargets'))?.targetInfos ?? [];
  const workers = targets.filter((target) => target.type === 'worker');
  expect(workers.length).toBeGreaterThan(0);
  for (const { targetId } of workers) await session?.send('Target.closeTarget', { targetId });
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

test('a query that would run for hours stops when it is cancelled, and the next one answers', async ({ page }) => {
  await visit(page);
  await open(page, [{ name: 'shop.csv', text: makeOrders(10).csv }]);
  const endless = page.evaluate(() => {
    const { perennial } = globalThis as unknown as {
      perennial: { sql(text: string, parameters: unknown[], options: { signal: AbortSignal }): Promise<unknown> };
    };
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 500);
    return perennial.sql('select sum(a.range * b.range) as s from range(10000000) a, range(10000000) b', [], { signal: abort.signal }).then(
      () => 'answered',
      (error: { code?: string }) => error.code ?? String(error),
    );
  });
  expect(await endless).toBe('engine/canceled');
  expect(await call<{ one: number }[]>(page, 'sql', 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a mistake in a person’s SQL is told with its place and breaks nothing', async ({ page }) => {
  await visit(page);
  expect(await failureOf(page, 'sql', 'select nothing_like_this from orders')).toMatch(/^sql\//);
  expect(await call<{ one: number }[]>(page, 'sql', 'select 1 as one')).toEqual([{ one: 1 }]);
});
