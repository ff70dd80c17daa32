// Compiles the messages when a message file is newer than what was compiled from it. Plain Node, no packages: entry scripts run it first.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Newest modification time below a folder, in milliseconds; 0 when the folder is missing or empty. */
function newest(folder) {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
  } catch {
    return 0;
  }
}

/** Compiles the messages if they are stale; throws with the compiler's output when that fails. */
export function freshMessages() {
  if (newest(join(root, 'src/i18n/paraglide')) > newest(join(root, 'src/i18n/messages'))) return;
  const run = spawnSync(process.execPath, [join(root, 'tools/compile-messages.mjs')], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`messages do not compile:\n${run.stdout}${run.stderr}`);
}
