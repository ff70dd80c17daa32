import { describe, expect, test } from 'vitest';
import { addFigures, figureOf } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { moreLenses } from '#lenses/more.ts';
import { figureContext, normalised } from '../support/figure-context.ts';
import { syntheticStatistics } from '../support/statistics.ts';

addFigures(moreFigures);
const signal = new AbortController().signal;

async function requestOf(id: string, some: { customers?: number; hasAmount?: boolean } = {}, options = {}) {
  const lens = moreLenses().find((one) => one.id === id)!;
  return lens.figure(await lens.analyse(syntheticStatistics(some), { ...lens.defaults, ...options }, signal));
}

const states: [string, string, () => ReturnType<typeof requestOf>][] = [
  ['matrix', 'of moves with what a stage is worth', () => requestOf('transitions')],
  ['matrix', 'of few moves without profit', () => requestOf('transitions', { customers: 12, hasAmount: false })],
  ['forest', 'of driving forces', () => requestOf('drivers')],
  ['forest', 'of order rates', () => requestOf('drivers', {}, { show: 'rates' })],
];

describe.each(states)('%s %s', (id, state, make) => {
  test('is drawn as it always was', async () => {
    const { svg } = drawing(await make(), figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${id}-${state.replaceAll(' ', '-')}.svg.txt`);
  });

  test.each([340, 720, 960])('has every point inside the picture, %d pixels wide, and no number that is not one', async (width) => {
    const request = await make();
    const drawn = drawing(request, figureContext({ width }));
    expect(drawn.svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    const points = figureOf(id).points(request.rows, request.options, figureContext());
    expect(points.length).toBeGreaterThan(3);
    for (const point of points) {
      const { x, y } = drawn.place(point);
      expect(point.label.trim()).not.toBe('');
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
    }
  });

  test('has a table of all its rows', async () => {
    const request = await make();
    const { columns, rows } = figureOf(id).table(request.rows, request.options);
    expect(rows).toHaveLength(request.rows.length);
    for (const { key } of columns)
      expect(
        rows.every((row) => row[key] !== undefined),
        key,
      ).toBe(true);
  });

  test('says so when there is nothing to draw', async () => {
    const { options } = await make();
    expect(drawing({ figure: id, rows: [], options }, figureContext()).svg.outerHTML).not.toMatch(/NaN|Infinity/);
    expect(figureOf(id).describe([], options, figureContext())).toBe('There is nothing to draw.');
  });
});

test('a cell of the matrix lists the customers who are in its first stage now', async () => {
  const request = await requestOf('transitions');
  const [point] = figureOf('matrix').points(request.rows, request.options, figureContext());
  expect(point!.customers).toEqual({ table: 'customer_state', where: [{ column: 'stage', is: 'E' }] });
});

test('cells with too few moves show no number', async () => {
  const request = await requestOf('transitions', { customers: 1 });
  expect(request.rows.some((row) => row.value === null)).toBe(true);
  expect(drawing(request, figureContext()).svg.outerHTML).toContain('too few');
});
