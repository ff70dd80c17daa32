import * as Plot from '@observablehq/plot';
import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { rungName } from '../ladder-words.ts';
import { at } from '../rows.ts';
import { customers, share } from '../words.ts';

export type LadderOptions = {
  /** rungs from the highest to the lowest */
  order: string[];
  /** groups that stand on no rung */
  off: string[];
};

const step = 30;
const heading = 1.1;

/** Customers by the highest rung reached, the highest above, and apart from them those on none. Rows: rung, n, share, low, high, amountShare. */
export const ladder: Figure<LadderOptions> = {
  id: 'ladder',
  plot(rows, options, context) {
    const wide = context.width >= 480;
    const placed = places(rows, options);
    const marginLeft = Math.ceil(Math.max(40, ...rows.map((row) => textWidth(rungName(String(row.rung))))) + 18);
    const marginRight = wide ? 270 : 104;
    const most = scaleOf(rows);
    const bottom = Math.max(1, ...placed.map(({ y }) => y)) + 0.6;
    const off = placed.find(({ row }) => options.off.includes(String(row.rung)));
    return {
      ...frame(context, { height: 16 + step * bottom, marginTop: 8, marginBottom: 8, marginLeft, marginRight }),
      x: { domain: [0, 1], axis: null },
      y: { domain: [0.3, bottom], reverse: true, axis: null },
      marks: [
        Plot.ruleX([0], { stroke: context.color('line-strong') }),
        ...placed.flatMap(({ row, y }) => bar(row, y, { most, marginLeft, marginRight, wide, off: options.off }, context)),
        ...(off
          ? [
              Plot.text([m.figures_off_ladder()], {
                x: 0,
                y: off.y - 0.8,
                dx: 8 - marginLeft,
                textAnchor: 'start',
                fill: context.color('ink-3'),
                fontSize: 11,
                fontStyle: 'italic',
              }),
            ]
          : []),
      ],
    };
  },
  describe(rows, options) {
    if (rows.length === 0) return m.figures_nothing();
    const parts = places(rows, options).map(({ row }) =>
      m.figures_rung_part({ rung: rungName(String(row.rung)), n: formatInteger(at(row, 'n') ?? 0), share: share(at(row, 'share') ?? 0) }),
    );
    return m.figures_ladder_text({ parts: parts.join(m.figures_comma()) });
  },
  table(rows) {
    return {
      columns: [
        { key: 'name', title: m.figures_rung(), align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'share', title: m.figures_share(), align: 'right', format: 'percent' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'percent' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'percent' },
        { key: 'amountShare', title: m.figures_amount_year(), align: 'right', format: 'percent' },
      ],
      rows: rows.map((row) => ({ ...row, name: rungName(String(row.rung)) })),
    };
  },
  points(rows, options) {
    const most = scaleOf(rows);
    // prospects have no counted row, so no list of customers holds them
    return places(rows, options).map(({ row, y }) => {
      const percent = (key: string) => formatPercent(at(row, key) ?? at(row, 'share') ?? 0, 1);
      const band = m.figures_value_band({
        name: rungName(String(row.rung)),
        value: percent('share'),
        low: percent('low'),
        high: percent('high'),
      });
      const label = [band, customers(at(row, 'n') ?? 0), ...amountOf(row)].join('\n');
      const filter =
        row.rung === 'prospect' ? {} : { customers: { table: 'ladder' as const, where: [{ column: 'rung', is: String(row.rung) }] } };
      return { x: (at(row, 'share') ?? 0) / most, y, label, ...filter };
    });
  },
};

/** Rows with their heights: rungs from above, then, after a gap for its heading, who stands on none. */
function places(rows: readonly FigureRow[], { order, off }: LadderOptions): { row: FigureRow; y: number }[] {
  const find = (names: readonly string[]) => names.flatMap((name) => rows.filter((row) => row.rung === name));
  const [on, apart] = [find(order), find(off)];
  return [...on.map((row, i) => ({ row, y: i + 1 })), ...apart.map((row, i) => ({ row, y: on.length + i + 1 + heading - 0.2 }))];
}

function scaleOf(rows: readonly FigureRow[]): number {
  return Math.max(0.1, ...rows.map((row) => at(row, 'high') ?? at(row, 'share') ?? 0));
}

function amountOf(row: FigureRow): string[] {
  const amount = at(row, 'amountShare');
  return amount === null ? [] : [m.figures_amount_part({ share: share(amount) })];
}

/** One rung: name, bar, its interval and its numbers. */
function bar(
  row: FigureRow,
  y: number,
  size: { most: number; marginLeft: number; marginRight: number; wide: boolean; off: readonly string[] },
  context: FigureContext,
) {
  const color = context.color(size.off.includes(String(row.rung)) ? 'ink-3' : row.rung === 'loyal' ? 'accent' : 'ink-2');
  const n = at(row, 'n') ?? 0;
  const [value, low, high] = ['share', 'low', 'high'].map((key) => (at(row, key) ?? 0) / size.most) as [number, number, number];
  const right = { frameAnchor: 'right' as const, y, textAnchor: 'end' as const, fill: context.color('ink-3'), fontSize: 12 };
  return [
    Plot.rect([0], { x1: 0, x2: value, y1: y - 0.26, y2: y + 0.26, fill: color, fillOpacity: 0.85 }),
    ...(at(row, 'low') === null
      ? []
      : [Plot.link([0], { x1: low, x2: high, y1: y, y2: y, stroke: context.color('ink'), strokeOpacity: 0.65, strokeWidth: 1.25 })]),
    Plot.text([rungName(String(row.rung))], {
      x: 0,
      y,
      dx: 8 - size.marginLeft,
      textAnchor: 'start',
      fill: context.color('ink'),
      fontWeight: 600,
      fontSize: 12,
    }),
    Plot.text([share(at(row, 'share') ?? 0)], {
      x: Math.max(value, high),
      y,
      dx: 8,
      textAnchor: 'start',
      fill: context.color('ink'),
      fontWeight: 600,
      fontSize: 12,
    }),
    Plot.text([size.wide ? customers(n) : formatInteger(n)], { ...right, dx: size.wide ? size.marginRight - 124 : size.marginRight - 8 }),
    ...(size.wide ? amountOf(row).map((words) => Plot.text([words], { ...right, dx: size.marginRight - 8 })) : []),
  ];
}
