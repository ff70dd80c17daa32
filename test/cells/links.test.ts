import { afterEach, expect, test } from 'vitest';
import { OpenNotebook } from '#cells/open-notebook.ts';
import type { Lens } from '#lenses/definition.ts';

let open: OpenNotebook | undefined;
afterEach(() => open?.dispose());

const echo = {
  id: 'echo',
  defaults: { cohort: 'none', by: 'none' },
  statistics: [],
  analyse: (_: unknown, options: unknown) => ({ status: 'ready', options }),
} as unknown as Lens;
const text =
  '```param cohort {type: link, label: Cohort, value: all}\n```\n```param by {type: select, choices: [a, b]}\n```\n```lens echo {cohort: $cohort, by: $by}\n```\n```lens echo {by: $by}\n```\n';

async function opened() {
  open = new OpenNotebook(text, {
    sources: {
      lenses: [echo],
      allLenses: () => Promise.resolve([echo]),
      statistics: () => Promise.resolve({}),
      engine: () => Promise.reject(new Error('not asked')),
    },
    started: true,
  });
  await open.runner.settled();
  const { key } = open.document.parts.find(({ spec }) => spec.kind === 'lens')!;
  return { notebook: open, key };
}

const optionsOf = (notebook: OpenNotebook, key: string) =>
  (notebook.runner.state(key).result as { answer: { options: Record<string, unknown> } }).answer.options;

test('a cell links those of its options that hang on a parameter of type link, and no other', async () => {
  const { notebook, key } = await opened();
  expect(notebook.links(key)).toMatchObject([{ option: 'cohort', label: 'Cohort', value: 'all', all: 'all' }]);
  expect(optionsOf(notebook, key)).toEqual({ cohort: 'all', by: 'a' });
});

test('setting a link runs what hangs on it again, and its first value takes it back', async () => {
  const { notebook, key } = await opened();
  notebook.links(key)[0]!.set('2024-01-01/2024-03-31');
  await notebook.runner.settled();
  expect(notebook.links(key)[0]!.value).toBe('2024-01-01/2024-03-31');
  expect(optionsOf(notebook, key)).toMatchObject({ cohort: '2024-01-01/2024-03-31' });
  notebook.links(key)[0]!.set(notebook.links(key)[0]!.all);
  await notebook.runner.settled();
  expect(optionsOf(notebook, key)).toMatchObject({ cohort: 'all' });
});

test('a cell that does not follow a link is told what was chosen by it, and nothing while nothing is', async () => {
  const { notebook, key } = await opened();
  const other = notebook.document.parts.find(({ spec }) => spec.kind === 'lens' && spec.options?.cohort === undefined)!.key;
  expect([notebook.unfollowed(key), notebook.unfollowed(other)]).toEqual([[], []]);
  notebook.links(key)[0]!.set('2024-01-01/2024-03-31');
  await notebook.runner.settled();
  expect(notebook.unfollowed(key)).toEqual([]);
  expect(notebook.unfollowed(other)).toEqual([{ label: 'Cohort', value: '2024-01-01/2024-03-31' }]);
});
