import { describe, expect, test } from 'vitest';
import { profitWaterfall } from '#figures/profit-waterfall/definition.ts';
import { revenueProfit } from '#figures/revenue-profit/definition.ts';
import { addFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { figureContext, normalised } from '../support/figure-context.ts';

addFigures(moreFigures);
const steps: [string, boolean, number, number][] = [
  ['revenue', true, 0, 1000],
  ['refunds', false, 1000, 950],
  ['cogs', false, 950, 550],
  ['cost-service', false, 550, 350],
  ['bad-debt', false, 350, 340],
  ['customers-profit', true, 0, 340],
  ['unknown-buyers', false, 340, 360],
  ['unallocated', false, 360, -60],
  ['profit', true, 0, -60],
];
const waterfall = {
  figure: 'profit-waterfall',
  rows: steps.map(([step, total, from, to]) => ({ step, total, amount: total ? to : to - from, from, to })),
  options: { costsKnown: true },
};
const dots = Array.from({ length: 30 }, (_, index) => ({
  customer_id: `c${index}`,
  n: 1,
  x: 40 + 17 * index + (index % 5) * 90,
  y: 300 - 11 * (index % 13) ** 2 + 4 * index,
  amountFrom: null,
  amountTo: null,
  profitFrom: null,
  profitTo: null,
}));
const cells = dots.map((dot, index) => ({
  ...dot,
  customer_id: null,
  n: index ** 2 + 1,
  amountFrom: 0,
  amountTo: 10,
  profitFrom: -4,
  profitTo: 0,
}));
const scatter = (rows: typeof dots | typeof cells, axes: 'revenue' | 'allocations') => ({
  figure: 'revenue-profit',
  rows,
  options: { axes, losing: 9, remark: axes === 'revenue' ? 'without 160 that nobody bears' : null },
});

describe.each([
  ['profit-waterfall', 'that ends in a loss', waterfall],
  ['revenue-profit', 'of each customer', scatter(dots, 'revenue')],
  ['revenue-profit', 'of many', scatter(cells, 'revenue')],
  ['revenue-profit', 'under two allocations', scatter(dots, 'allocations')],
] as const)('%s %s', (id, state, request) => {
  test('is drawn as it always was', async () => {
    const { svg } = drawing(request, figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${id}-${state.replaceAll(' ', '-')}.svg.txt`);
  });

  test('holds no number that is not one on a phone', () => {
    const { svg } = drawing(request, figureContext({ width: 340 }));
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });
});

test('the waterfall names every bar for the keyboard', () => {
  const points = profitWaterfall.points(waterfall.rows, { costsKnown: true }, { locale: 'en', currency: 'CNY' });
  expect(points.map(({ label }) => label)).toContain('Business-sustaining: −¥420\n−42% of revenue');
  expect(profitWaterfall.table(waterfall.rows, { costsKnown: false }).rows.at(-1)).toMatchObject({
    step: 'Contribution margin',
    amount: -60,
  });
});

test('a dot opens its customer, a larger one the customers within its bounds', () => {
  const place = { locale: 'en', currency: 'CNY' };
  const [one] = revenueProfit.points(dots, scatter(dots, 'revenue').options, place);
  expect(one!.customers).toEqual({ table: 'customer_state', where: [{ column: 'customer_id', is: 'c0' }] });
  const [many] = revenueProfit.points(cells, scatter(cells, 'revenue').options, place);
  expect(many!.customers!.where).toEqual([
    { column: 'amount', from: 0, to: 9.9999 },
    { column: 'profit', from: -4, to: -0.0001 },
  ]);
});
