// What each model weighs when it is bundled alone, and the library as a whole: raw as it stands in the bundle, and minified and gzipped.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../install.mjs';
import { bundle } from './bundle.mjs';

const models = join(root, 'src/models');

/** Definitions of the models that the library offers: those that its declarations reach. */
function offered(program) {
  const files = readdirSync(models, { recursive: true }).filter((path) => /^[^/]+\/[^/]+\/(definition|covariates)\.ts$/.test(path));
  return files.map((path) => join(models, path)).filter((path) => program.getSourceFile(path));
}

/** Sizes in bytes, the largest first, the whole library at the end. */
export async function sizesOf(program, entry) {
  const rows = [];
  for (const path of [...offered(program), entry]) {
    const [plain, small] = [await bundle(path), await bundle(path, { minify: true })];
    const name =
      path === entry
        ? 'everything'
        : relative(models, path)
            .replace(/^[^/]+\/(.+?)\/(definition|(covariates))\.ts$/, '$1 $3')
            .trim();
    rows.push({ name, raw: Buffer.byteLength(plain.code), minified: Buffer.byteLength(small.code), packed: gzipSync(small.code).length });
  }
  return rows;
}
