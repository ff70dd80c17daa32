import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { hasReferenceData, referenceFile } from '../../support/reference-data.ts';
import { expect, test } from '../fixtures.ts';
import { call, open, visit } from '../support/site.ts';

test.skip(!hasReferenceData, 'the reference data is absent');

interface Answer {
  estimates: Record<string, number>;
  standardErrors: Record<string, number>;
  logLikelihood: number;
  n: number;
  uniqueRows: number;
  converged: boolean;
  warnings: unknown[];
  forecast: { newCustomer: number; total: number; alive: number };
  holdOut: { periods: number; actual: number; predicted: number };
}

async function openCdnow(page: Page): Promise<void> {
  test.setTimeout(180_000);
  await visit(page, '#/data');
  await open(page, [{ name: 'CDNOW_sample.txt', bytes: readFileSync(referenceFile('cdnow/CDNOW_sample.txt')) }]);
}

const calibration = { unit: 'week', calibrationEnd: '1997-09-30', horizon: 39 };

/** Fader, Hardie & Lee 2005 and the fits of the packages to the unrounded log: estimates, ln L, E[Y(39)] over all customers, mean P(alive). */
const published = {
  'bg-nbd': [{ r: 0.242595, alpha: 4.413602, a: 0.792922, b: 2.425907 }, -9582.42921, 1653.41, 0.8134],
  'mbg-nbd': [{ r: 0.524843, alpha: 6.183086, a: 0.891359, b: 1.614002 }, -9582.1357, 1576.73, null],
  'pareto-nbd': [{ r: 0.553277, alpha: 10.577683, s: 0.60624, beta: 11.668731 }, -9594.97618, 1665.51, 0.4463],
} as const;

test('CDNOW through the page: the published fits, forecasts and hold-outs of 2,357 customers @reference', async ({ page }) => {
  await openCdnow(page);
  for (const [id, [estimates, logLikelihood, predicted, alive]] of Object.entries(published)) {
    const answer = await call<Answer>(page, 'model', id, calibration);
    expect(answer).toMatchObject({ n: 2357, uniqueRows: 1016, converged: true, warnings: [], holdOut: { periods: 39, actual: 1882 } });
    for (const [name, value] of Object.entries(estimates)) expect(Math.abs(answer.estimates[name]! - value)).toBeLessThan(1e-4);
    expect(Math.abs(answer.logLikelihood - logLikelihood)).toBeLessThan(1e-3);
    expect(Math.abs(answer.holdOut.predicted - predicted)).toBeLessThan(0.1);
    if (alive !== null) expect(answer.forecast.alive).toBeCloseTo(alive, 4);
  }
  const spend = await call<Answer>(page, 'model', 'gamma-gamma', calibration);
  expect(spend.n).toBe(946);
  for (const [name, value] of Object.entries({ p: 6.24957, q: 3.74422, gamma: 15.44352 }))
    expect(Math.abs(spend.estimates[name]! - value)).toBeLessThan(1e-4);
  expect(spend.logLikelihood).toBeCloseTo(-4055.9177, 3);
});

test('CDNOW in the book: every lens has an answer, and the data are those of the papers @reference', async ({ page }) => {
  await openCdnow(page);
  await page.goto('./#/notebook/retention');
  await expect.poll(() => page.locator('[data-lens]').count()).toBe(13);
  await expect(page.locator('[data-lens]:not([data-state="ready"])')).toHaveCount(0, { timeout: 120_000 });
  await expect(page.locator('[data-lens] [role="alert"]')).toHaveCount(0);
  const [facts] = await call<Record<string, number>[]>(
    page,
    'sql',
    `select count(*) as lines, count(distinct customer_id) as customers, count(distinct customer_id || '/' || date) as days,
       sum(net_amount) as revenue from orders`,
  );
  expect(facts).toMatchObject({ lines: 6919, customers: 2357, days: 6696 });
  expect(Number(facts?.revenue)).toBeCloseTo(244091.94, 2);
});
