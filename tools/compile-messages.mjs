// Compiles src/i18n/messages/*/{en,zh-Hans}.json into typed functions under src/i18n/paraglide (generated, not committed).
// With PSEUDO=1 English is replaced by accented, bracketed text, so that a page shows every string that is not a message.
import { compile } from '@inlang/paraglide-js';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const accents = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', n: 'ñ', c: 'ç', y: 'ý' };

/** Accents words outside `{parameters}` and `[[tone:` marks and brackets the whole, keeping the message valid. */
function pseudo(text) {
  return `⟦${text.replace(/(\{[^}]*\}|\[\[[a-z-]+:)|([aeiouAEIOUncy])/g, (_, keep, letter) => keep ?? accents[letter])}⟧`;
}

/** One module a domain whose messages are looked up by computed key, so that only whoever does so carries them all. */
async function writeDomains(folder) {
  await mkdir(join(folder, 'domains'), { recursive: true });
  for (const [domain, prefix] of [
    ['data', 'data_'],
    ['errors', 'error_'],
  ]) {
    const messages = JSON.parse(await readFile(join(root, 'src/i18n/messages', domain, 'en.json'), 'utf8'));
    const keys = Object.keys(messages).filter((key) => key.startsWith(prefix));
    await writeFile(join(folder, 'domains', `${domain}.js`), keys.map((key) => `export * from '../messages/${key}.js';\n`).join(''));
    await writeFile(join(folder, 'domains', `${domain}.d.ts`), 'export {};\n');
  }
}

/** Puts a finished folder in the place of the old one, so that whoever reads meanwhile finds one of the two; when others do the same, the last one stays. */
async function replace(old, made) {
  const aside = `${made}-old`;
  for (let left = 20; left > 0; left--) {
    await rename(old, aside).catch(() => undefined);
    const placed = await rename(made, old).then(
      () => true,
      (error) => {
        if (left === 1) throw error;
        return false;
      },
    );
    await rm(aside, { recursive: true, force: true });
    if (placed) return;
  }
}

let project = join(root, 'project.inlang');
let temporary;
await mkdir(join(root, '.cache'), { recursive: true });
if (process.env.PSEUDO) {
  temporary = await mkdtemp(join(root, '.cache', 'pseudo-'));
  await cp(join(root, 'src/i18n/messages'), join(temporary, 'messages'), { recursive: true });
  for (const domain of await readdir(join(temporary, 'messages'))) {
    const file = join(temporary, 'messages', domain, 'en.json');
    const messages = JSON.parse(await readFile(file, 'utf8'));
    for (const [key, value] of Object.entries(messages)) if (typeof value === 'string') messages[key] = pseudo(value);
    await writeFile(file, JSON.stringify(messages));
  }
  const settings = JSON.parse(await readFile(join(project, 'settings.json'), 'utf8'));
  settings.modules = [join(root, 'node_modules/@inlang/plugin-message-format/dist/index.js')];
  const plugin = settings['plugin.inlang.messageFormat'];
  plugin.pathPattern = plugin.pathPattern.map((pattern) => pattern.replace('./src/i18n/messages', join(temporary, 'messages')));
  project = join(temporary, 'project.inlang');
  await mkdir(project);
  await writeFile(join(project, 'settings.json'), JSON.stringify(settings));
}
const made = await mkdtemp(join(root, '.cache', 'messages-'));
await compile({ project, outdir: made, strategy: ['baseLocale'], emitTsDeclarations: true });
await writeDomains(made);
await replace(join(root, 'src/i18n/paraglide'), made);
if (temporary) await rm(temporary, { recursive: true });
process.exit(0); // the compiler's library keeps handles open
