import { test as base, expect } from '@playwright/test';
import { quietSwitches } from '../../tools/chromium.mjs';
import { startCanary, type Canary } from './support/canary.ts';
import { watchNetwork, type NetworkWatch } from './support/network-watch.ts';

export { expect };

/** Every end-to-end test runs inside the network proof: it fails when anything left the page, whatever else it checked. */
export const test = base.extend<{ network: NetworkWatch }, { canary: Canary }>({
  canary: [
    async ({}, use) => {
      const canary = await startCanary();
      await use(canary);
      await canary.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ canary, launchOptions }, use) => {
      const everyHostIsTheCanary = `--host-resolver-rules=MAP * 127.0.0.1:${canary.port}, EXCLUDE 127.0.0.1`;
      await use({ ...launchOptions, args: [...quietSwitches, everyHostIsTheCanary] });
    },
    { scope: 'worker' },
  ],
  network: [
    async ({ context, baseURL, canary }, use) => {
      const watch = await watchNetwork(context, new URL(baseURL ?? '').origin, canary);
      await use(watch);
      expect(watch.report()).toEqual([]);
    },
    { auto: true },
  ],
});
