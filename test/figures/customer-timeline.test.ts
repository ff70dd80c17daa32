import { describe, expect, test } from 'vitest';
import type { FigureRow } from '#figures/definition.ts';
import { customerTimeline } from '#figures/customer-timeline/definition.ts';
import { layoutOf, monthTicks, runsOf } from '#figures/customer-timeline/layout.ts';
import { addFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { figureContext, normalised } from '../support/figure-context.ts';

addFigures(moreFigures);

/** Two years of a customer who grew, held and fell. */
function history(): FigureRow[] {
  const day = (n: number): string => new Date(Date.UTC(2023, 0, 10) + n * 86_400_000).toISOString().slice(0, 10);
  const stages = ['E', 'E', 'E', 'F', 'F', 'F', 'F', 'S', 'S', 'S', 'S', 'S', 'S', 'S', 'S', 'D', 'D', 'D', 'D', 'T'];
  let cumulative = -120;
  const periods = [...stages, null].map((stage, age): FigureRow => {
    cumulative += stage === 'S' ? 90 : stage === 'F' ? 45 : stage === 'E' ? 10 : -4;
    const [reason, margin] =
      stage === null
        ? [null, null]
        : [{ E: 'first-order', F: 'regular-orders', S: 'plateau', D: 'level-fell', T: 'lapsed' }[stage]!, 'high'];
    return { kind: 'period', from: day(age * 30), until: day(age * 30 + 29), stage, early: age < 2, reason, margin, cumulative };
  });
  const orders = Array.from({ length: 24 }, (_, i): FigureRow => ({
    kind: 'order',
    date: day(Math.round(i ** 1.6 * 3)),
    amount: 30 + ((i * 37) % 90),
    detail: `order ${i}`,
  }));
  return [
    ...periods,
    ...orders,
    { kind: 'refund', date: day(130), amount: -25, detail: null },
    { kind: 'contact', date: day(60), amount: 4, detail: 'service · phone' },
    { kind: 'contact', date: day(410), amount: null, detail: 'retention' },
    { kind: 'complaint', date: day(400), amount: null, detail: 'delivery' },
    { kind: 'referral', date: day(280), amount: null, detail: null },
    { kind: 'cost', date: day(31), amount: 9, detail: 'marketing' },
  ];
}

const draw = (rows: FigureRow[], width = 720) => drawing({ figure: 'customer-timeline', rows, options: {} }, figureContext({ width }));

describe('the timeline of a customer', () => {
  test('is drawn as it always was', async () => {
    await expect(normalised(draw(history()).svg)).toMatchFileSnapshot('golden/customer-timeline-of-two-years.svg.txt');
  });

  test.each([
    ['nothing', []],
    ['one order', [{ kind: 'order', date: '2024-02-29', amount: null, detail: null }]],
    [
      'one period without money',
      [{ kind: 'period', from: '2024-01-01', until: '2024-01-30', stage: null, early: null, reason: null, margin: null, cumulative: null }],
    ],
    ['a refund alone', [{ kind: 'refund', date: '2024-02-29', amount: -5, detail: 'x' }]],
  ] as [string, FigureRow[]][])('holds no number that is not one with %s, at any width', (_, rows) => {
    for (const width of [240, 360, 960]) expect(draw(rows, width).svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    expect(customerTimeline.describe(rows, {}, figureContext())).not.toMatch(/NaN|Infinity|undefined|Invalid/);
    for (const { x, y } of customerTimeline.points(rows, {}, figureContext())) expect([x, y].every(Number.isFinite)).toBe(true);
  });

  test('can be walked: stages with their reasons, then events by date, then the profit at the end of each period, all inside the picture', () => {
    const rows = history();
    const drawn = draw(rows, 360);
    const points = customerTimeline.points(rows, {}, figureContext());
    expect(points.map(({ label }) => label).slice(0, 3)).toEqual([
      expect.stringMatching(/^Exploration, too early to judge, .*\nLast judged: first order/),
      expect.stringMatching(/^Exploration, /),
      expect.stringMatching(/^Formation, .*\nLast judged: orders come regularly.*confidence: high/),
    ]);
    expect(points.some(({ label }) => label.includes('Refund') && label.includes('−¥25'))).toBe(true);
    expect(points.at(-1)!.label).toContain('Cumulative profit');
    const height = Number(drawn.svg.getAttribute('height'));
    for (const point of points) {
      const { x, y } = drawn.place(point);
      expect(x >= 0 && x <= 360 && y >= 0 && y <= height).toBe(true);
    }
  });

  test('has every event in its table, and the periods not among them', () => {
    const { columns, rows } = customerTimeline.table(history(), {});
    expect(rows).toHaveLength(30);
    expect(columns.map(({ key }) => key)).toEqual(['date', 'event', 'amount', 'detail']);
    expect(rows.at(-1)).toEqual({ date: '2023-02-10', event: 'Cost', amount: 9, detail: 'marketing' });
  });

  test('says stages, counts and the last cumulative profit in its text', () => {
    const text = customerTimeline.describe(history(), {}, figureContext());
    expect(text).toContain('Exploration; Exploration; Formation; Stable; Decline; Ended');
    expect(text).toContain('24 orders, 2 contacts, 1 complaints');
  });
});

test('neighbouring periods of one stage are one stretch', () => {
  expect(runsOf(history()).map(({ stage, early }) => [stage, early])).toEqual([
    ['E', true],
    ['E', false],
    ['F', false],
    ['S', false],
    ['D', false],
    ['T', false],
    [null, false],
  ]);
});

test('lanes without events are left out, and those that stand keep apart', () => {
  expect(layoutOf([], 700).lanes).toEqual([]);
  const { lanes, strip, profit } = layoutOf(history(), 700);
  const edges = [strip.bottom, ...lanes.flatMap(({ y, height }) => [y - height / 2, y + height / 2]), profit!.span.range[1]];
  expect(edges).toEqual([...edges].sort((a, b) => a - b));
});

test.each([
  [30, 360],
  [400, 360],
  [4000, 360],
  [4000, 960],
  [20_000, 360],
])('the months on the axis over %i days at %i pixels have room', (days, width) => {
  const span = {
    domain: [Date.UTC(2020, 4, 7), Date.UTC(2020, 4, 7) + days * 86_400_000] as [number, number],
    range: [16, width - 16] as [number, number],
  };
  const ticks = monthTicks(span);
  expect(ticks.length).toBeLessThanOrEqual(Math.floor((width - 32) / 66) + 1);
  expect(ticks.length).toBeGreaterThan(0);
});
