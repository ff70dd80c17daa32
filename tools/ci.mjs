// .ci/run: npm test, then what needs the reference data, then one honest line with the sum of both.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { line, total } from './counts.mjs';
import { root } from './install.mjs';

const counts = join(root, '.cache/counts.json');

/** Runs npm with the given words and answers its counts; one failure when it ended before it could count. */
function run(...words) {
  rmSync(counts, { force: true });
  const { status } = spawnSync('npm', words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    return JSON.parse(readFileSync(counts, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, status };
  }
}

const sum = total([run('test'), run('test', '--', 'reference')]);
console.log(`\n${line(sum)}`);
process.exitCode = sum.failed > 0 ? 1 : 0;
