import { expect, test } from 'vitest';
import { NotebookState } from '#state/notebook.svelte.ts';
import { titleOf } from '../../src/app/title.ts';

function setup(id = 'overview') {
  const place = { id, locale: 'en' as 'en' | 'zh-Hans' };
  const books = [
    {
      id: 'overview',
      title: (locale: string) => (locale === 'en' ? 'Overview' : '客户'),
      text: (locale: string) => (locale === 'en' ? '---\ntitle: Overview\n---\n# Customers' : '# 客户'),
    },
    { id: 'profit', title: () => 'Profit', text: () => Promise.resolve('# Profit') },
  ];
  return { place, notebook: new NotebookState({ id: () => place.id, books, locale: () => place.locale, titleOf }) };
}

test('our own notebooks run at once and say their title in the language in force', () => {
  expect(setup().notebook).toMatchObject({ started: true, title: 'Overview' });
  const { place, notebook } = setup();
  place.locale = 'zh-Hans';
  expect(notebook.title).toBe('客户');
});

test('a notebook from outside is inert until it is started, and is never edited by opening it', () => {
  const { notebook } = setup('guest');
  const text = '```sql a\nselect 1\n```\n';
  notebook.openGuest(text, 'mine.md');
  expect(notebook).toMatchObject({ started: false, text, title: 'mine.md' });
  notebook.start();
  expect(notebook.started).toBe(true);
  notebook.openGuest(text, 'other.md');
  expect(notebook.started).toBe(false);
});

test('an id that does not exist has no text', () => {
  expect(setup('nowhere').notebook.text).toBe('');
});

test('a notebook that must be loaded is empty and loading until it is there', async () => {
  const { notebook } = setup('profit');
  expect(notebook).toMatchObject({ text: '', loading: true, title: 'Profit' });
  await expect.poll(() => notebook.text).toBe('# Profit');
  expect(notebook.loading).toBe(false);
});
