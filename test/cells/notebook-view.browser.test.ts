import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import NotebookView from '#cells/NotebookView.svelte';
import { OpenNotebook, type OpenNotebookOptions } from '#cells/open-notebook.ts';
import ProseView from '#cells/prose/ProseView.svelte';
import type { Engine } from '#engine/engine.ts';
import type { Lens } from '#lenses/definition.ts';
import { CodedError } from '#base/error.ts';
import '#ui/base.css';

let open: OpenNotebook | undefined;
afterEach(() => open?.dispose());

/** An engine port that answers a fixed table and notes what it was asked. */
function answering(asked: string[] = []): Engine {
  const select = (text: string) => {
    asked.push(text);
    if (text.includes('nonsense'))
      return Promise.reject(new CodedError('sql/unknown-column', { name: 'nonsense' }, { position: { start: 7, end: 15 } }));
    return Promise.resolve({
      rowCount: 2,
      columns: [
        { name: 'month', kind: 'date' as const, values: [0, 31] },
        { name: 'orders', kind: 'number' as const, values: [1200, 7] },
      ],
    });
  };
  return {
    select,
    keepView: () => Promise.resolve(),
    setVariable: (name: string, value: unknown) => (asked.push(`${name}=${String(value)}`), Promise.resolve()),
  } as unknown as Engine;
}

async function show(text: string, options: Partial<OpenNotebookOptions> = {}) {
  open = new OpenNotebook(text, {
    sources: {
      lenses: [],
      allLenses: () => Promise.resolve([]),
      statistics: () => Promise.resolve({}),
      engine: () => Promise.resolve(answering()),
    },
    started: true,
    ...options,
  });
  await render(NotebookView, { notebook: open, currency: 'CNY' });
  return open;
}

describe('prose', () => {
  test('is headings, lists, tables, code and links, with spaces where they were', async () => {
    const { container } = await render(ProseView, {
      text: '# A *b* and `c`\n\none **two**, [three](https://example.org) four\n\n- x\n- [x] y\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n',
    });
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('A b and c');
    expect(container.querySelector('p')?.textContent).toBe('one two, three four');
    const link = page.getByRole('link', { name: 'three' });
    await expect.element(link).toHaveAttribute('href', 'https://example.org/');
    await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer');
    await expect.element(page.getByRole('cell', { name: '2' })).toBeVisible();
    await expect.element(page.getByRole('checkbox')).toBeChecked();
  });

  test('shows HTML as text and makes no element of it', async () => {
    const { container } = await render(ProseView, {
      text: 'a <img src=x onerror="window.pwned=1"> b\n\n<script>window.pwned=1</script>\n\n[x](javascript:window.pwned=1)',
    });
    expect(container.querySelector('img, script, a')).toBeNull();
    expect(container.textContent).toContain('<script>');
    expect((window as { pwned?: number }).pwned).toBeUndefined();
  });

  test('a link to a heading moves the reader there and leaves the address alone', async () => {
    await render(ProseView, { text: '[down](#the-end)\n\n## The end\n' });
    const before = location.hash;
    await page.getByRole('link', { name: 'down' }).click();
    await expect.element(page.getByRole('heading')).toHaveFocus();
    expect(location.hash).toBe(before);
  });
});

describe('cells', () => {
  test('a query is shown as code with its rows under it', async () => {
    await show('```sql by_month\nselect month, orders from orders\n```\n');
    await expect.element(page.getByRole('region', { name: 'Query' })).toHaveTextContent('select month, orders from orders');
    await expect.element(page.getByRole('cell', { name: '1970-02-01' })).toBeVisible();
    await expect.element(page.getByRole('cell', { name: '1,200' })).toBeVisible();
  });

  test('a figure that breaks says so in its own place, and the rest of the page stays', async () => {
    const broken = {
      id: 'broken',
      title: () => 'Broken',
      statistics: [],
      defaults: {},
      analyse: () => Promise.resolve({ status: 'ready' }),
      narrate: () => {
        throw new Error('no such words');
      },
    } as unknown as Lens;
    const sources = {
      lenses: [broken],
      allLenses: () => Promise.resolve([broken]),
      statistics: () => Promise.resolve({}),
      engine: () => Promise.resolve(answering()),
    };
    await show('# Before\n\n```lens broken\n```\n\n## After\n', { sources });
    await expect.element(page.getByRole('alert')).toHaveTextContent('Something unexpected went wrong');
    await expect.element(page.getByRole('heading', { name: 'Before' })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'After' })).toBeVisible();
  });

  test('a mistake is marked in the query and told in three sentences', async () => {
    await show('```sql q\nselect nonsense from orders\n```\n');
    await expect.element(page.getByRole('alert')).toHaveTextContent('nonsense');
    await vi.waitFor(() => expect(document.querySelector('mark')?.textContent).toBe('nonsense'));
  });

  test('a slider turns the queries that name it', async () => {
    const asked: string[] = [];
    await show('```param least {type: slider, min: 1, max: 9, value: 3, label: Least}\n```\n```sql q\nselect $least\n```\n', {
      sources: {
        lenses: [],
        allLenses: () => Promise.resolve([]),
        statistics: () => Promise.resolve({}),
        engine: () => Promise.resolve(answering(asked)),
      },
    });
    await vi.waitFor(() => expect(asked).toContain('least=3'));
    await page.getByRole('slider', { name: 'Least' }).click({ position: { x: 1, y: 5 } });
    await userEvent.keyboard('{End}');
    await vi.waitFor(() => expect(asked).toContain('least=9'));
    await expect.element(page.getByRole('status').first()).toHaveTextContent('9');
  });

  test('a kind that cannot run says so and shows what is written', async () => {
    await show('```chart {data: a, mark: line}\n```\n');
    await expect.element(page.getByText(/“chart” cell cannot run here yet/)).toBeVisible();
    await expect.element(page.getByText('```chart {data: a, mark: line}')).toBeVisible();
  });

  test('a cell that is written wrongly says what is wrong and shows what is written', async () => {
    await show('```table {data: [\n```\n');
    await expect.element(page.getByRole('alert')).toHaveTextContent('options of this cell');
    await expect.element(page.getByText('```table {data: [')).toBeVisible();
  });
});

test('a notebook from outside shows its queries, offers no button of its own, and runs after Run', async () => {
  const asked: string[] = [];
  const notebook = await show('```sql q\nselect month, orders from orders\n```\n', {
    started: false,
    sources: {
      lenses: [],
      allLenses: () => Promise.resolve([]),
      statistics: () => Promise.resolve({}),
      engine: () => Promise.resolve(answering(asked)),
    },
  });
  await expect.element(page.getByText('Not run yet.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Run' })).not.toBeInTheDocument();
  expect(asked).toEqual([]);
  notebook.start();
  await expect.element(page.getByRole('cell', { name: '1,200' })).toBeVisible();
});
