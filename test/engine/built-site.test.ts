import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findChromium, quietSwitches } from '../../tools/chromium.mjs';
import { engineFile } from '../../tools/engine-file.ts';
import { contentSecurityPolicy, metaPolicy } from '../../tools/policy.mjs';
import { policy } from '../../tools/policy-plugin.ts';
import { siteServer } from '../../tools/serve.mjs';
import type { Asked } from './site/site.ts';

let folder: string;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-site-'));
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'site'),
    base: './',
    worker: { format: 'es' },
    plugins: [engineFile(), policy()],
    build: { outDir: folder, emptyOutDir: true },
  });
  vi.unstubAllEnvs();
  browser = await chromium.launch({ executablePath: findChromium() ?? '', args: quietSwitches });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Serves the site under a path of its own and runs `body` on its page; answers every policy violation and every foreign request. */
async function visit(sendHeaders: boolean, body: (page: Page, requests: string[]) => Promise<void>): Promise<string[]> {
  const server: Server = siteServer({ folder, base: '/shop/', sendHeaders });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext();
  const problems: string[] = [];
  const requests: string[] = [];
  context.on('request', (request) => {
    if (/^(blob|data):/.test(request.url())) return;
    requests.push(request.url());
    if (!request.url().startsWith(`${origin}/shop/`)) problems.push(request.url());
  });
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) problems.push(message.text());
  });
  const page = await context.newPage();
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  try {
    await page.goto(`${origin}/shop/`);
    await page.waitForFunction(() => 'asked' in globalThis);
    await body(page, requests);
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
  return problems.filter((problem) => !problem.endsWith('/favicon.ico'));
}

const ask = <Answer>(page: Page, method: keyof Asked, given?: string): Promise<Answer> =>
  page.evaluate(([name, text]) => (globalThis as unknown as { asked: Record<string, (text?: string) => Answer> }).asked[name!]!(text), [
    method,
    given,
  ] as const);

describe.each([
  ['with headers', true],
  ['on a host that sends no headers', false],
])('%s', (_, sendHeaders) => {
  test('engine and workers start under the policy, without a violation or a foreign request', async () => {
    const problems = await visit(sendHeaders, async (page) => {
      expect(await ask(page, 'sql', "select 42 as a, current_setting('lock_configuration') as locked")).toEqual([[42], [true]]);
      expect(await ask(page, 'work')).toBe(42);
    });
    expect(problems).toEqual([]);
  }, 60_000);

  test('a worker of another address is refused by the policy', async () => {
    await visit(sendHeaders, async (page) => {
      expect(await ask(page, 'foreign', 'https://collector.example/worker.js')).toContain('TrustedScriptURL');
    });
  }, 60_000);
});

test('what was loaded ahead needs no request later', async () => {
  await visit(true, async (page, requests) => {
    await ask(page, 'sql', 'select 1');
    await ask(page, 'warm');
    requests.length = 0;
    expect(await ask(page, 'work')).toBe(42);
    expect(requests).toEqual([]);
  });
}, 60_000);

test('the policy stands before any script, and the files for hosts carry it', async () => {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  expect(html.indexOf('http-equiv="Content-Security-Policy"')).toBeGreaterThan(0);
  expect(html.indexOf('http-equiv="Content-Security-Policy"')).toBeLessThan(html.indexOf('<script'));
  expect(html).toContain(metaPolicy);
  expect(metaPolicy).not.toContain('frame-ancestors');
  expect(await readFile(join(folder, '_headers'), 'utf8')).toContain(`Content-Security-Policy: ${contentSecurityPolicy}\n`);
  expect(await readFile(join(folder, 'nginx.conf'), 'utf8')).toContain(
    `add_header Content-Security-Policy "${contentSecurityPolicy}" always;`,
  );
});

test('the server names nothing outside its folder and labels what it sends', async () => {
  const server = siteServer({ folder });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect((await fetch(`${origin}/%2e%2e/%2e%2e/etc/passwd`)).status).toBe(404);
  expect((await fetch(`${origin}/%E0%A4%A`)).status).toBe(404);
  const page = await fetch(`${origin}/`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  server.closeAllConnections();
  server.close();
});
