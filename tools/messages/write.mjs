import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredDomain, declaredRuntime, declareMessages } from './declare.mjs';
import { root } from './key.mjs';
import { wholeModule } from './whole.mjs';

/** Domains whose messages are looked up by computed key: a module each, so that only whoever does so carries them all. */
const domains = { data: 'data_', errors: 'error_' };

/** English of all domains, by key. */
function englishTexts() {
  const folder = join(root, 'src/i18n/messages');
  return Object.assign({}, ...readdirSync(folder).map((domain) => JSON.parse(readFileSync(join(folder, domain, 'en.json'), 'utf8'))));
}

/** Compiled modules of the messages in a folder, by key. */
function modulesIn(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js') && name !== '_index.js');
  return new Map(names.sort().map((name) => [name.slice(0, -3), readFileSync(join(folder, name), 'utf8')]));
}

/** Writes beside the compiled messages their types, the modules of the domains, and all of it once more as `whole`. */
export function writeAround(folder) {
  const modules = modulesIn(join(folder, 'messages'));
  const write = (path, text) => writeFileSync(join(folder, path), text);
  for (const name of ['domains', 'whole']) mkdirSync(join(folder, name));
  write('messages.d.ts', declareMessages(modules, englishTexts()));
  write('runtime.d.ts', declaredRuntime);
  write('whole/messages.js', wholeModule(modules));
  for (const [domain, prefix] of Object.entries(domains)) {
    const keys = [...modules.keys()].filter((key) => key.startsWith(prefix));
    write(`domains/${domain}.js`, keys.map((key) => `export * from '../messages/${key}.js';\n`).join(''));
    write(`domains/${domain}.d.ts`, declaredDomain);
    write(`whole/${domain}.js`, `export { ${keys.join(', ')} } from './messages.js';\n`);
  }
}
