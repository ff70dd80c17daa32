import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/chromium.mjs';

/** A free port of the loopback, chosen once and handed to the workers through the environment. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

const port = (process.env.PERENNIAL_TEST_PORT ??= await freePort());
const origin = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'test/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  reporter: 'line',
  use: {
    baseURL: `${origin}/`,
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: findChromium() },
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  webServer: { command: `node tools/serve.mjs --port ${port}`, url: origin, reuseExistingServer: false, stdout: 'ignore', stderr: 'pipe' },
});
