import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** True when both files are there and hold the same bytes. */
function same(one, other) {
  try {
    return readFileSync(one).equals(readFileSync(other));
  } catch {
    return false;
  }
}

/**
 * Makes `folder` hold what `made` holds, and removes `made`. Whoever reads meanwhile finds every file whole, the old one or the new one:
 * files that changed are moved in one by one, those that name others last; only then what is no longer made goes.
 */
export function place(made, folder, last) {
  const files = filesOf(made);
  const rank = (file) => (last.includes(file) ? 1 + last.indexOf(file) : 0);
  for (const file of files.sort((a, b) => rank(a) - rank(b))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    if (!same(join(made, file), join(folder, file))) renameSync(join(made, file), join(folder, file));
  }
  const kept = new Set(files);
  for (const file of filesOf(folder)) if (!kept.has(file)) rmSync(join(folder, file));
  rmSync(made, { recursive: true });
}
