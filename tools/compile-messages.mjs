// Compiles src/i18n/messages/*/{en,zh-Hans}.json into typed functions under src/i18n/paraglide (generated, not committed), unless they are
// compiled already. With PSEUDO=1 English is replaced by accented, bracketed text, so that a page shows every string that is not a message.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiled, compiledKey, messagesKey, root } from './messages/key.mjs';
import { alone } from './messages/lock.mjs';
import { place } from './messages/place.mjs';
import { pseudoProject } from './messages/pseudo.mjs';
import { writeAround } from './messages/write.mjs';

/** Compiles into a folder of its own and moves that to its place; what was made from is written last. */
async function compileMessages() {
  const key = messagesKey();
  if (compiledKey() === key) return;
  const real = join(root, 'project.inlang');
  const { project, temporary } = process.env.PSEUDO ? await pseudoProject(real) : { project: real };
  const { compile } = await import('@inlang/paraglide-js'); // takes a second, which is only spent when there is something to compile
  const made = mkdtempSync(join(root, '.cache', 'messages-'));
  await compile({ project, outdir: made, strategy: ['baseLocale'] });
  writeAround(made);
  writeFileSync(join(made, 'made-from'), key);
  place(made, compiled, ['whole/messages.js', 'messages/_index.js', 'made-from']);
  if (temporary) rmSync(temporary, { recursive: true });
}

mkdirSync(join(root, '.cache'), { recursive: true });
await alone(join(root, '.cache/messages.lock'), compileMessages);
process.exit(0); // the compiler's library keeps handles open
