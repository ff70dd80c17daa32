import { afterEach, expect, test } from 'vitest';
import { drawFigure } from '#figures/attach.ts';
import { lenses } from '#lenses/index.ts';
import { syntheticStatistics } from '../support/statistics.ts';

let clean = (): void => {};
afterEach(() => clean());

async function draw(id: string): Promise<HTMLElement> {
  const lens = lenses.find((one) => one.id === id)!;
  const answer = await lens.analyse(
    syntheticStatistics({ customers: 120 }),
    { ...lens.defaults, replicates: 50 },
    new AbortController().signal,
  );
  const host = document.createElement('div');
  host.style.width = '600px';
  document.body.append(host);
  const undo = drawFigure(lens.figure(answer), 'CNY')(host) as () => void;
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
