import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { type Span, ageTicks, axisTitles, frame, pixel, remark, roundDomain, valueAxis } from '../frame.ts';
import { placeLabels } from '../labels.ts';
import { patternDash, patternName, patternToken } from '../pattern-words.ts';
import { at } from '../rows.ts';
import { type Period, ageAxis, asPeriod, nthPeriod, numbered, perPeriod } from '../words.ts';

export type PatternProfitOptions = {
  period: Period;
  /** patterns in their order */
  order: string[];
  /** words under the figure about what it leaves out, or null */
  remark: string | null;
};

/** Mean profit by pattern and age with bands; a path ends where few lasted so long. Rows: pattern, age (from 0), n, profit, low, high. */
export const patternProfit: Figure<PatternProfitOptions> = {
  id: 'pattern-profit',
  plot(rows, options, context) {
    const phone = context.width < 480;
    const last = Math.max(1, ...rows.map((row) => at(row, 'age') ?? 0));
    const values = rows.flatMap((row) => [at(row, 'low'), at(row, 'high'), at(row, 'profit')]).filter((value) => value !== null);
    const domain = roundDomain(values, phone ? 5 : 7);
    const size = {
      height: (phone ? 260 : 320) + (options.remark ? 18 : 0),
      marginTop: 26,
      marginBottom: 44 + (options.remark ? 18 : 0),
      marginLeft: 64,
      marginRight: 12,
    };
    const x: Span = { domain: [0, last], range: [size.marginLeft, context.width - size.marginRight] };
    const y: Span = { domain, range: [size.height - size.marginBottom, size.marginTop] };
    const unit = m.figures_axis_per_customer({ unit: m.terms_profit(), per: perPeriod(asPeriod(options.period)) });
    return {
      ...frame(context, size),
      x: { domain: x.domain, axis: null },
      y: { domain, axis: null },
      marks: [
        ...valueAxis(context, phone ? 5 : 7, (value) => formatMoney(value, null)),
        Plot.axisX(ageTicks(last, context.width), {
          tickSize: 0,
          tickPadding: 6,
          label: null,
          fill: context.color('ink-3'),
          tickFormat: (age: number) => String(age + 1),
        }),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        ...options.order.flatMap((pattern) => path(of(rows, pattern), pattern, context)),
        ...names(rows, options.order, x, y, context),
        ...axisTitles(
          context,
          { y: `↑ ${unit}`, x: `${ageAxis(asPeriod(options.period))} →` },
          { top: size.marginTop, bottom: 40, left: 4 - size.marginLeft },
        ),
        ...remark(context, options.remark, { left: 4 - size.marginLeft, dy: size.marginBottom - 4 }),
      ],
    };
  },
  describe(rows, options, { currency }) {
    const ends = options.order.flatMap((pattern) => of(rows, pattern).slice(-1));
    if (ends.length === 0) return m.figures_nothing();
    const parts = ends.map((row) =>
      m.figures_pattern_profit_point({
        pattern: patternName(String(row.pattern)),
        value: formatMoney(at(row, 'profit') ?? 0, currency),
        age: nthPeriod(at(row, 'age') ?? 0, asPeriod(options.period)),
      }),
    );
    return m.figures_pattern_profit_text({ parts: parts.join(m.figures_comma()) });
  },
  table(rows, options) {
    return {
      columns: [
        { key: 'name', title: m.figures_pattern(), align: 'left', format: 'text' },
        { key: 'age', title: ageAxis(asPeriod(options.period)), align: 'right', format: 'integer' },
        { key: 'n', title: m.figures_relationships(), align: 'right', format: 'integer' },
        { key: 'profit', title: m.terms_profit(), align: 'right', format: 'money' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'money' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'money' },
      ],
      rows: rows.map((row) => ({ ...numbered(row), name: patternName(String(row.pattern)) })),
    };
  },
  points(rows, options, { currency }) {
    const money = (row: FigureRow, key: string) => formatMoney(at(row, key) ?? 0, currency);
    return rows.map((row) => {
      const band = m.figures_value_band({
        name: patternName(String(row.pattern)),
        value: money(row, 'profit'),
        low: money(row, 'low'),
        high: money(row, 'high'),
      });
      const age = at(row, 'age') ?? 0;
      const seen = m.figures_n_relationships({ n: formatInteger(at(row, 'n') ?? 0) });
      return { x: age, y: at(row, 'profit') ?? 0, label: `${nthPeriod(age, asPeriod(options.period))}\n${band}\n${seen}` };
    });
  },
};

function of(rows: readonly FigureRow[], pattern: string): FigureRow[] {
  return rows.filter((row) => row.pattern === pattern);
}

function path(rows: FigureRow[], pattern: string, context: FigureContext): Markish[] {
  const color = context.color(patternToken(pattern));
  const dash = patternDash(pattern);
  return [
    Plot.areaY(rows, { x: 'age', y1: 'low', y2: 'high', fill: color, fillOpacity: 0.14, curve: 'monotone-x' }),
    Plot.lineY(rows, {
      x: 'age',
      y: 'profit',
      stroke: color,
      strokeWidth: 2,
      curve: 'monotone-x',
      ...(dash ? { strokeDasharray: dash } : {}),
    }),
    ...(rows.length === 1 ? [Plot.dot(rows, { x: 'age', y: 'profit', r: 3, fill: color })] : []),
  ];
}

function names(rows: FigureRow[], order: readonly string[], x: Span, y: Span, context: FigureContext): Markish[] {
  const drawn = order.filter((pattern) => of(rows, pattern).length > 0);
  const curves = drawn.map((pattern) => ({
    words: patternName(pattern),
    points: of(rows, pattern).map((row) => {
      const px = (key: string) => pixel(y, at(row, key) ?? 0);
      return { x: pixel(x, at(row, 'age') ?? 0), y: px('profit'), low: px('low'), high: px('high') };
    }),
  }));
  const box = { left: x.range[0], top: y.range[1], width: x.range[1] - x.range[0], height: y.range[0] - y.range[1] };
  return placeLabels(curves, box).map((label, i) =>
    Plot.text([label.words], {
      frameAnchor: 'top-left',
      dx: label.x - x.range[0],
      dy: label.y - y.range[1],
      textAnchor: 'middle',
      lineAnchor: 'middle',
      fill: context.color(patternToken(drawn[i]!)),
      stroke: context.color('paper'),
      strokeWidth: 3,
      strokeOpacity: 0.75,
      fontWeight: 600,
      fontSize: 12,
    }),
  );
}
