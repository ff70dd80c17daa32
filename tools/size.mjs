// npm run size: what the built site weighs, gzipped, and whether the budgets of the first load hold.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './install.mjs';

/** Gzipped kilobytes that the parts of the first load may weigh: the first build and ten per cent. Lower them when the site gets lighter. */
const budgets = { entry: 200, styles: 8, largest: 240 };

const dist = join(root, 'dist');
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const weigh = (path) => {
  const bytes = readFileSync(join(dist, path));
  return { path, raw: bytes.length / 1024, packed: gzipSync(bytes).length / 1024 };
};
const files = readdirSync(dist, { recursive: true })
  .filter((path) => ['.js', '.css', '.bin', '.wasm', '.json', '.woff2'].includes(extname(path)))
  .map(weigh)
  .sort((a, b) => b.packed - a.packed);
const first = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map((match) => weigh(match[1]));
const sum = (list) => list.reduce((all, { packed }) => all + packed, 0);
const entry = sum(first.filter(({ path }) => path.endsWith('.js')));
const styles = sum(first.filter(({ path }) => path.endsWith('.css')));
const lazy = files.find(({ path }) => path.endsWith('.js') && !/worker|duckdb/.test(path));

for (const { path, raw, packed } of files.slice(0, 25))
  console.log(`${packed.toFixed(1).padStart(9)} kB gz ${raw.toFixed(1).padStart(9)} kB  ${path}`);
const checks = [
  ['scripts of the first load', entry, budgets.entry],
  ['styles of the first load', styles, budgets.styles],
  ['largest script', lazy?.packed ?? 0, budgets.largest],
];
for (const [name, size, budget] of checks)
  console.log(`${size > budget ? '✗' : '✓'} ${name}: ${size.toFixed(1)} kB of ${budget} kB gzipped`);
process.exitCode = checks.some(([, size, budget]) => size > budget) ? 1 : 0;
