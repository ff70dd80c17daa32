import { afterEach, expect, test } from 'vitest';
import { drawFigure } from '#figures/attach.ts';
import { distance, type OnCustomers } from '#figures/crosshair.ts';
import type { CustomerFilter } from '#figures/definition.ts';
import { addFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { lenses } from '#lenses/index.ts';
import { moreLenses } from '#lenses/more.ts';
import { syntheticStatistics } from '../support/statistics.ts';

let clean = (): void => {};
afterEach(() => clean());

async function draw(id: string, onCustomers?: OnCustomers): Promise<HTMLElement> {
  const lens = lenses.find((one) => one.id === id)!;
  const answer = await lens.analyse(
    syntheticStatistics({ customers: 120 }),
    { ...lens.defaults, replicates: 50 },
    new AbortController().signal,
  );
  const host = document.createElement('div');
  host.style.width = '600px';
  document.body.append(host);
  const undo = drawFigure(lens.figure(answer), 'CNY', onCustomers)(host) as () => void;
  clean = () => {
    undo();
    host.remove();
  };
  return host;
}

const press = (host: HTMLElement, key: string) =>
  host.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

test('draws at the width of its element, without an inline style sheet', async () => {
  const host = await draw('stage-curve');
  const svg = host.querySelector('svg')!;
  expect(svg.getAttribute('width')).toBe('600');
  expect(svg.querySelector('style')).toBeNull();
  expect(document.adoptedStyleSheets.length).toBeGreaterThan(0);
});

test('draws again when the element gets another width', async () => {
  const host = await draw('profit-curve');
  host.style.width = '360px';
  await expect.poll(() => host.querySelector('svg')!.getAttribute('width')).toBe('360');
  expect(host.querySelectorAll('svg')).toHaveLength(1);
});

test('is one stop of the keyboard; arrows walk its points and say them, Escape ends the walk', async () => {
  const host = await draw('stage-curve');
  const [tip, heard] = [host.querySelector<HTMLElement>('.perennial-tip')!, host.querySelector('[aria-live=polite]')!];
  expect(host.tabIndex).toBe(0);
  expect(host.getAttribute('aria-label')).toContain('Line chart');
  expect(tip.hidden).toBe(true);
  press(host, 'ArrowRight');
  expect(tip.hidden).toBe(false);
  expect(heard.textContent).toContain('Month 1 ');
  press(host, 'ArrowRight');
  expect(heard.textContent).toContain('Month 2 ');
  press(host, 'End');
  expect(heard.textContent).toMatch(/\d+ of \d+$/);
  press(host, 'Escape');
  expect(tip.hidden).toBe(true);
});

test('Enter, the space bar and a click on a mark give its customers with its words; without anybody to take them nothing is offered', async () => {
  const taken: [CustomerFilter, string][] = [];
  const host = await draw('stage-mix', (...given) => void taken.push(given));
  const tip = host.querySelector<HTMLElement>('.perennial-tip')!;
  press(host, 'Enter');
  expect(taken).toHaveLength(0);
  press(host, 'ArrowRight');
  expect(tip.textContent).toContain('Enter or click');
  expect(host.style.cursor).toBe('pointer');
  press(host, 'Enter');
  press(host, ' ');
  const { left, top } = host.querySelector('.perennial-mark b')!.getBoundingClientRect();
  host.dispatchEvent(new PointerEvent('click', { clientX: left + 5, clientY: top + 5, pointerType: 'mouse' }));
  expect(taken).toHaveLength(3);
  for (const [filter, words] of taken) {
    expect(filter).toEqual({
      table: 'customer_state',
      where: [
        { column: 'stage', is: 'E' },
        { column: 'early', is: false },
      ],
    });
    expect(words).toContain('Exploration');
  }
  clean();
  const quiet = await draw('stage-mix');
  press(quiet, 'ArrowRight');
  expect(quiet.querySelector('.perennial-tip')!.textContent).not.toContain('Enter');
  expect(quiet.style.cursor).toBe('');
});

test("a finger's first tap shows a mark, the second one takes it", async () => {
  let taken = 0;
  const host = await draw('stage-mix', () => (taken += 1));
  const box = host.getBoundingClientRect();
  const tap = () => host.dispatchEvent(new PointerEvent('click', { clientX: box.left + 200, clientY: box.top + 60, pointerType: 'touch' }));
  tap();
  expect([taken, host.querySelector<HTMLElement>('.perennial-tip')!.hidden]).toEqual([0, false]);
  tap();
  expect(taken).toBe(1);
});

test('a mark under the pointer comes before one that is nearer along the axis', () => {
  expect(distance({ x: 10, y: 10 }, 5, 5)).toBeLessThan(distance({ x: 5, y: 40 }, 5, 5));
  expect(distance({ x: 30, y: 90 }, 5, 5)).toBeLessThan(distance({ x: 90, y: 5 }, 5, 5));
});

test('two figures of a page share no gradient, texture or clip', async () => {
  const first = await draw('stage-mix');
  const undo = clean;
  const second = await draw('stage-mix');
  const ids = [...first.querySelectorAll('[id]'), ...second.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const used = [...second.querySelectorAll('[fill^="url(#"]')].map((mark) => mark.getAttribute('fill')!.slice(5, -1));
  expect(used.length).toBeGreaterThan(4);
  for (const id of used) expect(second.querySelector(`[id="${id}"]`)).not.toBeNull();
  undo();
});

test('leaves nothing behind', async () => {
  const host = await draw('whale');
  clean();
  expect(host.children).toHaveLength(0);
  clean = () => {};
});

test('a mark that sets options gives them first, and its customers once they are set; the walk goes on when the figure is drawn anew', async () => {
  addFigures(moreFigures);
  const lens = moreLenses().find(({ id }) => id === 'cohorts')!;
  const host = document.createElement('div');
  host.style.width = '600px';
  document.body.append(host);
  const [sets, customers]: [Readonly<Record<string, string>>[], CustomerFilter[]] = [[], []];
  const show = async (options: Record<string, string>) => {
    const answer = await lens.analyse(syntheticStatistics(), { ...lens.defaults, ...options }, new AbortController().signal);
    const attached = drawFigure(
      lens.figure(answer),
      'CNY',
      (filter) => void customers.push(filter),
      (values) => void sets.push(values),
    );
    return attached(host) as () => void;
  };
  let undo = await show({});
  clean = () => {
    undo();
    host.remove();
  };
  host.focus();
  for (const key of ['Home', 'ArrowDown', 'Enter']) press(host, key);
  expect(sets).toEqual([{ cohort: '2024-10-01/2024-12-31', age: 'all', calendar: 'all' }]);
  undo();
  undo = await show(sets[0]!);
  expect(host.querySelector<HTMLElement>('.perennial-tip')!.textContent).toContain('2024 Q4');
  press(host, 'Enter');
  expect(sets).toHaveLength(1);
  expect(customers[0]!.table).toBe('customer_months');
});

test('the triangle is walked in rows and columns, reaches names, strokes and cells, and Escape takes a choice back', async () => {
  addFigures(moreFigures);
  const lens = moreLenses().find(({ id }) => id === 'cohorts')!;
  const host = document.createElement('div');
  host.style.width = '600px';
  document.body.append(host);
  const sets: Readonly<Record<string, string>>[] = [];
  const show = async (options: Record<string, string>) => {
    const answer = await lens.analyse(syntheticStatistics(), { ...lens.defaults, ...options }, new AbortController().signal);
    return drawFigure(lens.figure(answer), 'CNY', undefined, (values) => void sets.push(values))(host) as () => void;
  };
  let undo = await show({});
  clean = () => {
    undo();
    host.remove();
  };
  const heard = () => host.querySelector('[aria-live=polite]')!.textContent;
  expect(host.getAttribute('aria-label')).toContain('rows and columns');
  host.focus();
  press(host, 'Home');
  expect(heard()).toMatch(/^Cohort 2024 Q3[,;]/);
  press(host, 'ArrowRight');
  expect(heard()).toContain('Cohort 2024 Q3, Quarter 1 (2024 Q3)');
  press(host, 'ArrowUp');
  expect(heard()).toMatch(/^2024 Q3: all cohorts/);
  press(host, 'PageDown');
  expect(heard()).toMatch(/^All cohorts in Quarter 1/);
  press(host, 'PageUp');
  press(host, 'ArrowDown');
  press(host, 'ArrowDown');
  expect(heard()).toContain('Cohort 2024 Q4, Quarter 1 (2024 Q4)');
  press(host, ' ');
  expect(sets).toEqual([{ cohort: '2024-10-01/2024-12-31', age: '0/2', calendar: '2024-10-01/2024-12-31' }]);
  undo();
  undo = await show(sets[0]!);
  press(host, 'Escape');
  expect(sets[1]).toEqual({ cohort: 'all', age: 'all', calendar: 'all' });
  undo();
  undo = await show({});
  expect(heard()).toBe('Nothing is chosen any more.');
  press(host, 'Escape');
  expect(sets).toHaveLength(2);
  press(host, 'ArrowLeft');
  expect(heard()).toMatch(/^Cohort 2024 Q4[,;]/);
});

test('on a phone the triangle keeps its numbers: it is scrolled while the names of its rows stand still', async () => {
  addFigures(moreFigures);
  const lens = moreLenses().find(({ id }) => id === 'cohorts')!;
  const answer = await lens.analyse(syntheticStatistics(), { ...lens.defaults, measure: 'amount' }, new AbortController().signal);
  const host = document.createElement('div');
  host.style.width = '300px';
  document.body.append(host);
  const undo = drawFigure(lens.figure(answer), 'CNY', undefined, () => {})(host) as () => void;
  clean = () => {
    undo();
    host.remove();
  };
  expect(host.scrollWidth).toBeGreaterThan(host.clientWidth);
  const still = () => host.querySelector('.perennial-still')!.getBoundingClientRect().left - host.getBoundingClientRect().left;
  expect(still()).toBe(0);
  host.focus();
  press(host, 'Home');
  press(host, 'End');
  expect(host.scrollLeft).toBeGreaterThan(0);
  expect(still()).toBe(0);
  const ring = host.querySelector('.perennial-mark b')!.getBoundingClientRect();
  const box = host.getBoundingClientRect();
  expect(ring.left > box.left && ring.right < box.right).toBe(true);
  press(host, 'Home');
  expect(host.scrollLeft).toBe(0);
});
