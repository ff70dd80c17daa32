import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { type Span, frame, pixel, remark, roundDomain, valueAxis } from '../frame.ts';
import { partName } from '../part-words.ts';
import { at } from '../rows.ts';
import { customers, share } from '../words.ts';
import { type PartKey, partFill, partOrder, partPatterns } from './patterns.ts';

export type SixPartOptions = {
  /** the year (1 is the first) from which the customer has paid back; null when never */
  breakEven: number | null;
  remark: string | null;
};

interface Segment {
  row: FigureRow;
  part: PartKey;
  from: number;
  to: number;
}

/** Profit per customer in each year of the relationship, stacked by its six parts, with the total and its interval. Rows: year, the parts, total, totalLow, totalHigh, cumulative. */
export const sixPartProfit: Figure<SixPartOptions> = {
  id: 'six-part-profit',
  plot(rows, options, context) {
    const phone = context.width < 560;
    const legendRows = phone ? 3 : 0;
    const marginBottom = 48 + legendRows * 18 + (options.remark ? 20 : 0);
    const size = { height: 340 + legendRows * 18, marginTop: 30, marginBottom, marginLeft: 58, marginRight: phone ? 8 : 132 };
    const segments = rows.flatMap(stack);
    const domain = roundDomain([
      ...segments.flatMap(({ from, to }) => [from, to]),
      ...rows.flatMap((row) => ['total', 'totalLow', 'totalHigh'].flatMap((key) => at(row, key) ?? [])),
    ]);
    const y: Span = { domain, range: [size.height - marginBottom, size.marginTop] };
    const last = Math.max(1, ...rows.map((row) => at(row, 'year') ?? 1));
    return {
      ...frame(context, size),
      x: { domain: [0.4, last + 0.6], axis: null },
      y: { domain, axis: null },
      marks: [
        partPatterns(context),
        ...valueAxis(context, 6, (value) => formatMoney(value, context.currency)),
        ...segments.map(({ row, part, from, to }) => {
          const year = at(row, 'year') ?? 1;
          return Plot.rect([0], {
            x1: year - 0.32,
            x2: year + 0.32,
            y1: from,
            y2: to,
            fill: partFill(part),
            stroke: context.color('paper'),
            strokeWidth: 1,
          });
        }),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        ...rows.flatMap((row) => totals(row, options, y, context)),
        ...rows.map((row) =>
          Plot.text([m.figures_year_n({ year: formatInteger(at(row, 'year') ?? 1) })], {
            x: at(row, 'year') ?? 1,
            frameAnchor: 'bottom',
            dy: 18,
            fill: context.color('ink-3'),
            fontSize: 12,
          }),
        ),
        ...(phone ? legendBelow(rows, context) : namesBeside(segments, last, y, context)),
        ...remark(context, options.remark, { left: 8 - size.marginLeft, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows, { breakEven }, { currency }) {
    if (rows.length === 0) return m.figures_nothing();
    const years = rows.map((row) =>
      m.figures_year_total({ year: formatInteger(at(row, 'year') ?? 1), total: formatMoney(at(row, 'total') ?? 0, currency) }),
    );
    const back = breakEven === null ? m.figures_never_pays_back() : m.figures_pays_back({ year: formatInteger(breakEven) });
    return m.figures_six_part_text({ years: years.join(m.figures_comma()), back });
  },
  table(rows) {
    return {
      columns: [
        { key: 'year', title: m.figures_year(), align: 'right', format: 'integer' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'survival', title: m.figures_survival(), align: 'right', format: 'percent' },
        ...[...partOrder, 'total' as const].map((part) => ({
          key: part,
          title: partName(part),
          align: 'right' as const,
          format: 'money' as const,
        })),
        { key: 'totalLow', title: m.figures_low(), align: 'right', format: 'money' },
        { key: 'totalHigh', title: m.figures_high(), align: 'right', format: 'money' },
        { key: 'cumulative', title: m.figures_cumulative(), align: 'right', format: 'money' },
      ],
      rows,
    };
  },
  points(rows, _options, { currency }) {
    return rows.map((row) => {
      const parts = partOrder.flatMap((part) => {
        const value = at(row, part);
        if (value === null) return [m.figures_part_unknown({ part: partName(part) })];
        const [low, high] = [at(row, `${part}Low`), at(row, `${part}High`)];
        const text = formatMoney(value, currency);
        const said =
          low === null || high === null
            ? text
            : m.figures_with_interval({ value: text, low: formatMoney(low, currency), high: formatMoney(high, currency) });
        return [`${partName(part)}: ${said}`];
      });
      const total = m.figures_year_total({
        year: formatInteger(at(row, 'year') ?? 1),
        total: formatMoney(at(row, 'total') ?? 0, currency),
      });
      const alive = m.figures_customers_alive({ customers: customers(at(row, 'n') ?? 0), share: share(at(row, 'survival') ?? 1) });
      return { x: at(row, 'year') ?? 1, y: at(row, 'total') ?? 0, label: [total, ...parts, alive].join('\n') };
    });
  },
};

/** The parts of a year: gains upwards from 0 in their order, what costs downwards. */
function stack(row: FigureRow): Segment[] {
  let [up, down] = [0, 0];
  return partOrder.flatMap((part) => {
    const value = at(row, part) ?? 0;
    if (value === 0) return [];
    const from = value > 0 ? up : down;
    const to = from + value;
    if (value > 0) up = to;
    else down = to;
    return [{ row, part, from, to }];
  });
}

/** The total of a year with its interval and number, and the mark of the year that pays back. */
function totals(row: FigureRow, { breakEven }: SixPartOptions, y: Span, context: FigureContext): Markish[] {
  const [year, total, low, high] = ['year', 'total', 'totalLow', 'totalHigh'].map((key) => at(row, key));
  if (typeof year !== 'number' || typeof total !== 'number') return [];
  const ink = context.color('ink');
  const highest = Math.max(high ?? total, total, ...stack(row).flatMap(({ from, to }) => [from, to]));
  const back = breakEven === year;
  return [
    ...(typeof low === 'number' && typeof high === 'number'
      ? [Plot.link([0], { x1: year, x2: year, y1: low, y2: high, stroke: ink, strokeWidth: 1.5 })]
      : []),
    Plot.dot([0], { x: year, y: total, r: 3.5, fill: ink, stroke: context.color('paper'), strokeWidth: 1 }),
    Plot.text([formatMoney(total, context.currency)], { x: year, y: highest, dy: -9, fill: ink, fontWeight: 600, fontSize: 12 }),
    ...(back
      ? [
          Plot.text([m.figures_pays_back_mark()], {
            x: year,
            y: highest,
            dy: Math.max(-24, y.range[1] - pixel(y, highest) - 18),
            fill: context.color('gain'),
            fontWeight: 600,
            fontSize: 11,
          }),
        ]
      : []),
  ];
}

/** The names of the parts at the right of the last bar, at their segments' height, kept apart; the acquisition beside the first bar. */
function namesBeside(segments: readonly Segment[], last: number, y: Span, context: FigureContext): Markish[] {
  const seen = new Set(segments.filter(({ from, to }) => Math.abs(pixel(y, to) - pixel(y, from)) >= 2).map(({ part }) => part));
  const own = segments.filter(({ row, part }) => at(row, 'year') === last && seen.has(part) && (part !== 'acquisition' || last === 1));
  const wanted = own.map((one) => ({ ...one, py: pixel(y, (one.from + one.to) / 2) })).sort((a, b) => a.py - b.py);
  const gap = 15;
  wanted.forEach((one, i) => (one.py = Math.max(one.py, i > 0 ? wanted[i - 1]!.py + gap : y.range[1] + 6)));
  for (let i = wanted.length - 1; i >= 0; i--)
    wanted[i]!.py = Math.min(wanted[i]!.py, i < wanted.length - 1 ? wanted[i + 1]!.py - gap : y.range[0] - 4);
  const first = segments.find(({ row, part }) => part === 'acquisition' && at(row, 'year') === 1);
  return [
    ...wanted.map(({ part, py, from, to }) =>
      Plot.text([partName(part)], {
        x: last + 0.34,
        y: (from + to) / 2,
        dx: 6,
        dy: py - pixel(y, (from + to) / 2),
        textAnchor: 'start',
        fill: context.color(part === 'acquisition' ? 'loss' : part === 'base' ? 'ink-2' : 'gain'),
        fontSize: 12,
        fontWeight: 600,
      }),
    ),
    ...(first && last > 1
      ? [
          Plot.text([partName('acquisition')], {
            x: 1.34,
            y: (first.from + first.to) / 2,
            dx: 4,
            textAnchor: 'start',
            fill: context.color('loss'),
            stroke: context.color('paper'),
            strokeWidth: 3,
            fontSize: 12,
            fontWeight: 600,
          }),
        ]
      : []),
  ];
}

/** The parts that are known with their textures, in two columns under the bars. */
function legendBelow(rows: readonly FigureRow[], context: FigureContext): Markish[] {
  const shown = partOrder.filter((part) => rows.some((row) => (at(row, part) ?? 0) !== 0));
  return shown.flatMap((part, i) => {
    const [column, line] = [i % 2, Math.floor(i / 2)];
    const left = column * ((context.width - 16) / 2) - 50;
    const place = { frameAnchor: 'bottom-left' as const, dy: 40 + line * 18 };
    return [
      Plot.dot([0], { ...place, dx: left + 6, symbol: 'square', r: 6, fill: partFill(part) }),
      Plot.text([partName(part)], {
        ...place,
        dx: left + 18,
        textAnchor: 'start',
        lineAnchor: 'middle',
        fill: context.color('ink-2'),
        fontSize: 11,
      }),
    ];
  });
}
