// One ES module from an entry of src, with nothing left to import.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../install.mjs';

/** Bundles an entry in memory; answers the code and the third-party packages inside it. Throws when anything is left to import. */
export async function bundle(entry, { minify = false } = {}) {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@stdlib/assert-has-generator-support': join(root, 'tools/has-generators.cjs') } },
    build: {
      write: false,
      minify,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'models' },
      rolldownOptions: { treeshake: { moduleSideEffects: (id) => id === entry } },
    },
  });
  const chunks = [result].flat()[0].output.filter(({ type }) => type === 'chunk');
  const [chunk, ...others] = chunks;
  const open = [...chunk.imports, ...chunk.dynamicImports];
  if (others.length > 0 || open.length > 0) throw new Error(`the library must be one file; it also needs ${open.join(', ')}`);
  return { code: chunk.code, packages: packagesOf(chunk.moduleIds) };
}

/** Name, version and licence of the packages that modules come from, with the notice that must go along. */
function packagesOf(modules) {
  const folders = modules.map((id) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]).filter(Boolean);
  return [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const notice = join(folder, 'NOTICE');
    return { name, version, license, notice: existsSync(notice) ? readFileSync(notice, 'utf8').trim() : '' };
  });
}
