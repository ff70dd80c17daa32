import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { findChromium, quietSwitches } from '../chromium.mjs';

interface Scripting {
  perennial: {
    ready: Promise<unknown>;
    engine: { start(): Promise<unknown>; ready: Promise<unknown> };
    open(files: File[]): Promise<unknown>;
  };
  longest: number;
}

export interface PageTimes {
  firstPicture: number;
  engineReady: number;
  importing: number;
  longestTask: number;
  heapMegabytes: number;
}

/** Times of the built site in Chromium with a file of orders, in milliseconds; null when the site is not built. Rejects when the file cannot be opened. */
export async function timePage(root: string, path: string): Promise<PageTimes | null> {
  if (!existsSync(join(root, 'dist/index.html'))) return null;
  const port = 4500 + (process.pid % 1000);
  const server = spawn(process.execPath, [join(root, 'tools/serve.mjs'), '--port', String(port)], { stdio: 'ignore' });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...quietSwitches, '--enable-precise-memory-info'] });
  try {
    const origin = `http://127.0.0.1:${port}/`;
    for (let tries = 0; tries < 50 && !(await fetch(origin).catch(() => null)); tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    return await visit(await browser.newPage(), origin, path);
  } finally {
    await browser.close();
    server.kill();
  }
}

async function visit(page: Page, origin: string, path: string): Promise<PageTimes> {
  const started = performance.now();
  await page.goto(origin);
  await page.locator('main article').nth(2).waitFor();
  const firstPicture = performance.now() - started;
  const engineReady = await page.evaluate(async () => {
    const { perennial } = globalThis as unknown as Scripting;
    const from = performance.now();
    await perennial.engine.ready;
    return performance.now() - from;
  });
  await page.evaluate(() => {
    const target = globalThis as unknown as Scripting;
    target.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) target.longest = Math.max(target.longest, duration);
    }).observe({ type: 'longtask' });
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'bench' }));
  });
  await page.locator('#bench').setInputFiles(path);
  const importing = await page.evaluate(async () => {
    const { perennial } = globalThis as unknown as Scripting;
    const from = performance.now();
    await perennial.open([...(document.querySelector<HTMLInputElement>('#bench')?.files ?? [])]);
    return performance.now() - from;
  });
  const rest = await page.evaluate(() => ({
    longestTask: (globalThis as unknown as Scripting).longest,
    heapMegabytes: (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1e6,
  }));
  return { firstPicture, engineReady, importing, ...rest };
}
