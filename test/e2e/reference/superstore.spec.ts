import { readFileSync } from 'node:fs';
import { hasReferenceData, referenceFile } from '../../support/reference-data.ts';
import { expect, test } from '../fixtures.ts';
import { call, visit } from '../support/site.ts';

test.skip(!hasReferenceData, 'the reference data is absent');

/** Opens a file of the reference data through the page, as bytes. */
async function openReference(page: Parameters<typeof visit>[0], path: string): Promise<Record<string, unknown>> {
  const bytes = readFileSync(referenceFile(path)).toString('base64');
  const name = path.split('/').at(-1) ?? path;
  return page.evaluate(
    async ([text, fileName]) => {
      const content = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const { perennial } = globalThis as unknown as { perennial: { open(files: File[]): Promise<{ files: Record<string, unknown>[] }> } };
      return (await perennial.open([new File([content], fileName)])).files[0] ?? {};
    },
    [bytes, name] as const,
  );
}

test('Superstore comes in to the cent @reference', async ({ page }) => {
  await visit(page);
  const file = await openReference(page, 'superstore/superstore_orders.csv.gz');
  expect(file).toMatchObject({ table: 'orders', rowsIn: 9994, loaded: 9994, quarantined: 0 });
  const [row] = await call<Record<string, unknown>[]>(
    page,
    'sql',
    `select count(*) as lines, count(distinct order_id) as orders, count(distinct customer_id) as customers,
       round(sum(net_amount), 2) as sales, round(sum(net_amount) - sum(cogs), 2) as profit from orders`,
  );
  expect(row).toMatchObject({ lines: 9994, orders: 5009, customers: 793 });
  expect(Number(row?.sales)).toBe(2297200.86);
  expect(Number(row?.profit)).toBe(286397.02);
  const whale = await call<{ totalProfit: number; customers: number }>(page, 'lens', 'whale');
  expect(whale.customers).toBe(793);
  expect(whale.totalProfit).toBeCloseTo(286397.02, 2);
});

test('CDNOW has no order id: customer and day make one @reference', async ({ page }) => {
  await visit(page);
  const file = await openReference(page, 'cdnow/cdnowElog.csv');
  expect(file).toMatchObject({ table: 'orders', quarantined: 0 });
  const curve = await call<{ periods: unknown[]; badge: string }>(page, 'lens', 'stage-curve');
  expect(curve.periods.length).toBeGreaterThan(2);
});

test('Grocery has no amount: volume is shown, money says what is missing @reference', async ({ page }) => {
  await visit(page);
  const file = await openReference(page, 'grocery/groceryElog.csv');
  expect(file).toMatchObject({ table: 'orders', quarantined: 0 });
  const curve = await call<{ periods: { orders: number; amount: number | null }[] }>(page, 'lens', 'stage-curve');
  expect(curve.periods[0]?.orders).toBeGreaterThan(0);
  expect(curve.periods.every((period) => period.amount === null)).toBe(true);
});
