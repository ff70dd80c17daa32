import { expect, test } from 'vitest';
import { wrongImports } from './component-imports.ts';
import { filesOf } from './tree.ts';

test('components import only lower levels, types included', () => {
  expect(filesOf('src', /\.svelte$/).flatMap(wrongImports)).toEqual([]);
});

test('a type of a higher level is seen, a lower level and the own folder are accepted', () => {
  const script = (folder: string) => ({
    path: 'src/ui/X.svelte',
    text: `<script lang="ts">import type { X } from '#${folder}/x.ts';</script>`,
  });
  expect(wrongImports(script('engine'))).toEqual(['src/ui/X.svelte imports engine']);
  expect(wrongImports(script('figures'))).toEqual(['src/ui/X.svelte imports figures']);
  expect(wrongImports(script('i18n'))).toEqual([]);
  expect(wrongImports(script('ui'))).toEqual([]);
});

test('what Node runs too, from the panel to the lenses, loads its components only when a page asks', () => {
  const early = filesOf('src', /^src\/(lenses|statistics|panel|figures|models|mapping|importers)\/.*\.ts$/).filter(({ text }) =>
    /^import (?!type ).*\.svelte'/m.test(text),
  );
  expect(early.map(({ path }) => path)).toEqual([]);
});
