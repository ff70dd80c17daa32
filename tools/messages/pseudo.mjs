import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './key.mjs';

const accents = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', n: 'ñ', c: 'ç', y: 'ý' };

/** Accents words outside `{parameters}` and `[[tone:` marks and brackets the whole, keeping the message valid. */
function pseudo(text) {
  return `⟦${text.replace(/(\{[^}]*\}|\[\[[a-z-]+:)|([aeiouAEIOUncy])/g, (_, keep, letter) => keep ?? accents[letter])}⟧`;
}

/** A project like `project` whose English is accented, in a temporary folder that the caller removes: `{project, temporary}`. */
export async function pseudoProject(project) {
  const temporary = await mkdtemp(join(root, '.cache', 'pseudo-'));
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
  const copy = join(temporary, 'project.inlang');
  await mkdir(copy);
  await writeFile(join(copy, 'settings.json'), JSON.stringify(settings));
  return { project: copy, temporary };
}
