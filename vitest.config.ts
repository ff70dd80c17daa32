import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium, quietSwitches } from './tools/chromium.mjs';
import { SlowFirst } from './tools/slow-first.ts';

process.env.TZ = 'UTC';

const notUnit = ['test/**/*.browser.test.ts', 'test/**/*.ref.test.ts', 'test/e2e/**', 'test/canaries/**', 'node_modules/**'];
const shared = { globalSetup: ['./tools/vitest-setup.mjs'], testTimeout: 30_000, hookTimeout: 60_000, restoreMocks: true };

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: './vite.config.ts',
        test: { ...shared, name: 'unit', environment: 'node', include: ['test/**/*.test.ts'], exclude: notUnit },
      },
      {
        extends: './vite.config.ts',
        optimizeDeps: {
          include: ['apache-arrow', '@observablehq/plot', 'comlink', 'marked', 'yaml', 'vitest-browser-svelte', 'svelte'],
          exclude: ['@duckdb/duckdb-wasm'],
        },
        test: {
          ...shared,
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findChromium(), args: quietSwitches } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: './vite.config.ts',
        test: {
          ...shared,
          globalSetup: ['./tools/vitest-setup.mjs', './test/support/say-when-reference-is-absent.ts'],
          name: 'reference',
          environment: 'node',
          include: ['test/reference/**/*.ref.test.ts'],
          testTimeout: 120_000,
        },
      },
      { test: { ...shared, name: 'canaries', environment: 'node', include: ['test/canaries/**/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
});
