// What the compiled messages depend on, as one hash. Plain Node, no packages: entry scripts ask before anything is installed or compiled.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** The folder of the compiled messages. */
export const compiled = join(root, 'src/i18n/paraglide');

const compiler = join(root, 'node_modules/@inlang/paraglide-js/package.json');

/** Files below a folder, in order of path. */
const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** Hash of the messages, of the settings, of the compiler and of this folder, and of whether English is accented. */
export function messagesKey() {
  const hash = createHash('sha256').update(process.env.PSEUDO ? 'pseudo' : 'real');
  const sources = [...filesBelow(join(root, 'src/i18n/messages')), ...filesBelow(join(root, 'tools/messages'))];
  for (const file of [...sources, join(root, 'project.inlang/settings.json'), join(root, 'tools/compile-messages.mjs'), compiler])
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** Hash that the compiled messages were made from; null when there are none. */
export function compiledKey() {
  try {
    return readFileSync(join(compiled, 'made-from'), 'utf8');
  } catch {
    return null;
  }
}
