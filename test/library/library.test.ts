import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'src/library/README.md'), 'utf8');
const examples = [...readme.matchAll(/^## ([^\n]+)\n(?:(?!\n## )[^])*?```js\n([^]*?)```/gm)].map(([, title, code]) => ({
  title: title!,
  code: code!,
}));

let consumer: string;
let library: string;

beforeAll(async () => {
  consumer = mkdtempSync(join(tmpdir(), 'perennial-consumer-'));
  library = join(consumer, 'node_modules/perennial');
  mkdirSync(library, { recursive: true });
  await run(process.execPath, [join(root, 'tools/build-library.mjs'), library], { cwd: root });
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
}, 120_000);

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

describe('The README of the library', () => {
  test('has an example in every section that promises one', () => {
    expect(examples.map(({ title }) => title).length).toBeGreaterThanOrEqual(6);
    expect(readme.match(/```js/g)).toHaveLength(examples.length);
  });

  test.each(examples)('$title: prints what it says, in plain Node', async ({ title, code }) => {
    const file = join(consumer, `${title.replace(/[^a-z]+/gi, '-')}.js`);
    writeFileSync(file, code);
    const { stdout } = await run(process.execPath, [file], { cwd: consumer });
    const promised = [...code.matchAll(/\/\/ → (.+)$/gm)].map(([, text]) => text!);
    expect(promised.length).toBeGreaterThan(0);
    expect(stdout.trim().split('\n')).toEqual(promised);
  });
});

describe('The package', () => {
  /** What the compiler says of texts of a consumer's, by text. */
  const compiled = (texts: readonly string[], strict: boolean): string[][] => {
    const files = texts.map((text, i) => {
      const file = join(consumer, `${strict ? 'strict' : 'loose'}-${i}.mts`);
      writeFileSync(file, `declare const console: { log(...values: unknown[]): void };\n${text}\nexport {};\n`);
      return file;
    });
    const program = ts.createProgram(files, {
      strict,
      noUncheckedIndexedAccess: strict,
      noEmit: true,
      lib: ['lib.es2023.d.ts'],
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    });
    const said = ts.getPreEmitDiagnostics(program);
    expect(said.filter(({ file }) => !file || !files.includes(file.fileName)).map(({ messageText }) => messageText)).toEqual([]);
    return files.map((path) =>
      said.filter(({ file }) => file?.fileName === path).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    );
  };

  test('its examples compile for a consumer who has neither the DOM library nor Node types', { timeout: 60_000 }, () => {
    const codes = examples.map(({ code }) => code);
    expect(compiled(codes, false)).toEqual(codes.map(() => []));
  });

  test('a strict consumer is told what may be null and which names a model has', { timeout: 60_000 }, () => {
    const code = (use: string) => `import { bgNbdModel, fit as fitted, type Histories, sbg, tenuresOfCohorts } from 'perennial/models';
      const fit = fitted(sbg, { tenures: tenuresOfCohorts([[9, 5, 4]]).tenures });
      const histories: Histories = { x: new Float64Array(1), tx: new Float64Array(1), T: Float64Array.of(9), weight: Float64Array.of(1) };
      const other = bgNbdModel.fit({ histories }, {}, { aborted: false });
      ${use}`;
    const uses = [
      'console.log(fit.estimates?.alpha, other.reason?.code);',
      'console.log(fit.estimates.alpha);',
      'console.log(other.estimates?.beta);',
    ];
    const [sound, careless, wrong] = compiled(uses.map(code), true);
    expect(sound).toEqual([]);
    expect(careless).toEqual(["'fit.estimates' is possibly 'null'."]);
    expect(wrong).toHaveLength(1);
  });

  test('offers every model of customer bases that the product has', () => {
    const listed = readFileSync(join(root, 'src/models/index.ts'), 'utf8');
    const offered = [...listed.matchAll(/from '\.(\/(?:market|purchases|spend|survival)\/[^']+)'/g)].map(([, path]) => `'#models${path}'`);
    expect(offered.length).toBeGreaterThan(10);
    const topics = join(root, 'src/library');
    const lists = readdirSync(topics)
      .map((name) => readFileSync(join(topics, name), 'utf8'))
      .join('');
    expect(offered.filter((path) => !lists.includes(path))).toEqual([]);
  });

  test('is one module that imports nothing and knows no page', () => {
    const code = readFileSync(join(library, 'models.js'), 'utf8');
    expect(code).not.toMatch(/^import |\bimport\(|\brequire\(['"]/m);
    expect(code).not.toMatch(/\b(?:document|localStorage|indexedDB|fetch|XMLHttpRequest)\b\s*[.(]/);
    const { exports, dependencies, sideEffects } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8'));
    expect(Object.keys(exports)).toEqual(['./models', './package.json']);
    expect([dependencies, sideEffects]).toEqual([undefined, false]);
  });

  test('has a page for every topic, and says of every value what it is', () => {
    const pages = readdirSync(join(library, 'api')).filter((name) => name !== 'README.md');
    expect(pages).toEqual([
      'common.md',
      'contracts.md',
      'covariates.md',
      'market.md',
      'purchases.md',
      'spending.md',
      'survival.md',
      'value.md',
    ]);
    const contracts = readFileSync(join(library, 'api/contracts.md'), 'utf8');
    expect(contracts).toContain('## discountedResidual');
    expect(contracts).toContain('Fader & Hardie 2010');
    expect(contracts).toMatch(/\| `kept` \| `readonly number\[\]` \| customers last seen under contract/);
  });

  test('names the code of others inside it, with their licences', () => {
    expect(readFileSync(join(library, 'NOTICE'), 'utf8')).toMatch(/@stdlib\/math-base-special-gammaln \S+, Apache-2\.0/);
    expect(readFileSync(join(library, 'LICENSE'), 'utf8')).toContain('Apache License');
  });
});
