import { expect, test } from 'vitest';
import { filesOf } from './tree.ts';

const mostLines = 300;

/** Files that may be longer, each with its reason and its own limit. */
const longer: Record<string, { lines: number; because: string }> = {
  'src/schema/thresholds.ts': { lines: 600, because: 'every cut-off of the product with its reason, in one place' },
};

const files = filesOf('.', /^(src|test|tools|sample-data)\/.*\.(ts|svelte|mjs)$/).map(({ path, text }) => ({
  path,
  lines: text.trimEnd().split('\n').length,
}));

test(`no file is longer than ${mostLines} lines`, () => {
  const over = files.filter(({ path, lines }) => lines > (longer[path]?.lines ?? mostLines));
  expect(over.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

test('the list of longer files names only files that are there', () => {
  expect(Object.keys(longer).filter((path) => !files.some((file) => file.path === path))).toEqual([]);
});

test('half of the files of src are shorter than 100 lines', () => {
  const sizes = files.filter(({ path }) => path.startsWith('src/')).map(({ lines }) => lines);
  sizes.sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(100);
});
