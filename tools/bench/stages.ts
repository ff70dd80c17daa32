import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stagePass } from '#panel/stage-pass.ts';
import { defaultSeed, panelRules } from '#schema/thresholds.ts';
import { encode } from '#table/arrow.ts';
import { dayStream } from './day-stream.ts';

/**
 * npm run bench stages [lines]: the stage pass over `lines` days of trade (1,000,000 when left out) of a tenth as many customers, and over ten times as many, each in a process
 * of its own: time per line, peak memory, and how many times more a line costs in the larger file (1 is linear).
 */
const nothing = { rowCount: 0, columns: [] };

async function pass(lines: number): Promise<void> {
  const customers = Math.round(lines / 10);
  const settings = {
    periodDays: 30.4375,
    level: 'amount' as const,
    rhythm: encode(nothing),
    season: encode(nothing),
    rate: 0,
    hasAmount: true,
    seed: defaultSeed,
    replicates: panelRules.replicates,
  };
  const reading = performance.now();
  for await (const chunk of dayStream(lines, customers)) void chunk;
  const started = performance.now();
  let bytes = 0;
  for await (const chunk of stagePass(dayStream(lines, customers), settings, new AbortController().signal)) bytes += chunk.bytes.length;
  const passed = performance.now() - started - (started - reading);
  console.log(JSON.stringify({ passed, bytes, peak: process.resourceUsage().maxRSS * 1024 }));
}

function measure(lines: number): { perLine: number; peak: number } {
  const child = spawnSync('npx', ['--no-install', 'tsx', fileURLToPath(import.meta.url), 'pass', String(lines)], { encoding: 'utf8' });
  const { passed, bytes, peak } = JSON.parse(child.stdout.trim().split('\n').at(-1)!) as Record<'passed' | 'bytes' | 'peak', number>;
  const perLine = (1000 * passed) / lines;
  console.log(
    `${lines.toLocaleString('en').padStart(12)} lines ${Math.round(lines / 10)
      .toLocaleString('en')
      .padStart(10)} customers ${(passed / 1000).toFixed(2).padStart(8)} s ` +
      `${perLine.toFixed(2).padStart(7)} µs a line  peak ${(peak / 1e6).toFixed(0).padStart(5)} MB  decisions ${(bytes / 1e6).toFixed(0).padStart(4)} MB`,
  );
  return { perLine, peak };
}

const [mode, given] = process.argv.slice(2);
if (mode === 'pass') await pass(Number(given));
else {
  const lines = Number(mode ?? 1_000_000);
  const [small, large] = [measure(lines), measure(10 * lines)];
  console.log(
    `a line costs ${(large.perLine / small.perLine).toFixed(2)} times as much, memory ${(large.peak / small.peak).toFixed(2)} times`,
  );
}
