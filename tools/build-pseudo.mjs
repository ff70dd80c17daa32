// Builds the site with pseudo-English into dist-pseudo, from a copy, so that the working tree keeps its real messages.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const copied =
  'src public sample-data tools project.inlang index.html leave.html package.json tsconfig.json vite.config.ts svelte.config.js'.split(' ');
const copy = mkdtempSync(join(root, '.cache', 'pseudo-build-'));

/** Runs a program in the copy; throws with its exit code when it fails. */
function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: copy, stdio: 'inherit', env: { ...process.env, PSEUDO: '1' } });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}`);
}

try {
  for (const path of copied) if (existsSync(join(root, path))) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  run('tools/compile-messages.mjs');
  run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', join(root, 'dist-pseudo'), '--emptyOutDir');
} finally {
  rmSync(copy, { recursive: true });
}
