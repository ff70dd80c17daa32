// npm run build:library [folder] [--sizes]: the models as a package that another project installs, in dist-library unless a folder is named:
// one ES module without anything to import, its declarations, its README, pages of its API, licences; --sizes prints what each model weighs.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled(); // before what needs packages is imported
const { pageOf } = await import('./library/api.mjs');
const { bundle } = await import('./library/bundle.mjs');
const { sizesOf } = await import('./library/sizes.mjs');
const { programOf, writeTypes } = await import('./library/types.mjs');

const source = join(root, 'src/library');
const entry = join(source, 'index.ts');
const words = process.argv.slice(2);
const folder = resolve(words.find((word) => !word.startsWith('--')) ?? join(root, 'dist-library'));
const { version, license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const write = (path, text) => writeFileSync(join(folder, path), text);

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'api'), { recursive: true });

const { code, packages } = await bundle(entry);
write('models.js', code);
const program = programOf(entry);
writeTypes(program, entry, join(folder, 'types'));

const topics = readdirSync(source).filter(
  (name) => /^export .* from '#/m.test(readFileSync(join(source, name), 'utf8')) && name !== 'index.ts',
);
const pages = topics.map((name) => ({ file: name.replace('.ts', '.md'), ...pageOf(program, join(source, name)) }));
for (const { file, title, intro, text } of pages) write(join('api', file), `# ${title}\n\n${intro}\n\n${text}`);
const contents = pages.map(
  ({ file, title, intro, names }) => `## [${title}](${file})\n\n${intro}\n\n${names.map((name) => `\`${name}\``).join(' · ')}\n`,
);
write('api/README.md', `# API of perennial/models\n\n${contents.join('\n')}`);

cpSync(join(source, 'README.md'), join(folder, 'README.md'));
cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
const notices = packages.map(({ name, version: of, license: under, notice }) => `${name} ${of}, ${under}${notice ? `. ${notice}` : ''}`);
write('NOTICE', `The module contains code of these packages:\n\n${notices.join('\n')}\n`);
const models = { types: './types/library/index.d.ts', default: './models.js' };
const manifest = {
  name: 'perennial',
  version,
  description: 'Customer-base models: buying until dropping out, spend, contracts, survival, lifetime value',
  license,
  type: 'module',
  sideEffects: false,
  engines,
  exports: { './models': models, './package.json': './package.json' },
};
write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);

if (words.includes('--sizes')) {
  const kilo = (bytes) => (bytes / 1024).toFixed(1).padStart(8);
  console.log('      raw  minified   gzipped  kB, each model bundled alone');
  for (const { name, raw, minified, packed } of await sizesOf(program, entry))
    console.log(`${kilo(raw)}  ${kilo(minified)}  ${kilo(packed)}  ${name}`);
}
console.log(folder);
