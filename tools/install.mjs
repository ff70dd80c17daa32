// Makes sure that the packages of the lockfile are installed. Plain Node: runs before node_modules exists.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** Ends the process with one sentence when this Node is too old for the tool chain. */
function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Perennial needs Node 20.19 or newer; this is ${process.versions.node}. Install it from https://nodejs.org and try again.`);
  process.exit(1);
}

/** True when every package that the lockfile names for this machine stands in node_modules in that version. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || optional || present[path]?.version === version);
}

/** Runs `npm ci` unless the lockfile is already satisfied; ends the process with npm's exit code when that fails. */
export function ensureInstalled() {
  requireNode();
  if (isInstalled()) return;
  console.log('Installing the packages of package-lock.json …');
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) {
    console.error('npm ci failed; see its message above. Nothing else was tried.');
    process.exit(run.status ?? 1);
  }
}
