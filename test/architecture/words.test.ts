import { expect, test } from 'vitest';
import { filesOf } from './tree.ts';

// Put together from pieces, so that this file does not find itself.
const forbidden: [string, RegExp][] = [
  ['an absolute path of somebody’s machine', new RegExp(['(^|[\\s\'"`(=])/', '(work|home|root|Users)', '/[a-z]'].join(''), 'm')],
  ['a ticket of a tracker nobody outside can read', new RegExp(['\\bissue', ' ?#?\\d+\\b'].join(''), 'i')],
  ['how the work was organised', new RegExp(['\\b(this|our|last|next) sess', 'ion\\b'].join(''), 'i')],
  ['a private folder', new RegExp(['\\bspec', '/[a-z-]+\\.md|\\bshared', '/(spec|design)'].join(''))],
];

const files = filesOf('.', /\.(ts|svelte|mjs|cjs|js|json|md|css|html|yml)$|^\.ci\//).filter(({ path }) => path !== 'package-lock.json');

test.each(forbidden)('no file speaks of %s', (_, pattern) => {
  expect(files.filter(({ text }) => pattern.test(text)).map(({ path, text }) => `${path}: ${pattern.exec(text)?.[0].trim()}`)).toEqual([]);
});
