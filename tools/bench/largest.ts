import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeOrders } from './orders-file.ts';
import { timePage } from './page.ts';

/** Ever larger files of orders in the built page until one does not open; says what the last one took and why the next one failed. */
const sizes = [1, 2, 3, 4, 5, 8, 12, 16].map((millions) => millions * 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'perennial-largest-'));

try {
  for (const lines of sizes) {
    const path = join(folder, 'orders.csv');
    await writeOrders(path, lines);
    const size = `${lines.toLocaleString('en').padStart(12)} lines ${(statSync(path).size / 1e6).toFixed(0).padStart(6)} MB`;
    try {
      const times = await timePage(resolve(import.meta.dirname, '../..'), path);
      if (!times) throw new Error('the site is not built (npm run build)');
      console.log(
        `${size}  ${(times.importing / 1000).toFixed(1).padStart(7)} s  longest page task ${times.longestTask.toFixed(0)} ms  heap ${times.heapMegabytes.toFixed(0)} MB`,
      );
    } catch (thrown) {
      console.log(`${size}  does not open: ${thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown)}`);
      break;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(0);
