import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'perennial-canary-'));

const copied =
  'src test tools sample-data docs index.html leave.html package.json tsconfig.json tsconfig.pure.json vite.config.ts vitest.config.ts playwright.config.ts svelte.config.js eslint.config.js .dependency-cruiser.cjs .prettierrc.json .prettierignore knip.json'.split(
    ' ',
  );

/** Faults planted in the copy, by path. Each must be named by the gate that exists for it. */
const faults: Record<string, string> = {
  'src/base/canary-type.ts': "export const canaryNumber: number = 'text';\n",
  'src/base/CanaryType.svelte': '<script lang="ts">\n  const canary: number = \'text\';\n</script>\n\n{canary}\n',
  'src/models/canary-pure.ts': 'export const canaryTitle = (): string => document.title;\n',
  'src/base/canary-level.ts': "export { locale as canaryLocale } from '#i18n/locale.ts';\n",
  'src/ui/CanaryLevel.svelte':
    '<script lang="ts">\n  import { importers } from \'#importers/index.ts\';\n</script>\n\n{importers.length}\n',
  'src/base/canary-lazy.ts': "export const canaryLazy = (): Promise<unknown> => import('#i18n/locale.ts');\n",
  'src/lenses/canary-one/analyse.ts': "export { canarySibling } from '../canary-two/analyse.ts';\n",
  'src/lenses/canary-two/analyse.ts': 'export const canarySibling = 1;\n',
  'src/base/canary-owner.ts': "export { tableFromIPC as canaryTable } from 'apache-arrow';\n",
  'src/ui/CanaryText.svelte': '<p>Hard-coded words</p>\n<p style="color: red">{@html 1}</p>\n',
  'src/base/canary-lint.ts': 'export function canaryLint(): void {\n  Promise.resolve(1);\n}\n',
  'src/base/canary-format.ts': 'export   const canaryFormat={a:1}\n',
};

/** Runs a program of node_modules in the copy and answers its exit code and everything it said. */
function gate(...command: string[]): { status: number | null; said: string } {
  const [name = '', ...words] = command;
  const run = spawnSync(join(copy, 'node_modules/.bin', name), words, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status: run.status, said: run.stdout + run.stderr };
}

beforeAll(() => {
  for (const path of copied) if (existsSync(join(root, path))) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [path, text] of Object.entries(faults)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('types: svelte-check reports a type error in a module and one in a component, over the whole program', () => {
  const { status, said } = gate('svelte-check', '--tsconfig', 'tsconfig.json', '--fail-on-warnings', '--output', 'machine');
  expect(status).not.toBe(0);
  expect(said).toContain('src/base/canary-type.ts');
  expect(said).toContain('src/base/CanaryType.svelte');
});

test('types: tsc reports a type error in a module', () => {
  const { status, said } = gate('tsc', '--noEmit', '-p', 'tsconfig.json');
  expect(status).not.toBe(0);
  expect(said).toContain('src/base/canary-type.ts');
});

test('purity: a model that touches the page does not compile', () => {
  const { status, said } = gate('tsc', '--noEmit', '-p', 'tsconfig.pure.json');
  expect(status).not.toBe(0);
  expect(said).toContain('src/models/canary-pure.ts');
});

describe('boundaries', () => {
  let report: { status: number | null; said: string };
  beforeAll(() => void (report = gate('depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src')));

  test.each([
    ['an import of a higher level', 'src/base/canary-level.ts'],
    ['a component that imports a higher level', 'src/ui/CanaryLevel.svelte'],
    ['a lazy import of a higher level', 'src/base/canary-lazy.ts'],
    ['an import of a sibling', 'src/lenses/canary-one/analyse.ts'],
    ['a third-party library outside of its folder', 'src/base/canary-owner.ts'],
  ])('%s is reported', (_, path) => {
    expect(report.status).not.toBe(0);
    expect(report.said).toContain(path);
  });
});

test('unused: a file that nobody imports and an export that nobody uses are reported', () => {
  writeFileSync(join(copy, 'src/base/error.ts'), `${faultless('src/base/error.ts')}\nexport const canaryExport = 1;\n`);
  const { status, said } = gate('knip', '--no-progress');
  expect(status).not.toBe(0);
  expect(said).toContain('src/base/canary-format.ts');
  expect(said).toContain('canaryExport');
});

test('lint: hard-coded text, a style attribute, raw HTML and a forgotten promise are reported', () => {
  const { status, said } = gate('eslint', 'src/ui/CanaryText.svelte', 'src/base/canary-lint.ts');
  expect(status).not.toBe(0);
  for (const part of ['is a message', 'style attribute', 'svelte/no-at-html-tags', 'no-floating-promises']) expect(said).toContain(part);
});

test('format: a file that Prettier would write otherwise is reported', () => {
  const { status, said } = gate('prettier', '--check', 'src/base/canary-format.ts');
  expect(status).not.toBe(0);
  expect(said).toContain('canary-format.ts');
});

/** Text of a file of the repository itself. */
function faultless(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
