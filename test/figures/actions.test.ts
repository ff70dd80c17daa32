import { describe, expect, test } from 'vitest';
import { addFigures, figureOf } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { readLocaleFrom } from '#i18n/locale.ts';
import { moreLenses } from '#lenses/more.ts';
import { type Company, syntheticStatistics } from '../support/statistics.ts';
import { figureContext, normalised } from '../support/figure-context.ts';

addFigures(moreFigures);
const lenses = moreLenses();

async function requestOf(id: string, options: Record<string, unknown> = {}, some: Partial<Company> = {}) {
  const lens = lenses.find((one) => one.id === id)!;
  return lens.figure(await lens.analyse(syntheticStatistics(some), { ...lens.defaults, ...options }, new AbortController().signal));
}

const states: [string, string, Record<string, unknown>, Partial<Company>][] = [
  ['warnings', 'with its trial', {}, {}],
  ['warnings', 'of those in decline', { show: 'declining' }, {}],
  ['warnings', 'without amounts', {}, { hasAmount: false }],
  ['win-back', 'with the curve of returns', {}, {}],
  ['bad-debt', 'with roll rates', {}, {}],
  ['referral', 'at first and further hand', {}, {}],
];

describe.each(states)('%s %s', (id, state, options, some) => {
  test('is drawn as it always was', async () => {
    const request = await requestOf(id, options, some);
    const { svg } = drawing(request, figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${request.figure}-${id}-${state.replaceAll(' ', '-')}.svg.txt`);
  });

  test('holds no number that is not one on a phone, in Chinese', async () => {
    const undo = readLocaleFrom(() => 'zh-Hans');
    const { svg } = drawing(await requestOf(id, options, some), figureContext({ width: 340, locale: 'zh-Hans' }));
    undo();
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.textContent).toMatch(/[一-鿿]/);
  });

  test('has a point with words inside the picture for every mark, and a filled table', async () => {
    const request = await requestOf(id, options, some);
    const drawn = drawing(request, figureContext());
    const figure = figureOf(request.figure);
    const height = Number(drawn.svg.getAttribute('height'));
    for (const point of figure.points(request.rows, request.options, figureContext())) {
      const { x, y } = drawn.place(point);
      expect(point.label.trim()).not.toBe('');
      expect(x >= 0 && x <= 720 && y >= 0 && y <= height).toBe(true);
    }
    const { columns, rows } = figure.table(request.rows, request.options);
    expect(rows.length).toBe(request.rows.length);
    for (const { key } of columns) expect(rows.some((row) => row[key] !== undefined)).toBe(true);
  });
});

test('choosing a customer of a list lists that customer', async () => {
  const request = await requestOf('warnings');
  const [first] = figureOf('ranking').points(request.rows, request.options, figureContext());
  expect(first!.customers).toEqual({ table: 'customer_state', where: [{ column: 'customer_id', is: request.rows[0]!.id }] });
});

test('an empty list says so', async () => {
  const { options } = await requestOf('warnings');
  expect(figureOf('ranking').describe([], options, figureContext())).toBe('Nobody stands on this list.');
  expect(drawing({ figure: 'ranking', rows: [], options }, figureContext()).svg.textContent).toContain('Nobody stands on this list.');
});
