import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, root } from './tree.ts';

const folders = [...new Set(filesOf('src', /\.(ts|svelte)$/).map(({ path }) => path.split('/').slice(0, 2).join('/')))];

test.each(folders)('%s says in one line what it is for', (folder) => {
  const readme = join(root, folder, 'README.md');
  expect(existsSync(readme), `${folder}/README.md is missing`).toBe(true);
  expect(readFileSync(readme, 'utf8').trim().length).toBeGreaterThan(20);
});

test('links in documents point at files that exist', () => {
  const broken = filesOf('.', /^(docs\/|src\/|sample-data\/)?[^/]*\.md$|^docs\/.*\.md$/).flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((link) => !existsSync(join(root, dirname(path), link)))
      .map((link) => `${path}: ${link}`),
  );
  expect(broken).toEqual([]);
});
