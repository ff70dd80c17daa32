import { expect, test } from 'vitest';
import { misplacedSql, statementsIn } from './sql-places.ts';
import { filesOf } from './tree.ts';

test('SQL text stands only in sql, panel, statistics and in files called query.ts', () => {
  expect(misplacedSql(filesOf('src', /\.(ts|svelte)$/))).toEqual([]);
});

test.each([
  ['a plain string', "const q = 'select a from b'"],
  ['a template', 'const q = `create or replace table ${name} as values (1)`'],
  ['the sql tag, whatever it holds', 'const q = sql`age + 1`'],
  ['a setting', "run('SET memory_limit = 1')"],
])('%s is seen as SQL', (_, text) => {
  expect(misplacedSql([{ path: 'src/lenses/x/analyse.ts', text }])).toHaveLength(1);
});

test('SQL in the script of a component is seen', () => {
  const text = '<script lang="ts">const q = "insert into t values (1)";</script><p>select</p>';
  expect(misplacedSql([{ path: 'src/app/Page.svelte', text }])).toHaveLength(1);
});

test('the same text is accepted in query.ts, and prose that merely says "select" everywhere', () => {
  expect(misplacedSql([{ path: 'src/mapping/query.ts', text: "const q = 'select a from b'" }])).toEqual([]);
  expect(statementsIn({ path: 'src/ui/x.ts', text: "const role = 'selected'; // select a from b" })).toEqual([]);
});
