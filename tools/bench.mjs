// npm run bench [lines]: speed as ratios against native DuckDB with one thread, in one run on one generated file; then the page itself.
// npm run bench stages [lines]: the stage pass over a file and over one ten times as large, in time and memory.
// npm run bench clv: fits of BG/NBD and Pareto/NBD against a plain Nelder-Mead, as ratios.
// npm run bench largest: the largest file of orders that the built page opens.
import { spawnSync } from 'node:child_process';
import { ensureChromium } from './ensure-chromium.mjs';
import { freshMessages } from './fresh-messages.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
freshMessages();
const environment = { ...process.env, CHROME_PATH: ensureChromium(), TZ: 'UTC' };
const [first, ...rest] = process.argv.slice(2);
const named = ['clv', 'largest', 'stages'].includes(first);
const script = named ? [`tools/bench/${first}.ts`, ...rest] : ['tools/bench/run.ts', ...process.argv.slice(2)];
const command = ['--no-install', 'tsx', ...script];
process.exitCode = spawnSync('npx', command, { cwd: root, stdio: 'inherit', env: environment }).status ?? 1;
