import { describe, expect, test } from 'vitest';
import { addFigures, figureOf } from '#figures/index.ts';
import { flowLayout } from '#figures/flow/layout.ts';
import { spread } from '#figures/labels.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { moreLenses } from '#lenses/more.ts';
import { figureContext, normalised } from '../support/figure-context.ts';
import { syntheticStatistics } from '../support/statistics.ts';

addFigures(moreFigures);
const signal = new AbortController().signal;

async function requestOf(id: string, options: Record<string, unknown> = {}) {
  const lens = moreLenses().find((one) => one.id === id)!;
  const answer = await lens.analyse(syntheticStatistics({ customers: 200 }), { ...lens.defaults, ...options }, signal);
  return lens.figure(answer);
}

const states: [string, string, Record<string, unknown>][] = [
  ['stage-ribbon', 'of two hundred', {}],
  ['stage-history', 'of two years', {}],
  ['stage-flow', 'of a period', {}],
  ['stage-flow', 'of three years', { span: 'years' }],
  ['stage-confidence', 'of five stages', {}],
];

describe.each(states)('%s %s', (id, state, options) => {
  test('is drawn as it always was, also on a phone, and every point has words and a place', async () => {
    const request = await requestOf(id, options);
    const { svg, place } = drawing(request, figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${id}-${state.replaceAll(' ', '-')}.svg.txt`);
    expect(drawing(request, figureContext({ width: 340 })).svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    const figure = figureOf(request.figure);
    const points = figure.points(request.rows, request.options, figureContext());
    expect(points.length).toBeGreaterThan(4);
    for (const point of points) {
      expect(point.label.trim()).not.toBe('');
      expect(place(point).x).toBeGreaterThanOrEqual(0);
      expect(place(point).x).toBeLessThanOrEqual(720);
    }
    const { columns, rows } = figure.table(request.rows, request.options);
    for (const { key } of columns) expect(rows.every((row) => row[key] !== undefined)).toBe(true);
    expect(figure.describe(request.rows, request.options, figureContext())).not.toMatch(/undefined|NaN/);
  });

  test('draws nothing, and says so, when there are no rows', async () => {
    const request = { ...(await requestOf(id, options)), rows: [] };
    expect(drawing(request, figureContext()).svg.outerHTML).not.toMatch(/NaN|Infinity/);
    expect(figureOf(request.figure).describe([], request.options, figureContext())).not.toBe('');
  });
});

test('a line of the ribbon names its customer and lists nobody else', async () => {
  const request = await requestOf('stage-ribbon');
  const points = figureOf('stage-ribbon').points(request.rows, request.options, figureContext());
  expect(points).toHaveLength(200);
  expect(points[0]!.label.split('\n')[0]).toBe('c000');
  expect(points[0]!.label).toContain('Exploration: 4 months');
  expect(points[0]!.customers).toEqual({ table: 'customer_state', where: [{ column: 'customer_id', is: 'c000' }] });
});

test('a flow keeps every customer: bands fill their bars, bars stay inside and apart', () => {
  const moves = [
    { step: 0, from: 'a', to: 'a', n: 5 },
    { step: 0, from: 'a', to: 'b', n: 3 },
    { step: 0, from: 'c', to: 'b', n: 2 },
    { step: 1, from: 'b', to: 'c', n: 5 },
    { step: 1, from: 'a', to: 'a', n: 5 },
    { step: 1, from: 'x', to: 'y', n: 0 },
  ];
  const { nodes, bands } = flowLayout(moves, ['a', 'b', 'c'], 0.02);
  expect(nodes.map(({ moment, state, n }) => `${moment}${state}${n}`)).toEqual(['0a8', '0c2', '1a5', '1b5', '2a5', '2c5']);
  for (const node of nodes) {
    expect(node.y1).toBeGreaterThanOrEqual(0);
    expect(node.y2).toBeLessThanOrEqual(1 + 1e-9);
    const arriving = bands.filter((band) => band.step === node.moment - 1 && band.to === node.state);
    const leaving = bands.filter((band) => band.step === node.moment && band.from === node.state);
    for (const [side, one] of [
      [arriving, 'to'],
      [leaving, 'from'],
    ] as const) {
      if (side.length === 0) continue;
      const heights = side.map((band) => (one === 'to' ? band.toY2 - band.toY1 : band.fromY2 - band.fromY1));
      expect(heights.reduce((sum, height) => sum + height, 0)).toBeCloseTo(node.y2 - node.y1, 9);
    }
  }
  expect(flowLayout([], ['a'], 0.02)).toEqual({ nodes: [], bands: [] });
});

test('labels of a column keep their order and their distance', () => {
  expect(spread([10, 12, 90], 15, { top: 0, bottom: 100 })).toEqual([10, 25, 90]);
  expect(spread([95, 97, 99], 15, { top: 0, bottom: 100 })).toEqual([70, 85, 100]);
  expect(spread([], 15, { top: 0, bottom: 100 })).toEqual([]);
});
