import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { call, startEngine, visit } from './support/site.ts';

const books = { lifecycle: 16, profit: 7, retention: 13, audit: 5, scorecards: 1 };
const languages = ['en', 'zh-Hans'] as const;

/** What the page said in red while a test ran. */
function complaintsOf(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && heard.push(message.text())));
  page.on('pageerror', (error) => void heard.push(error.message));
  return heard;
}

for (const [book, number] of Object.entries(books))
  for (const language of languages)
    test(`${book}, ${language}: every lens is drawn or says why not, in silence and without barriers`, async ({ page }) => {
      test.setTimeout(180_000);
      const complaints = complaintsOf(page);
      await visit(page, `#/notebook/${book}`);
      if (language === 'zh-Hans') await page.getByRole('button', { name: '切换到简体中文' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const lenses = page.locator('[data-lens]');
      await expect.poll(() => lenses.count()).toBe(number);
      for (const lens of await lenses.all()) {
        await lens.scrollIntoViewIfNeeded();
        await expect(lens.locator('.perennial-drawing, .silence').first()).toBeVisible({ timeout: 90_000 });
        await expect(lens.getByRole('heading').first()).toHaveText(language === 'en' ? /[a-z]/i : /[\u4e00-\u9fff]/);
        await expect(lens.getByRole('alert')).toHaveCount(0);
      }
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([]);
      expect(complaints).toEqual([]);
    });

interface LensBase {
  status: string;
  headline: string;
  n: number;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const stages = ['E', 'F', 'S', 'D', 'T'];

test.describe('what scripts are told adds up', () => {
  test.beforeEach(async ({ page }) => {
    test.setTimeout(180_000);
    await visit(page);
    await startEngine(page);
  });

  /** A lens of the sample, which has all that it needs. */
  async function lens<Fields>(page: Page, id: string): Promise<LensBase & Fields> {
    const result = await call<LensBase & Fields>(page, 'lens', id);
    expect(result.status).toBe('ready');
    expect(result.headline).toMatch(/\d/);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    return result;
  }

  test('profit-waterfall: revenue and its steps end at the profit, and the profit is that of the books', async ({ page }) => {
    const { revenue, steps, profit, unallocated, ledgerTotal } = await lens<
      Record<'revenue' | 'profit' | 'unallocated' | 'ledgerTotal', number> & { steps: { id: string; amount: number }[] }
    >(page, 'profit-waterfall');
    expect(revenue).toBeGreaterThan(0);
    expect(Math.abs(revenue + sum(steps.map(({ amount }) => amount)) - profit)).toBeLessThanOrEqual(0.01);
    expect(Math.abs(ledgerTotal - profit)).toBeLessThanOrEqual(0.01);
    expect(unallocated).toBeLessThanOrEqual(0);
  });

  test('six-part-profit: six parts add up to the total of every year', async ({ page }) => {
    type Year = Record<'year' | 'acquisition' | 'base' | 'growth' | 'costSaving' | 'pricePremium' | 'referral' | 'total', number>;
    const { years, identityError } = await lens<{ years: Year[]; identityError: number }>(page, 'six-part-profit');
    expect(years.map(({ year }) => year)).toEqual(years.map((_, index) => index + 1));
    for (const { acquisition, base, growth, costSaving, pricePremium, referral, total } of years)
      expect(acquisition + base + growth + costSaving + pricePremium + referral).toBeCloseTo(total, 6);
    expect(identityError).toBeLessThan(1e-9);
  });

  test('patterns: five counts add up to the relationships that are judged', async ({ page }) => {
    type Counts = Record<'earlyMiscarriage' | 'midwayDeath' | 'earlyExit' | 'longLasting' | 'open', number>;
    const found = await lens<Counts & { shares: { n: number }[] }>(page, 'patterns');
    const counts = [found.earlyMiscarriage, found.midwayDeath, found.earlyExit, found.longLasting, found.open];
    for (const count of counts) expect(Number.isInteger(count) && count >= 0).toBe(true);
    expect(sum(counts)).toBe(sum(found.shares.map(({ n }) => n)));
    expect(sum(counts)).toBeGreaterThanOrEqual(found.n);
  });

  test('nine-links: nine links, the fourth with two numbers, in their order', async ({ page }) => {
    const { links } = await lens<{ links: { id: string; value: number | null }[] }>(page, 'nine-links');
    expect(links.map(({ id }) => id)).toEqual(['1', '2', '3', '4a', '4b', '5', '6', '7', '8', '9']);
    for (const { value } of links) expect(value === null || Number.isFinite(value)).toBe(true);
  });

  test('ladder: every customer stands in one place, and what moves on is a share', async ({ page }) => {
    const ladder = await lens<{
      counts: Record<string, number>;
      migration: { from: string; to: string; n: number }[];
      upwardShare: number;
    }>(page, 'ladder');
    expect(sum(Object.values(ladder.counts))).toBe(ladder.n);
    expect(ladder.migration.length).toBeGreaterThan(0);
    expect(ladder.upwardShare).toBeGreaterThanOrEqual(0);
    expect(ladder.upwardShare).toBeLessThanOrEqual(1);
  });

  test('transitions: every row of the matrix adds up to one, and forbidden moves have none', async ({ page }) => {
    const { matrix } = await lens<{ matrix: Record<string, Record<string, number>> }>(page, 'transitions');
    expect(Object.keys(matrix).sort()).toEqual([...stages].sort());
    for (const from of stages) expect(sum(Object.values(matrix[from]!))).toBeCloseTo(1, 9);
    expect([matrix['E']!['S'], matrix['S']!['E'], matrix['F']!['E']]).toEqual([0, 0, 0]);
  });

  test('warnings: customers with their reasons, the most urgent first, and a trial', async ({ page }) => {
    const { customers, precision, recall } = await lens<{
      customers: { id: string; score: number; reasons: unknown[] }[];
      precision: number | null;
      recall: number | null;
    }>(page, 'warnings');
    expect(customers.length).toBeGreaterThan(0);
    for (const { id, score, reasons } of customers) {
      expect(id).toMatch(/\S/);
      expect(score >= 0 && score <= 1).toBe(true);
      expect(reasons.length).toBeGreaterThan(0);
    }
    for (const share of [precision, recall]) expect(share === null || (share >= 0 && share <= 1)).toBe(true);
  });
});
