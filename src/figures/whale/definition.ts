import * as Plot from '@observablehq/plot';
import { formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { type Span, axisTitles, frame, pixel, remark, roundDomain, valueAxis } from '../frame.ts';
import { type NamedCurve, placeLabels } from '../labels.ts';
import { at } from '../rows.ts';
import { share } from '../words.ts';

export type WhaleOptions = {
  peak: number;
  peakAt: number;
  top20: number;
  unprofitableShare: number;
  /** share of customers who earn 80 % of the peak; left out: no band of makers */
  makers?: number;
  /** words under the figure about what it leaves out, or null */
  remark: string | null;
};

/** Cumulative share of profit over customers ranked by profit, with band, peak and the 100 % line; the amount beside it. Rows: customers, profit, low, high, amount (shares), bin (the last profit bin wholly within that share of customers, null before the first). */
export const whale: Figure<WhaleOptions> = {
  id: 'whale',
  plot(rows, options, context) {
    const phone = context.width < 480;
    const values = rows
      .flatMap((row) => [at(row, 'profit'), at(row, 'low'), at(row, 'high'), at(row, 'amount')])
      .filter((value) => value !== null);
    const domain = roundDomain([...values, 1], 5);
    const marginLeft = 56;
    const marginTop = 30;
    const marginBottom = 44 + (options.remark ? 18 : 0);
    const height = marginTop + marginBottom + (phone ? 190 : 230);
    const x: Span = { domain: [0, 1], range: [marginLeft, context.width - 24] };
    const y: Span = { domain, range: [height - marginBottom, marginTop] };
    const gain = context.color('gain');
    const peak = { x: options.peakAt, y: options.peak };
    return {
      ...frame(context, { height, marginTop, marginBottom, marginLeft, marginRight: 24 }),
      x: { domain: x.domain, axis: null },
      y: { domain, axis: null },
      marks: [
        ...valueAxis(context, 5, (value) => formatPercent(value)),
        Plot.axisX(phone ? [0, 0.2, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1], {
          tickSize: 0,
          tickPadding: 6,
          label: null,
          fill: context.color('ink-3'),
          tickFormat: (value: number) => formatPercent(value),
        }),
        ...(options.unprofitableShare > 0
          ? [Plot.rect([0], { x1: 1 - options.unprofitableShare, x2: 1, fill: context.color('loss'), fillOpacity: 0.1 })]
          : []),
        ...(options.makers ? [Plot.rect([0], { x1: 0, x2: options.makers, fill: gain, fillOpacity: 0.07 })] : []),
        ...bandNames(options, x, context),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        Plot.ruleY([1], { stroke: context.color('ink-2'), strokeDasharray: '3 3' }),
        Plot.areaY(
          rows.filter((row) => at(row, 'low') !== null),
          { x: 'customers', y1: 'low', y2: 'high', fill: gain, fillOpacity: 0.16 },
        ),
        Plot.lineY(
          rows.filter((row) => at(row, 'amount') !== null),
          { x: 'customers', y: 'amount', stroke: context.color('stage-stable'), strokeWidth: 1.5, strokeDasharray: '6 3' },
        ),
        Plot.lineY(rows, { x: 'customers', y: 'profit', stroke: gain, strokeWidth: 2 }),
        Plot.link([0], { x1: 0.2, x2: 0.2, y1: 0, y2: options.top20, stroke: context.color('ink-3'), strokeDasharray: '1 3' }),
        Plot.dot([[0.2, options.top20]], { r: 3, fill: gain }),
        ...(options.peak > 1
          ? [Plot.dot([peak], { x: 'x', y: 'y', r: 4.5, fill: context.color('paper'), stroke: gain, strokeWidth: 2 })]
          : []),
        ...names(rows, options, x, y, context),
        ...axisTitles(
          context,
          { y: `↑ ${m.figures_axis_whale()}`, x: `${m.figures_axis_ranked()} →` },
          { top: marginTop, bottom: 40, left: 4 - marginLeft },
        ),
        ...remark(context, options.remark, { left: 4 - marginLeft, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows, options) {
    if (rows.length === 0) return m.figures_nothing();
    return m.figures_whale_text({
      top20: share(options.top20),
      peak: share(options.peak),
      peakAt: share(options.peakAt),
      unprofitable: share(options.unprofitableShare),
      end: share(at(rows[rows.length - 1]!, 'profit') ?? 0),
    });
  },
  table(rows) {
    const percent = (key: string, title: string) => ({ key, title, align: 'right' as const, format: 'percent' as const });
    return {
      columns: [
        percent('customers', m.figures_share_customers()),
        percent('profit', m.figures_share_profit()),
        percent('low', m.figures_low()),
        percent('high', m.figures_high()),
        percent('amount', m.figures_share_amount()),
      ],
      rows,
    };
  },
  points(rows) {
    const every = Math.max(1, Math.floor(rows.length / 50));
    return rows
      .filter((_, i) => i % every === 0 || i === rows.length - 1)
      .map((row) => {
        const band = m.figures_value_band({
          name: m.figures_share_profit(),
          value: share(at(row, 'profit') ?? 0),
          low: share(at(row, 'low') ?? 0),
          high: share(at(row, 'high') ?? 0),
        });
        const amount = at(row, 'amount');
        const label = [
          m.figures_best_customers({ share: share(at(row, 'customers') ?? 0) }),
          band,
          ...(amount === null ? [] : [`${m.figures_share_amount()} ${share(amount)}`]),
        ].join('\n');
        const bin = at(row, 'bin');
        return {
          x: at(row, 'customers') ?? 0,
          y: at(row, 'profit') ?? 0,
          label,
          ...(bin === null ? {} : { customers: { table: 'customer_state' as const, where: [{ column: 'profit_bin', from: 0, to: bin }] } }),
        };
      });
  },
};

/** Names of the three bands on the ground line, where they fit. */
function bandNames({ makers = 0, unprofitableShare }: WhaleOptions, x: Span, context: FigureContext) {
  const bands = [
    { words: m.figures_whale_makers(), from: 0, to: makers, token: 'gain' },
    { words: m.figures_whale_neutral(), from: makers, to: 1 - unprofitableShare, token: 'ink-3' },
    { words: m.figures_whale_takers(), from: 1 - unprofitableShare, to: 1, token: 'loss' },
  ];
  const width = (words: string): number => [...words].reduce((sum, letter) => sum + (letter > '\u2e80' ? 11 : 6.2), 8);
  return bands
    .filter(({ words, from, to }) => makers > 0 && pixel(x, to) - pixel(x, from) >= width(words))
    .map(({ words, from, to, token }) =>
      Plot.text([words], {
        x: (from + to) / 2,
        frameAnchor: 'bottom',
        dy: -4,
        lineAnchor: 'bottom',
        fontSize: 11,
        fill: context.color(token),
        stroke: context.color('paper'),
        strokeWidth: 2,
      }),
    );
}

/** Names of both curves and of the two marks, each where the other curves are not. */
function names(rows: readonly FigureRow[], options: WhaleOptions, x: Span, y: Span, context: FigureContext) {
  const line = (key: 'profit' | 'amount', words: string): NamedCurve => ({
    words,
    points: rows.flatMap((row) => {
      const value = at(row, key);
      const edge = (name: string) => pixel(y, key === 'profit' ? (at(row, name) ?? value ?? 0) : (value ?? 0));
      return value === null ? [] : [{ x: pixel(x, at(row, 'customers') ?? 0), y: pixel(y, value), low: edge('low'), high: edge('high') }];
    }),
  });
  const spot = (words: string, px: number, py: number): NamedCurve => ({
    words,
    points: [{ x: pixel(x, px), y: pixel(y, py), low: pixel(y, py) + 4, high: pixel(y, py) - 4 }],
  });
  const curves = [
    ...(options.peak > 1
      ? [{ curve: spot(m.figures_peak({ share: share(options.peak) }), options.peakAt, options.peak), token: 'ink' }]
      : []),
    { curve: line('profit', m.terms_profit()), token: 'gain' },
    { curve: line('amount', m.terms_amount()), token: 'stage-stable' },
  ].filter(({ curve }) => curve.points.length > 0);
  const box = { left: x.range[0], top: y.range[1] - 16, width: x.range[1] - x.range[0], height: y.range[0] - y.range[1] + 16 };
  return placeLabels(
    curves.map(({ curve }) => curve),
    box,
  ).map((label, i) =>
    Plot.text([label.words], {
      frameAnchor: 'top-left',
      dx: label.x - x.range[0],
      dy: label.y - y.range[1],
      textAnchor: 'middle',
      lineAnchor: 'middle',
      fill: context.color(curves[i]!.token),
      stroke: context.color('paper'),
      strokeWidth: 3,
      strokeOpacity: 0.75,
      fontWeight: 600,
      fontSize: 12,
    }),
  );
}
