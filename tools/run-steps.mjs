import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { countsOf } from './counts.mjs';
import { root } from './install.mjs';

/** Runs one step `{name, command, report?, environment?}` to its end, prints what it said, and answers its counts. */
function runStep(step) {
  const started = Date.now();
  if (step.report) rmSync(step.report, { force: true });
  return new Promise((resolve) => {
    const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, npm_config_loglevel: 'error', ...step.environment };
    const child = spawn('npx', ['--no-install', ...step.command], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (text) => (output += text));
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code) => {
      const counts = countsOf(step, code ?? 1);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      const quiet = code === 0 && !step.report;
      console.log(`\n${code === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)${quiet ? '' : `\n${output.trimEnd()}`}`);
      resolve({ name: step.name, ...counts });
    });
  });
}

/** Runs steps, at most `lanes` at a time, in order; answers the counts of each. Every step runs, whatever failed before it. */
export async function runSteps(steps, lanes) {
  const waiting = [...steps];
  const results = [];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
