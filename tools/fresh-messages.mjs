// Compiles the messages when they are not what was compiled last. Plain Node, no packages: entry scripts run it first.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compiledKey, messagesKey, root } from './messages/key.mjs';

/** Compiles the messages if they are stale; throws with the compiler's output when that fails. */
export function freshMessages() {
  if (compiledKey() === messagesKey()) return;
  const run = spawnSync(process.execPath, [join(root, 'tools/compile-messages.mjs')], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`messages do not compile:\n${run.stdout}${run.stderr}`);
}
