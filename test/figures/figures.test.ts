import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addFigures, figureOf, figures as firstFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { lenses } from '#lenses/index.ts';
import { type Company, syntheticStatistics } from '../support/statistics.ts';
import { figureContext, normalised } from '../support/figure-context.ts';

const figures = [...firstFigures, ...moreFigures];
addFigures(moreFigures);
const signal = new AbortController().signal;

async function requestOf(id: string, some: Partial<Company> = {}) {
  const lens = lenses.find((one) => one.id === id)!;
  const answer = await lens.analyse(syntheticStatistics(some), lens.defaults, signal);
  return lens.figure(answer);
}

const states: [string, string, Partial<Company>][] = [
  ['stage-curve', 'with amounts', {}],
  ['stage-curve', 'of orders alone', { hasAmount: false }],
  ['stage-mix', 'of a whole base', {}],
  ['profit-curve', 'that breaks even', {}],
  ['profit-curve', 'that never breaks even', { start: -90_000 }],
  ['whale', 'with a loss tail', {}],
  ['loyalty-matrix', 'of six types', { customers: 60 }],
  ['loyalty-matrix', 'of behaviour', { customers: 60, survey: false }],
];

test('every folder of figures is in the list, and the list names each once', () => {
  const folders = readdirSync(join(import.meta.dirname, '../../src/figures'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(figures.map(({ id }) => id).sort()).toEqual(folders.map(({ name }) => name).sort());
});

test('an unknown figure is refused by its code', () => {
  expect(() => figureOf('pie')).toThrow('figure/unknown');
});

describe.each(states)('%s %s', (id, state, some) => {
  test('is drawn as it always was', async () => {
    const { svg } = drawing(await requestOf(id, some), figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${id}-${state.replaceAll(' ', '-')}.svg.txt`);
  });

  test('holds no style element and no number that is not one', async () => {
    const { svg } = drawing(await requestOf(id, some), figureContext({ width: 340 }));
    expect(svg.querySelector('style')).toBeNull();
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('has a point with words for every mark that a keyboard walks, inside the picture', async () => {
    const request = await requestOf(id, some);
    const drawn = drawing(request, figureContext());
    const points = figureOf(id).points(request.rows, request.options, figureContext());
    expect(points.length).toBeGreaterThan(4);
    for (const point of points) {
      const { x, y } = drawn.place(point);
      expect(point.label.trim()).not.toBe('');
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(720);
      expect(Number.isFinite(y)).toBe(true);
    }
  });

  test('has a table whose columns are all filled from its rows', async () => {
    const request = await requestOf(id, some);
    const { columns, rows } = figureOf(id).table(request.rows, request.options);
    expect(rows.length).toBeGreaterThan(0);
    for (const { key, title } of columns) {
      expect(title).not.toBe('');
      expect(rows.some((row) => row[key] !== undefined)).toBe(true);
    }
  });

  test('draws nothing, and says so, when there are no rows', async () => {
    const { options } = await requestOf(id, some);
    const { svg } = drawing({ figure: id, rows: [], options }, figureContext());
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity/);
    expect(figureOf(id).describe([], options, figureContext())).not.toBe('');
  });
});

test('the text alternative of the stage curve names the true peak and where it stands', async () => {
  const request = await requestOf('stage-curve');
  const peak = request.rows.reduce((best, row) => (Number(row.amount) > Number(best.amount) ? row : best));
  const text = figureOf('stage-curve').describe(request.rows, request.options, figureContext());
  expect(text).toContain(`¥${Math.round(Number(peak.amount)).toLocaleString('en')}`);
  expect(text).toContain(`after ${String(Number(peak.age) + 1)} months`);
});

test('the text alternative of the profit curve ends at the last cumulative profit and names the break-even', async () => {
  const request = await requestOf('profit-curve');
  const last = request.rows.filter((row) => row.cumulative !== null).at(-1)!;
  const text = figureOf('profit-curve').describe(request.rows, request.options, figureContext());
  expect(text).toContain(`ends at ¥${Math.round(Number(last.cumulative)).toLocaleString('en')}`);
  expect(text).toContain(`It breaks even after ${String(Number(request.options.breakEvenAge) + 1)} months`);
});
