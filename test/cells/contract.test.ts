import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cells } from '#cells/index.ts';
import { highlight } from '#cells/sql/highlight.ts';
import { drawn } from '#cells/result-table.ts';
import { withParameters } from '#cells/parameters.ts';
import { toCell } from '#notebook/cell.ts';

const folder = join(import.meta.dirname, '../../src/cells');
const folders = readdirSync(folder, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('definition.ts'),
);

test('every folder with a definition is in the list, under the name of the folder', () => {
  expect(cells.map((definition) => definition.kind).sort()).toEqual(folders.map((entry) => entry.name).sort());
});

test.each(cells.map((definition) => ({ kind: definition.kind, definition })))(
  '$kind takes and gives names without being run, also when nothing is written',
  ({ kind, definition }) => {
    const cell = toCell({ key: 'c1', source: '', spec: { kind }, problem: null }, definition.defaults);
    expect(definition.inputs(cell)).toEqual({ uses: [], mentions: [] });
    expect(definition.outputs(cell)).toEqual([]);
    expect(definition.migrate({ kind }, 1)).toEqual({ kind });
  },
);

test.each(cells.map((definition) => ({ kind: definition.kind, definition })))(
  '$kind with nothing written fails with a code, not with a crash',
  async ({ kind, definition }) => {
    const never = () => Promise.reject(new Error('asked'));
    const cell = toCell({ key: 'c1', source: '', spec: { kind }, problem: null }, definition.defaults);
    const context = {
      lenses: [],
      allLenses: () => Promise.resolve([]),
      statistics: never,
      engine: never,
      value: undefined,
      resultOf: () => undefined,
      onProgress: () => undefined,
    };
    const run = async () => definition.run(cell, context, new AbortController().signal);
    await expect(run()).rejects.toMatchObject({ code: expect.stringMatching(/^(cells|sql)\//) as string });
  },
);

test('highlighted SQL is the same text, with the mistake marked across spans', () => {
  const text = "select a, 'from' /* x */ from b -- c";
  const spans = highlight(text, { start: 7, end: 16 });
  expect(spans.map((span) => span.text).join('')).toBe(text);
  expect(
    spans
      .filter((span) => span.marked)
      .map((span) => span.text)
      .join(''),
  ).toBe("a, 'from'");
  expect(spans.filter((span) => span.tone === 'keyword').map((span) => span.text)).toEqual(['select', 'from']);
  expect(highlight('a', { start: 1, end: 1 }).map((span) => span.text)).toEqual(['a']);
});

test('a result is drawn by place: any column name, any name twice, dates as ISO, years without separators', () => {
  const { columns, rows } = drawn({
    rowCount: 1,
    columns: [
      { name: '__proto__', kind: 'number', values: [2026] },
      { name: '__proto__', kind: 'date', values: [0] },
      { name: 'constructor', kind: 'timestamp', values: [86_400_000] },
      { name: 'n', kind: 'number', values: [1.5] },
    ],
  });
  expect(rows).toEqual([{ c0: 2026, c1: '1970-01-01', c2: '1970-01-02', c3: 1.5 }]);
  expect(columns.map(({ title, format }) => `${title} ${format ?? ''}`)).toEqual([
    '__proto__ text',
    '__proto__ text',
    'constructor text',
    'n number',
  ]);
});

test('parameters are replaced at every depth; a parameter without a value reads null', () => {
  const resultOf = (name: string) => (name === '$a' ? { value: 5 } : undefined);
  expect(withParameters({ x: '$A', list: ['$a', { y: '$b' }], text: 'costs $a' }, resultOf)).toEqual({
    x: 5,
    list: [5, { y: null }],
    text: 'costs $a',
  });
});
