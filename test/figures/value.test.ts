import { describe, expect, test } from 'vitest';
import { calendarTicks, dayAt, daysBetween, isoAfter, outlookLayout } from '#figures/customer-outlook/layout.ts';
import { addFigures, figureOf } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { pixel } from '#figures/frame.ts';
import { moreLenses } from '#lenses/more.ts';
import { figureContext, normalised } from '../support/figure-context.ts';
import { syntheticStatistics } from '../support/statistics.ts';

addFigures(moreFigures);
const lenses = moreLenses();
const signal = new AbortController().signal;

async function requestOf(id: string, options: Record<string, unknown>) {
  const lens = lenses.find((one) => one.id === id)!;
  const tables = syntheticStatistics({ customers: 60 });
  return lens.figure(await lens.analyse(tables, { ...lens.defaults, ...options }, signal));
}

const states: [string, string, Record<string, unknown>][] = [
  ['customer-outlook', 'at the start', {}],
  ['recency-frequency', 'of who is still there', { show: 'alive' }],
  ['recency-frequency', 'of who will buy', { show: 'expected' }],
  ['iso-value', 'without an end', {}],
  ['heterogeneity', 'of probabilities', { model: 'mbg-nbd' }],
  ['heterogeneity', 'of rates', { model: 'pareto-nbd' }],
  ['clv', 'by segment', { by: 'segment' }],
  ['clv', 'of a cohort', { by: 'segment', cohort: '2024-07-01/2024-09-30' }],
  ['value-matrix', 'of tenure', { by: 'tenure' }],
  ['value-matrix', 'of a cohort', { by: 'tenure', cohort: '2024-07-01/2024-09-30' }],
  ['value-matrix', 'of potential', { by: 'potential' }],
];

describe.each(states)('%s %s', (id, state, options) => {
  test('is drawn as it always was', async () => {
    const { svg } = drawing(await requestOf(id, options), figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${id}-${state.replaceAll(' ', '-')}.svg.txt`);
  });

  test('holds no style element and no number that is not one, and draws nothing without rows', async () => {
    const request = await requestOf(id, options);
    const { svg } = drawing(request, figureContext({ width: 344 }));
    expect(svg.querySelector('style')).toBeNull();
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    expect(drawing({ ...request, rows: [] }, figureContext()).svg.outerHTML).not.toMatch(/NaN|Infinity/);
    expect(figureOf(request.figure).describe([], { ...request.options, numbers: [] }, figureContext())).not.toBe('');
  });

  test('has a point with words for every mark that a keyboard walks, inside the picture', async () => {
    const request = await requestOf(id, options);
    const drawn = drawing(request, figureContext());
    const points = figureOf(request.figure).points(request.rows, request.options, figureContext());
    expect(points.length).toBeGreaterThan(4);
    const height = Number(drawn.svg.getAttribute('height'));
    for (const point of points) {
      const { x, y } = drawn.place(point);
      expect(point.label.trim()).not.toBe('');
      expect(x >= 0 && x <= 720 && y >= 0 && y <= height).toBe(true);
    }
  });

  test('has a table whose columns are all filled from its rows', async () => {
    const request = await requestOf(id, options);
    const { columns, rows } = figureOf(request.figure).table(request.rows, request.options);
    expect(rows.length).toBeGreaterThan(0);
    for (const { key, title } of columns) {
      expect(title).not.toBe('');
      expect(rows.some((row) => row[key] !== undefined)).toBe(true);
    }
  });
});

test('customers of a field can be reached one by one, and those of a group together', async () => {
  const matrix = await requestOf('value-matrix', {});
  const one = figureOf('value-matrix').points(matrix.rows, matrix.options, figureContext())[4]!;
  expect(one.customers!.where).toEqual([{ column: 'customer_id', is: one.label.match(/c\d+/)![0] }]);
  const values = await requestOf('clv', { by: 'segment' });
  const groups = figureOf('clv').points(values.rows, values.options, figureContext()).slice(-2);
  expect(groups.map(({ customers }) => customers!.where[0])).toEqual([
    { column: 'segment', is: 'Office' },
    { column: 'segment', is: 'Home' },
  ]);
});

test('a bin of lifetime value lists its customers, of a cohort those who came in its days', async () => {
  const pointsOf = async (options: Record<string, unknown>) => {
    const values = await requestOf('clv', options);
    return figureOf('clv').points(values.rows, values.options, figureContext());
  };
  const [first, second] = await pointsOf({});
  expect(first!.customers).toEqual({ table: 'customer_value', where: [{ column: 'clv', from: 0, below: 100 }] });
  expect(second!.customers!.where).toEqual([{ column: 'clv', from: 100, below: 200 }]);
  const days = { column: 'first_order', from: '2024-07-01', to: '2024-09-30' };
  const chosen = await pointsOf({ cohort: '2024-07-01/2024-09-30' });
  expect(chosen[0]!.customers).toEqual({
    ...{ table: 'customer_value', where: [{ column: 'clv', from: 0, below: 100 }] },
    and: { table: 'purchases', where: [days] },
  });
  const [own, office] = chosen.slice(-3);
  expect(own!.label).toContain('Cohort 2024 Q3');
  expect(own!.customers).toEqual({ table: 'purchases', where: [days] });
  expect(office!.customers).toMatchObject({ where: [{ column: 'segment', is: 'Office' }], and: { table: 'purchases' } });
});

test('a field of the value matrix lists its customers by name, and by its lines where they are too many to be drawn', async () => {
  const { points } = figureOf('value-matrix');
  const matrix = await requestOf('value-matrix', {});
  const marks = points(matrix.rows, matrix.options, figureContext());
  const fields = marks.slice(0, 4);
  const drawn = matrix.rows.map(({ name }) => name);
  expect(fields.flatMap(({ customers }) => customers!.where[0]!.among ?? []).toSorted()).toEqual(drawn.toSorted());
  const squares = [{ x: 0.7, y: 100, n: 60, field: 'high-high', borderline: false, name: null }];
  const days = { from: '2024-07-01', to: '2024-09-30' };
  const of = (options: Record<string, unknown>) => points(squares, { ...matrix.options, ...options }, figureContext())[1]!.customers;
  expect(of({ days })).toEqual({
    table: 'customer_state',
    where: [
      { column: 'profit_12', above: 250 },
      { column: 'p_alive', above: 0.5 },
    ],
    and: { table: 'purchases', where: [{ column: 'first_order', ...days }] },
  });
  expect(of({ by: 'potential' })).toBeUndefined();
});

test('the words of a field in its corner are what the pointer means there', async () => {
  const matrix = await requestOf('value-matrix', {});
  const drawn = drawing(matrix, figureContext());
  const [left, right, below] = figureOf('value-matrix').points(matrix.rows, matrix.options, figureContext());
  const [a, b, c] = [left!, right!, below!].map((point) => drawn.place(point));
  expect(a!.x).toBeLessThan(b!.x);
  expect([a!.y, b!.y].every((y) => y > 30 && y < 64)).toBe(true);
  expect(c!.y).toBeGreaterThan(400);
  const edge = drawn.place({ x: left!.x + left!.half!.x, y: left!.y + left!.half!.y });
  expect(edge.x - a!.x).toBeCloseTo((b!.x - a!.x) / 2, 0);
});

test('a day and its pixel are the same place on the timeline', () => {
  const layout = outlookLayout(800, 400, ['BG/NBD']);
  for (const day of [0, 1, 133, 400]) expect(dayAt(layout, pixel(layout.x, day))).toBe(day);
  expect(isoAfter('2024-02-28', 2)).toBe('2024-03-01');
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  const ticks = calendarTicks('2024-01-15', layout);
  expect(ticks.length).toBeGreaterThan(2);
  for (const { day, iso } of ticks) expect([isoAfter('2024-01-15', day), iso.slice(8)]).toEqual([iso, '01']);
});
