import { describe, expect, test } from 'vitest';
import { addFigures, figureOf } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { moreLenses } from '#lenses/more.ts';
import { figureContext, normalised } from '../support/figure-context.ts';
import { syntheticStatistics } from '../support/statistics.ts';

addFigures(moreFigures);
const signal = new AbortController().signal;

async function requestOf(id: string, options: Record<string, unknown> = {}) {
  const lens = moreLenses().find((one) => one.id === id)!;
  return lens.figure(await lens.analyse(syntheticStatistics(), { ...lens.defaults, ...options }, signal));
}

const pictures: [string, string, Record<string, unknown>][] = [
  ['survival', 'with a projection', {}],
  ['survival', 'of two groups', { by: 'segment', age: '3/5' }],
  ['cohorts', 'with a chosen diagonal', { calendar: '2025-07-01/2025-09-30' }],
  ['cohorts', 'of money with a chosen column', { measure: 'cumulated', age: '3/5' }],
  ['clv-models', 'with the best model', {}],
  ['tracking', 'by week', { calendar: '2024-07-01/2024-09-30' }],
  ['tracking', 'so far', { view: 'cumulative' }],
  ['purchase-frequency', 'of all', {}],
  ['conditional-expectation', 'of all', {}],
];

describe.each(pictures)('%s %s', (id, state, options) => {
  test('is drawn as it always was', async () => {
    const { svg } = drawing(await requestOf(id, options), figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${id}-${state.replaceAll(' ', '-')}.svg.txt`);
  });

  test('holds no style element and no number that is not one, also on a phone', async () => {
    const { svg } = drawing(await requestOf(id, options), figureContext({ width: 328 }));
    expect(svg.querySelector('style')).toBeNull();
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('has points with words and a table whose columns its rows fill', async () => {
    const request = await requestOf(id, options);
    const points = figureOf(id).points(request.rows, request.options, figureContext());
    expect(points.length).toBeGreaterThan(3);
    expect(points.every(({ label }) => label.trim() !== '' && !/undefined|NaN|\{/.test(label))).toBe(true);
    const { columns, rows } = figureOf(id).table(request.rows, request.options);
    for (const { key } of columns)
      expect(
        rows.some((row) => row[key] !== undefined),
        key,
      ).toBe(true);
  });
});

test('rows, columns and diagonals of the triangle come before its cells, each with what it sets', async () => {
  const { rows, options } = await requestOf('cohorts');
  const points = figureOf('cohorts').points(rows, options, figureContext());
  const sets = points.map((point) =>
    Object.entries(point.sets!)
      .filter(([, value]) => value !== 'all')
      .map(([name]) => name)
      .join(),
  );
  expect([...new Set(sets)]).toEqual(['cohort', 'age', 'calendar', 'cohort,age,calendar']);
  expect(points[0]!.sets).toEqual({ cohort: '2024-07-01/2024-09-30', age: 'all', calendar: 'all' });
});
