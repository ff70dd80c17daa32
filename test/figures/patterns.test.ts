import { describe, expect, test } from 'vitest';
import { addFigures, figureOf } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { ladder } from '#lenses/ladder/definition.ts';
import { patterns } from '#lenses/patterns/definition.ts';
import { figureContext, normalised } from '../support/figure-context.ts';
import { type Company, syntheticStatistics } from '../support/statistics.ts';

addFigures(moreFigures);
const signal = new AbortController().signal;

async function requestOf(figure: string, some: Partial<Company> = {}) {
  const tables = syntheticStatistics(some);
  if (figure === 'pattern-incidence') return patterns.figure(await patterns.analyse(tables, { show: 'incidence' }, signal));
  if (figure === 'pattern-profit') return patterns.figure(await patterns.analyse(tables, { show: 'profit' }, signal));
  return ladder.figure(await ladder.analyse(tables, { show: figure === 'flow' ? 'migration' : 'rungs' }, signal));
}

describe.each(['pattern-incidence', 'pattern-profit', 'ladder', 'flow'])('%s', (id) => {
  test.skipIf(id === 'flow')('is drawn as it always was', async () => {
    const { svg } = drawing(await requestOf(id), figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${id}.svg.txt`);
  });

  test('holds no style element and no number that is not one, on a phone too', async () => {
    for (const some of [{}, { customers: 28 }]) {
      const { svg } = drawing(await requestOf(id, some), figureContext({ width: 340 }));
      expect(svg.querySelector('style')).toBeNull();
      expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test('has a point with words for every mark, inside the picture, and a table filled from its rows', async () => {
    const request = await requestOf(id);
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
    const { columns, rows } = figureOf(id).table(request.rows, request.options);
    for (const { key, title } of columns) {
      expect(title).not.toBe('');
      expect(rows.some((row) => row[key] !== undefined)).toBe(true);
    }
  });

  test('draws nothing, and says so, when there are no rows', async () => {
    const { options } = await requestOf(id);
    const { svg } = drawing({ figure: id, rows: [], options }, figureContext());
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity/);
    expect(figureOf(id).describe([], options, figureContext())).not.toBe('');
  });
});

test('the end of a curve of ends lists the episodes behind it', async () => {
  const { rows, options } = await requestOf('pattern-incidence');
  const ends = figureOf('pattern-incidence')
    .points(rows, options, figureContext())
    .flatMap(({ customers }) => customers?.where ?? []);
  expect(ends.filter(({ column }) => column === 'exit_from').map(({ is }) => is)).toEqual(['E', 'F', 'S']);
});

test('the text alternative of the ladder names the rungs from above', async () => {
  const { rows, options } = await requestOf('ladder');
  const text = figureOf('ladder').describe(rows, options, figureContext());
  expect(text.indexOf('Loyal')).toBeLessThan(text.indexOf('Prospect'));
  expect(text).toContain('Loyal 144 (12%)');
});

test('every rung that customers stand on leads to them', async () => {
  const { rows, options } = await requestOf('ladder');
  const filters = figureOf('ladder')
    .points(rows, options, figureContext())
    .map(({ customers }) => customers);
  const asked = filters.filter((filter) => filter !== undefined);
  expect(asked.map(({ table, where }) => [table, where.map(({ column }) => column)])).toEqual(asked.map(() => ['ladder', ['rung']]));
  expect(asked.map(({ where }) => where[0]?.is).sort()).toEqual(
    rows
      .map(({ rung }) => rung)
      .filter((rung) => rung !== 'prospect')
      .sort(),
  );
});
