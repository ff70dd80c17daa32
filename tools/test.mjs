// npm test: installs what is missing, then runs every gate and every test that needs nothing but this repository.
// `npm test -- lint unit` runs only the steps of those names. Counts go to .cache/counts.json, where .ci/run finds them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { line, total } from './counts.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { freshMessages } from './fresh-messages.mjs';
import { ensureInstalled, root } from './install.mjs';
import { runSteps } from './run-steps.mjs';

const cache = join(root, '.cache');
const report = (name) => join(cache, `report-${name}.json`);

/** A step of one Vitest project. */
function vitest(project) {
  const command = ['vitest', 'run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report(project)}`];
  return { name: project, command, report: report(project) };
}

/** What keeps one core busy and disturbs nobody; the longest first, so that two lanes end together. */
const sideBySide = [
  { name: 'templates', command: ['svelte-check', '--tsconfig', 'tsconfig.json', '--fail-on-warnings', '--output', 'human'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  vitest('canaries'),
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'pseudo-build', command: ['node', 'tools/build-pseudo.mjs'] },
  { name: 'build', command: ['vite', 'build', '--logLevel', 'warn'] },
  { name: 'pure', command: ['tsc', '--noEmit', '-p', 'tsconfig.pure.json'] },
  { name: 'boundaries', command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'test', 'tools'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'unused', command: ['knip', '--no-progress'] },
];
/** What takes the whole machine, or measures time. */
const alone = [
  vitest('unit'),
  vitest('browser'),
  {
    name: 'journeys',
    command: ['playwright', 'test', '--grep-invert', '@reference', '--reporter=line,json'],
    report: report('journeys'),
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('journeys') },
  },
];
const reference = [
  vitest('reference'),
  {
    name: 'reference-journeys',
    command: ['playwright', 'test', '--grep', '@reference', '--reporter=line,json'],
    report: report('reference-journeys'),
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('reference-journeys') },
  },
];

ensureInstalled();
process.env.CHROME_PATH = ensureChromium();
process.env.TZ = 'UTC';
mkdirSync(cache, { recursive: true });
freshMessages();

const names = process.argv.slice(2);
const withReference = names.includes('reference');
const chosen = (steps) => (names.length === 0 ? steps : steps.filter((step) => names.includes(step.name)));
const results = [
  ...(await runSteps(chosen(sideBySide), 2)),
  ...(await runSteps(chosen(alone), 1)),
  ...(withReference ? await runSteps(reference, 1) : []),
];
const counts = total(results);
writeFileSync(join(cache, 'counts.json'), JSON.stringify({ ...counts, steps: results }, null, 2));
console.log('');
for (const { name, ...step } of results) console.log(`${step.failed ? '✗' : '✓'} ${name.padEnd(20)} ${line(step)}`);
console.log(`\n${line(counts)}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
