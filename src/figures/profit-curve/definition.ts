import * as Plot from '@observablehq/plot';
import { formatInteger, formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { type Span, ageTicks, axisTitles, frame, pixel, remark, roundDomain, valueAxis } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at, atAge } from '../rows.ts';
import { type Period, ageAxis, asPeriod, measureText, nthPeriod, numbered, perPeriod, span } from '../words.ts';

export type ProfitCurveOptions = {
  period: Period;
  breakEvenAge: number | null;
  /** words under the figure about what it leaves out, or null */
  remark: string | null;
};

const known = (row: FigureRow): boolean => at(row, 'cumulative') !== null;

/** Cumulative profit per acquired customer by age with its band, the profit of each period as thin bars, and the break-even as a hollow dot. Rows: age, n, profit, profitLow, profitHigh, cumulative, low, high. */
export const profitCurve: Figure<ProfitCurveOptions> = {
  id: 'profit-curve',
  plot(all, options, context) {
    const rows = all.filter(known);
    const phone = context.width < 480;
    const last = Math.max(1, at(rows[rows.length - 1] ?? {}, 'age') ?? 1);
    const domain = roundDomain(
      rows.flatMap((row) => ['profit', 'cumulative', 'low', 'high'].map((key) => at(row, key))).filter((value) => value !== null),
      5,
    );
    const marginLeft = 64;
    const marginTop = 30;
    const marginBottom = 44 + (options.remark ? 18 : 0);
    const height = marginTop + marginBottom + (phone ? 180 : 220);
    const x: Span = { domain: [-0.5, last + 0.5], range: [marginLeft, context.width - 12] };
    const y: Span = { domain, range: [height - marginBottom, marginTop] };
    const gain = context.color('gain');
    const dot = rows.find((row) => at(row, 'age') === options.breakEvenAge && options.breakEvenAge !== 0);
    return {
      ...frame(context, { height, marginTop, marginBottom, marginLeft, marginRight: 12 }),
      x: { domain: x.domain, axis: null },
      y: { domain, axis: null },
      marks: [
        ...valueAxis(context, 5, (value) => formatMoney(value, context.currency)),
        Plot.axisX(ageTicks(last, context.width), {
          tickSize: 0,
          tickPadding: 6,
          label: null,
          fill: context.color('ink-3'),
          tickFormat: (age: number) => String(age + 1),
        }),
        Plot.areaY(
          rows.filter((row) => at(row, 'low') !== null),
          { x: 'age', y1: 'low', y2: 'high', fill: context.color('ink-3'), fillOpacity: 0.16 },
        ),
        Plot.differenceY(rows, {
          x: 'age',
          y: 'cumulative',
          positiveFill: gain,
          negativeFill: context.color('loss'),
          fillOpacity: 0.13,
          stroke: 'none',
        }),
        Plot.rectY(rows, {
          x1: (row: FigureRow) => (at(row, 'age') ?? 0) - 0.22,
          x2: (row: FigureRow) => (at(row, 'age') ?? 0) + 0.22,
          y: 'profit',
          fill: (row: FigureRow) => ((at(row, 'profit') ?? 0) < 0 ? context.color('loss') : gain),
          fillOpacity: 0.45,
        }),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        Plot.lineY(rows, { x: 'age', y: 'cumulative', stroke: gain, strokeWidth: 2 }),
        ...endName(rows, y, context.color('gain')),
        ...(dot ? breakEven(dot, x, y, context) : []),
        ...axisTitles(
          context,
          { y: `↑ ${m.figures_axis_profit()}`, x: `${ageAxis(options.period)} →` },
          { top: marginTop, bottom: 40, left: 4 - marginLeft },
        ),
        ...remark(context, options.remark, { left: 4 - marginLeft, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows, options, { currency }) {
    const drawn = rows.filter(known);
    const end = drawn[drawn.length - 1];
    if (!end) return m.figures_nothing();
    const period = asPeriod(options.period);
    return m.figures_profit_curve_text({
      axis: ageAxis(period),
      last: formatInteger((at(end, 'age') ?? 0) + 1),
      first: measureText('profit', at(drawn[0]!, 'cumulative'), currency),
      end: measureText('profit', at(end, 'cumulative'), currency),
      low: measureText('profit', at(end, 'low'), currency),
      high: measureText('profit', at(end, 'high'), currency),
      breakEven:
        options.breakEvenAge === null
          ? m.figures_break_even_never()
          : m.figures_break_even_after({ age: span(options.breakEvenAge + 1, period) }),
    });
  },
  table(rows, options) {
    const money = (key: string, title: string) => ({ key, title, align: 'right' as const, format: 'money' as const });
    return {
      columns: [
        { key: 'age', title: ageAxis(asPeriod(options.period)), align: 'right', format: 'integer' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        money('profit', m.figures_profit_in_period()),
        money('profitLow', m.figures_low()),
        money('profitHigh', m.figures_high()),
        money('cumulative', m.terms_cumulative_profit()),
        money('low', m.figures_low()),
        money('high', m.figures_high()),
        { key: 'note', title: m.figures_note(), align: 'left', format: 'text' },
      ],
      rows: rows.map((row) => ({ note: null, ...numbered(row) })),
    };
  },
  points(rows, options, { currency }) {
    const period = asPeriod(options.period);
    const text = (row: FigureRow, key: string) => measureText('profit', at(row, key), currency);
    return rows.filter(known).map((row) => {
      const cumulative = m.figures_value_band({
        name: m.terms_cumulative_profit(),
        value: text(row, 'cumulative'),
        low: text(row, 'low'),
        high: text(row, 'high'),
      });
      const age = at(row, 'age') ?? 0;
      const words = [
        `${nthPeriod(age, period)} · n = ${formatInteger(at(row, 'n') ?? 0)}`,
        cumulative,
        `${m.figures_profit_in_period()} ${text(row, 'profit')} ${perPeriod(period)}`,
      ];
      return { x: age, y: at(row, 'cumulative') ?? 0, label: words.join('\n'), customers: atAge(age) };
    });
  },
};

/** The curve's name, beside its last point on the side where there is room. */
function endName(rows: readonly FigureRow[], y: Span, fill: string) {
  const end = rows[rows.length - 1];
  if (!end) return [];
  const words = m.terms_cumulative_profit();
  const value = at(end, 'cumulative') ?? 0;
  const high = pixel(y, Math.max(value, at(end, 'high') ?? value));
  const above = high - y.range[1] > 18;
  return [
    Plot.text([words], {
      frameAnchor: 'top-right',
      dx: -2,
      dy: (above ? high - 12 : pixel(y, Math.min(value, at(end, 'low') ?? value)) + 12) - y.range[1],
      lineAnchor: 'middle',
      fill,
      fontWeight: 600,
      fontSize: 12,
      ...halo,
    }),
  ];
}

const halo = { stroke: 'var(--plot-background)', strokeWidth: 3, strokeOpacity: 0.75 };

/** A hollow dot with its word, under the curve where there is room. */
function breakEven(row: FigureRow, x: Span, y: Span, context: FigureContext) {
  const words = m.figures_break_even();
  const right = pixel(x, at(row, 'age') ?? 0) + 10 + textWidth(words) <= x.range[1];
  const under = pixel(y, at(row, 'cumulative') ?? 0) + 22 <= y.range[0];
  const place = { x: 'age', y: 'cumulative' };
  return [
    Plot.dot([row], { ...place, r: 4.5, fill: context.color('paper'), stroke: context.color('gain'), strokeWidth: 2 }),
    Plot.text([row], {
      ...place,
      text: () => words,
      dx: right ? 8 : -8,
      dy: under ? 15 : -13,
      textAnchor: right ? 'start' : 'end',
      fill: context.color('ink'),
      fontWeight: 600,
      fontSize: 12,
      ...halo,
    }),
  ];
}
