import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { axisTitles, frame } from '../frame.ts';
import { spread, textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { customers } from '../words.ts';

export type RecencyFrequencyFigureOptions = {
  /** what the colour means: P(alive), purchases expected in `weeks`, or value in money */
  show: 'alive' | 'expected' | 'value';
  weeks: number;
  /** time observed that the map is drawn for, in weeks */
  T: number;
  /** purchases after the first at the right end */
  columns: number;
};

/** A quantity by purchases and recency as shades with lines of equal value, and the customers upon it. Rows: cell (x, from, to, value), line (level, x, recency), customer (x, recency, n, value). */
export const recencyFrequency: Figure<RecencyFrequencyFigureOptions> = {
  id: 'recency-frequency',
  plot(rows, options, context) {
    const size = { height: context.width < 480 ? 380 : 420, marginTop: 30, marginBottom: 46, marginLeft: 40, marginRight: 54 };
    const column = (context.width - size.marginLeft - size.marginRight) / (options.columns + 1);
    const span = Math.max(1e-9, options.T);
    const cells = rows.filter(({ kind }) => kind === 'cell');
    const most = Math.max(1e-12, ...cells.map((row) => at(row, 'value') ?? 0));
    const shade = (value: number) => 0.04 + 0.76 * (options.show === 'alive' ? value : Math.sqrt(value / most));
    return {
      ...frame(context, size),
      x: { domain: [-0.5, options.columns + 0.5], axis: null },
      y: { domain: [-0.05 * span, 1.03 * span], axis: null },
      r: { type: 'identity' },
      marks: [
        Plot.rect(cells, {
          x1: (row: FigureRow) => (at(row, 'x') ?? 0) - 0.5,
          x2: (row: FigureRow) => (at(row, 'x') ?? 0) + 0.5,
          y1: (row: FigureRow) => (at(row, 'x') === 0 ? -0.05 * span : (at(row, 'from') ?? 0)),
          y2: 'to',
          shapeRendering: 'crispEdges',
          fill: context.color('accent'),
          fillOpacity: (row: FigureRow) => shade(at(row, 'value') ?? 0),
        }),
        ...axes(options, size, context),
        ...customerMarks(rows, column, context),
        ...lineMarks(rows, options, size.height - size.marginTop - size.marginBottom, context),
      ],
    };
  },
  describe(rows, options, { currency }) {
    const cells = rows.filter(({ kind }) => kind === 'cell');
    if (cells.length === 0) return m.figures_nothing();
    const value = (row: FigureRow) => at(row, 'value') ?? 0;
    const best = cells.reduce((top, row) => (value(row) > value(top) ? row : top));
    return m.figures_recency_text({
      measure: measureName(options),
      columns: formatInteger(options.columns),
      weeks: formatInteger(options.T),
      best: valueText(options, value(best), currency),
      n: customers(rows.reduce((sum, row) => sum + (row.kind === 'customer' ? (at(row, 'n') ?? 0) : 0), 0)),
    });
  },
  table(rows, options) {
    return {
      columns: [
        { key: 'x', title: m.figures_purchases_after(), align: 'right', format: 'integer' },
        { key: 'recency', title: m.figures_weeks_to_last(), align: 'right', format: 'number' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        {
          key: 'value',
          title: measureName(options),
          align: 'right',
          format: { alive: 'percent', expected: 'number', value: 'money' }[options.show] as 'number',
        },
      ],
      rows: rows.filter(({ kind }) => kind === 'customer'),
    };
  },
  points(rows, options, { currency }) {
    return rows
      .filter(({ kind }) => kind === 'customer')
      .sort((a, b) => (at(a, 'x') ?? 0) - (at(b, 'x') ?? 0) || (at(a, 'recency') ?? 0) - (at(b, 'recency') ?? 0))
      .map((row) => ({
        x: at(row, 'x') ?? 0,
        y: at(row, 'recency') ?? 0,
        label: m.figures_recency_point({
          customers: customers(at(row, 'n') ?? 0),
          x: formatInteger(at(row, 'x') ?? 0),
          weeks: formatInteger(options.T - (at(row, 'recency') ?? 0)),
          measure: measureName(options),
          value: valueText(options, at(row, 'value') ?? 0, currency),
        }),
      }));
  },
};

function measureName({ show, weeks }: RecencyFrequencyFigureOptions): string {
  if (show === 'alive') return m.terms_p_alive();
  return show === 'expected' ? m.figures_expected_weeks({ weeks: formatInteger(weeks) }) : m.terms_residual_value();
}

function valueText({ show }: RecencyFrequencyFigureOptions, value: number, currency: string | null): string {
  if (show === 'alive') return formatPercent(value);
  return show === 'expected' ? formatNumber(value, value < 10 ? 2 : 0) : formatMoney(value, currency);
}

function axes(
  options: RecencyFrequencyFigureOptions,
  size: { marginTop: number; marginBottom: number; marginLeft: number },
  context: FigureContext,
): Markish[] {
  const quiet = { tickSize: 0, label: null, fill: context.color('ink-3') };
  const step = [1, 2, 5, 10].find((each) => options.columns / each <= Math.max(3, (context.width - 100) / 40)) ?? 20;
  const ticks = Array.from({ length: Math.floor(options.columns / step) + 1 }, (_, i) => i * step);
  return [
    Plot.axisX(ticks, { ...quiet, tickPadding: 6, tickFormat: (x: number) => formatInteger(x) }),
    Plot.axisY({ ...quiet, ticks: 5, tickPadding: 6 }),
    ...axisTitles(
      context,
      { y: `↑ ${m.figures_weeks_to_last()}`, x: `${m.figures_purchases_after()} →` },
      { top: size.marginTop, bottom: size.marginBottom - 4, left: 4 - size.marginLeft },
    ),
  ];
}

function customerMarks(rows: readonly FigureRow[], column: number, context: FigureContext): Markish[] {
  const base = rows.filter(({ kind }) => kind === 'customer');
  const most = Math.max(1, ...base.map((row) => (at(row, 'x') === 0 ? 0 : (at(row, 'n') ?? 0))));
  const widest = Math.max(2.5, Math.min(column * 0.48, 13));
  return [
    Plot.dot(base, {
      x: 'x',
      y: 'recency',
      r: (row: FigureRow) => Math.max(1, widest * Math.sqrt(Math.min(1, (at(row, 'n') ?? 0) / most))),
      stroke: context.color('ink'),
      strokeWidth: 1,
      strokeOpacity: 0.75,
      fill: context.color('paper'),
      fillOpacity: 0.55,
    }),
  ];
}

/** Lines of equal value; those that reach the right end are named there, apart from each other, the others over their last place where there is room. */
function lineMarks(rows: readonly FigureRow[], options: RecencyFrequencyFigureOptions, height: number, context: FigureContext): Markish[] {
  const ink = context.color('ink');
  const lines = [...new Set(rows.filter(({ kind }) => kind === 'line').map((row) => at(row, 'level') ?? 0))].map((level) => {
    const line = rows.filter((row) => row.kind === 'line' && row.level === level);
    const end = line[line.length - 1] ?? {};
    return { level, line, x: at(end, 'x') ?? 0, last: at(end, 'recency') ?? 0, right: at(end, 'x') === options.columns };
  });
  const unit = height / (1.08 * Math.max(1e-9, options.T));
  const ends = lines.filter(({ right }) => right).sort((a, b) => b.last - a.last);
  const wanted = ends.map(({ last }) => -last * unit);
  const shifts = new Map(spread(wanted, 12, { top: -Infinity, bottom: Infinity }).map((place, i) => [ends[i]!.level, place - wanted[i]!]));
  const taken: number[] = [];
  return lines.flatMap(({ level, line, x, last, right }) => {
    const words = valueText(options, level, context.currency);
    const apart = right || taken.every((other) => Math.abs(other - last) > options.T / 24);
    if (!right && apart) taken.push(last);
    return [
      Plot.line(line, { x: 'x', y: 'recency', stroke: ink, strokeWidth: 1.25, curve: 'monotone-x' }),
      ...(line.length > 0 && apart
        ? [
            Plot.text([words], {
              x: x + (right ? 0.5 : 0),
              y: last,
              dx: right ? 6 : Math.min(4, textWidth(words, 11) / 2),
              dy: shifts.get(level) ?? 0,
              textAnchor: 'start',
              fill: ink,
              fontSize: 11,
              fontWeight: 600,
              stroke: context.color('paper'),
              strokeWidth: 3,
            }),
          ]
        : []),
    ];
  });
}
