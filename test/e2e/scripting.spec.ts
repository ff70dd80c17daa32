import type { ImportReport } from '../../src/schema/import-report.ts';
import { expect, test } from './fixtures.ts';
import { makeAmbiguousOrders, makeOrders } from './support/orders.ts';
import { call, failureOf, open, startEngine, visit } from './support/site.ts';

type Share = Record<'E' | 'F' | 'S' | 'D' | 'T', number>;

interface LensBase {
  headline: string;
  badge: string;
  n: number;
  period: string;
  warnings: unknown[];
}

interface StageCurve extends LensBase {
  periods: (Record<'age' | 'n' | 'orders' | 'amount' | 'amountLow' | 'amountHigh' | 'profit' | 'profitLow' | 'profitHigh', number> & {
    stageShare: Share;
  })[];
  boundaries: Record<'formation' | 'stable' | 'decline', number | null>;
}

const badges = /^(measured|derived|estimated|assumed|unavailable)$/;

/** What every lens result carries. */
function expectBase(result: LensBase): void {
  expect(result.headline).toMatch(/\S/);
  expect(result.badge).toMatch(badges);
  expect(result.n).toBeGreaterThan(0);
  expect(Array.isArray(result.warnings)).toBe(true);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
}

const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);

test.beforeEach(async ({ page }) => {
  await visit(page);
  await startEngine(page);
});

test('stage-curve: periods with bands and shares that sum to one', async ({ page }) => {
  const curve = await call<StageCurve>(page, 'lens', 'stage-curve');
  expectBase(curve);
  expect(curve.periods.length).toBeGreaterThan(2);
  for (const [index, period] of curve.periods.entries()) {
    expect(period.age).toBe(index);
    expect(period.amountLow).toBeLessThanOrEqual(period.amount);
    expect(period.amountHigh).toBeGreaterThanOrEqual(period.amount);
    expect(period.profitLow).toBeLessThanOrEqual(period.profit);
    expect(period.profitHigh).toBeGreaterThanOrEqual(period.profit);
    expect(Object.keys(period.stageShare).sort()).toEqual(['D', 'E', 'F', 'S', 'T']);
    expect(sum(Object.values(period.stageShare))).toBeCloseTo(1, 9);
  }
  expect(Object.keys(curve.boundaries).sort()).toEqual(['decline', 'formation', 'stable']);
});

test('stage-mix: disjoint counts that sum to the customers with a stage, and no illegal transition', async ({ page }) => {
  const mix = await call<LensBase & { current: Share & { tooEarly: number }; illegalTransitions: number }>(page, 'lens', 'stage-mix');
  expectBase(mix);
  expect(Object.keys(mix.current).sort()).toEqual(['D', 'E', 'F', 'S', 'T', 'tooEarly']);
  expect(mix.illegalTransitions).toBe(0);
  const [row] = await call<{ n: number }[]>(page, 'sql', 'select count(distinct customer_id) as n from stages');
  expect(Math.abs(sum(Object.values(mix.current)) - Number(row?.n))).toBeLessThanOrEqual(mix.current.tooEarly);
});

test('profit-curve: cumulative profit is the running sum, and break-even is where it stays positive', async ({ page }) => {
  const profit = await call<
    LensBase & {
      ages: Record<'age' | 'n' | 'profit' | 'cumulative' | 'low' | 'high', number>[];
      breakEvenAge: number | null;
      unallocated: number;
    }
  >(page, 'lens', 'profit-curve');
  expectBase(profit);
  let running = 0;
  for (const age of profit.ages) {
    running += age.profit;
    expect(age.cumulative).toBeCloseTo(running, 4);
    expect(age.low).toBeLessThanOrEqual(age.high);
  }
  const lastLoss = profit.ages.findLastIndex((age) => age.cumulative < 0);
  expect(profit.breakEvenAge).toBe(profit.ages[lastLoss + 1]?.age ?? null);
  expect(typeof profit.unallocated).toBe('number');
});

test('whale: shares of the total profit grow, and the peak is never below the total', async ({ page }) => {
  const whale = await call<
    LensBase & Record<'top10' | 'top20' | 'top30' | 'peak' | 'peakAt' | 'unprofitableShare' | 'totalProfit' | 'customers', number>
  >(page, 'lens', 'whale');
  expectBase(whale);
  expect(whale.top10).toBeLessThanOrEqual(whale.top20);
  expect(whale.top20).toBeLessThanOrEqual(whale.top30);
  expect(whale.peakAt).toBeGreaterThan(0);
  expect(whale.peakAt).toBeLessThanOrEqual(1);
  expect(whale.unprofitableShare).toBeGreaterThanOrEqual(0);
  expect(whale.customers).toBeGreaterThan(0);
});

test('loyalty-matrix: six types for the tea house, the behavioural view for bare orders', async ({ page }) => {
  const six = await call<LensBase & { view: string; types: Record<string, number> }>(page, 'lens', 'loyalty-matrix');
  expectBase(six);
  expect(six.view).toBe('six-types');
  expect(Object.keys(six.types).sort()).toEqual(['incentive', 'inertia', 'latent', 'monopoly', 'none', 'price', 'trust']);
  await open(page, [{ name: 'shop.csv', text: makeOrders().csv }]);
  const behavioural = await call<LensBase & { view: string; types?: unknown }>(page, 'lens', 'loyalty-matrix');
  expect(behavioural.view).toBe('behavioural');
  expect(behavioural.types ?? null).toBeNull();
});

test('sql: one SELECT with parameters answers plain rows; everything else is refused with its reason', async ({ page }) => {
  const rows = await call<Record<string, unknown>[]>(
    page,
    'sql',
    "select 1 as whole, cast(1.25 as decimal(18,4)) as money, date '2024-02-29' as day, ? as given",
    ['x'],
  );
  expect(rows).toEqual([{ whole: 1, money: 1.25, day: '2024-02-29', given: 'x' }]);
  expect(await failureOf(page, 'sql', 'drop table orders_all')).toBe('sql/not-a-select');
  expect(await failureOf(page, 'sql', 'select 1; drop table orders_all')).toBe('sql/several-statements');
  expect(await failureOf(page, 'sql', "select * from read_csv('/etc/passwd')")).toMatch(/^(sql|engine)\//);
  expect(await failureOf(page, 'sql', "select * from 'https://example.com/x.parquet'")).toMatch(/^(sql|engine)\//);
});

test('notebook and load: the text comes back byte for byte, and a loaded text has run nothing', async ({ page }) => {
  const text = '# A guest\n\nProse.\n\n```sql counted\nselect count(*) as n from orders\n```\n';
  await call(page, 'load', text);
  expect(await call<string>(page, 'notebook')).toBe(text);
  await expect(page.getByRole('main')).toContainText('A guest');
  await expect(page.getByRole('main').getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});

test('lists say what exists', async ({ page }) => {
  const ids = await page.evaluate(() => {
    const { perennial } = globalThis as unknown as { perennial: { lenses: { id: string; title: string }[]; importers: { id: string }[] } };
    return { lenses: perennial.lenses.map(({ id }) => id), importers: perennial.importers.map(({ id }) => id) };
  });
  expect(ids.lenses).toEqual(expect.arrayContaining(['stage-curve', 'stage-mix', 'profit-curve', 'whale', 'loyalty-matrix']));
  expect(ids.importers).toContain('csv');
});

test('an unknown lens is refused with a code', async ({ page }) => {
  expect(await failureOf(page, 'lens', 'no-such-lens')).toMatch(/^[a-z]+\/[a-z-]+$/);
});

test('open: corrections say what a file without a header holds; answers hold by signature', async ({ page }) => {
  const bare = { name: 'bare.csv', text: 'A1,C1,2024-01-15,120.00\nA2,C2,2024-03-02,80.50\n' };
  const roles = { column_1: 'order_id', column_2: 'customer_id', column_3: 'date', column_4: 'net_amount' };
  const { files } = await open<ImportReport>(page, [bare], {}, { corrections: { 'bare.csv': { table: 'orders', roles } } });
  expect(files[0]).toMatchObject({ table: 'orders', headerLine: 0, rowsIn: 2, loaded: 2 });
  expect(await call(page, 'sql', 'select sum(net_amount) as total from orders')).toEqual([{ total: 200.5 }]);
  await call(page, 'reset');
  const asked = await open<ImportReport>(page, [{ name: 'first.csv', text: makeAmbiguousOrders() }]);
  const [question] = asked.files[0]?.questions ?? [];
  await call(page, 'answer', question?.id, 'day-first');
  await call(page, 'reset');
  const again = await open<ImportReport>(page, [{ name: 'second.csv', text: makeAmbiguousOrders() }]);
  expect(again.files[0]).toMatchObject({ loaded: 48, questions: [{ id: question?.id, answer: 'day-first' }] });
});

test('answer: what was never asked is refused', async ({ page }) => {
  expect(await failureOf(page, 'answer', 'no-such-question', 'x')).toBe('script/no-such-choice');
  expect(await failureOf(page, 'open', [])).toBe('script/no-files');
});
