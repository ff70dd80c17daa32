import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { CustomerFilter, Figure, FigureContext, FigureRow } from '../definition.ts';
import { axisTitles, frame } from '../frame.ts';
import { at } from '../rows.ts';
import { customers, share } from '../words.ts';
import { type Field, fieldName, fields } from './quadrants.ts';

export type FieldTotal = { id: string; n: number; amount: number; profit: number; borderline: number };

export type ValueMatrixFigureOptions = {
  by: 'tenure' | 'potential';
  /** where the lines stand: outlook (P(alive), or money) and profit of the last year */
  splitX: number;
  splitY: number;
  totals: FieldTotal[];
};

const marginTop = 64;

/** Customers by profit of the last year (up) and outlook (right), each field with its symbol and its totals. Rows: x, y, n, field, borderline, name (a customer, or null for several). Axes of money by square root. */
export const valueMatrix: Figure<ValueMatrixFigureOptions> = {
  id: 'value-matrix',
  plot(rows, options, context) {
    const marginBottom = 78;
    const height = marginTop + marginBottom + (context.width < 480 ? 260 : 340);
    const [xs, ys] = [span(rows, 'x', options.splitX), span(rows, 'y', options.splitY)];
    const most = rows.reduce((top, row) => Math.max(top, at(row, 'n') ?? 1), 1);
    const radius = (row: FigureRow) => (most === 1 ? (rows.length > 400 ? 2 : 2.8) : 1.6 + 8 * Math.sqrt((at(row, 'n') ?? 1) / most));
    return {
      ...frame(context, { height, marginTop, marginBottom, marginLeft: 56, marginRight: 16 }),
      x: {
        ...(options.by === 'potential' ? { type: 'pow', exponent: 0.5 } : {}),
        domain: options.by === 'tenure' ? [0, 1] : xs,
        axis: null,
      },
      y: { type: 'pow', exponent: 0.5, domain: ys, axis: null },
      r: { type: 'identity' },
      marks: [
        Plot.frame({ stroke: context.color('line') }),
        ...axes(options, xs, ys, context),
        ...fields.map((field) => fieldMarks(rows, field, radius, context)),
        Plot.ruleX([options.splitX], { stroke: context.color('line-strong'), strokeWidth: 1.5 }),
        Plot.ruleY([options.splitY], { stroke: context.color('line-strong'), strokeWidth: 1.5 }),
        ...fields.flatMap((field) => labels(field, options, marginBottom, context)),
        ...axisTitles(
          context,
          { y: `↑ ${m.figures_profit_year()}`, x: `${outlookName(options.by)} →` },
          { top: marginTop, bottom: marginBottom - 4, left: -52 },
        ),
      ],
    };
  },
  describe(rows, options, { currency }) {
    if (rows.length === 0) return m.figures_nothing();
    const parts = options.totals.map(({ id, n, profit }) =>
      m.figures_field_part({ name: fieldName(options.by, id), customers: customers(n), profit: formatMoney(profit, currency) }),
    );
    return m.figures_value_matrix_text({ outlook: outlookName(options.by), parts: parts.join(m.figures_comma()) });
  },
  table(_rows, { by, totals }) {
    const column = (key: string, title: string, format: 'integer' | 'money' | 'percent') => ({
      key,
      title,
      align: 'right' as const,
      format,
    });
    const all = Math.max(
      1,
      totals.reduce((sum, { n }) => sum + n, 0),
    );
    return {
      columns: [
        { key: 'name', title: m.figures_group(), align: 'left', format: 'text' },
        column('n', m.terms_customers(), 'integer'),
        column('share', m.figures_share(), 'percent'),
        column('amount', m.figures_amount_year_money(), 'money'),
        column('profit', m.figures_profit_year(), 'money'),
        column('borderline', m.figures_borderline(), 'integer'),
      ],
      rows: totals.map((total) => ({ ...total, name: fieldName(by, total.id), share: total.n / all })),
    };
  },
  points(rows, options, { currency }) {
    return fields.flatMap((field) =>
      rows
        .filter((row) => row.field === field.id)
        .sort((a, b) => (at(a, 'x') ?? 0) - (at(b, 'x') ?? 0))
        .map((row) => ({
          x: at(row, 'x') ?? 0,
          y: at(row, 'y') ?? 0,
          label: [
            `${field.glyph} ${fieldName(options.by, field.id)} · ${typeof row.name === 'string' ? row.name : customers(at(row, 'n') ?? 0)}`,
            `${outlookName(options.by)} ${outlookText(options.by, at(row, 'x') ?? 0, currency)}`,
            `${m.figures_profit_year()} ${formatMoney(at(row, 'y') ?? 0, currency)}`,
            ...(row.borderline === true ? [m.figures_borderline_point()] : []),
          ].join('\n'),
          ...(typeof row.name === 'string' ? { customers: only(row.name) } : {}),
        })),
    );
  },
};

function only(id: string): CustomerFilter {
  return { table: 'customer_state', where: [{ column: 'customer_id', is: id }] };
}

function outlookName(by: 'tenure' | 'potential'): string {
  return by === 'tenure' ? m.terms_p_alive() : m.terms_potential_value();
}

function outlookText(by: 'tenure' | 'potential', value: number, currency: string | null): string {
  return by === 'tenure' ? formatPercent(value) : formatMoney(value, currency);
}

/** The range of a column and its line, a little wider. */
function span(rows: readonly FigureRow[], key: 'x' | 'y', line: number): [number, number] {
  const [low, high] = rows.reduce(
    ([a, b], row) => [Math.min(a, at(row, key) ?? a), Math.max(b, at(row, key) ?? b)],
    [Math.min(0, line), Math.max(line, 0)],
  );
  return high > low ? [low * 1.06, high * 1.06] : [low - 1, high + 1];
}

/** Round amounts for an axis by square root: few near the ends, one at 0. */
function moneyTicks([low, high]: [number, number]): number[] {
  const round = (value: number) => {
    const power = 10 ** Math.floor(Math.log10(value));
    return Math.max(1, Math.floor(value / power)) * power;
  };
  return [
    ...(low < -high / 100 ? [-round(-low * 0.95)] : []),
    0,
    ...(high > 0 ? [round(high / 12), round(high / 3.2), round(high * 0.95)] : []),
  ];
}

function axes(options: ValueMatrixFigureOptions, xs: [number, number], ys: [number, number], context: FigureContext): Markish[] {
  const quiet = { fill: context.color('ink-3'), fontSize: 11 };
  const columns = options.by === 'tenure' ? [0, 0.25, 0.5, 0.75, 1] : [...new Set(moneyTicks(xs))];
  return [
    Plot.ruleY([0], { stroke: context.color('line') }),
    ...[...new Set(moneyTicks(ys))].map((value) =>
      Plot.text([formatMoney(value, context.currency)], { ...quiet, y: value, frameAnchor: 'left', dx: -6, textAnchor: 'end' }),
    ),
    ...columns.map((value, i) =>
      Plot.text([outlookText(options.by, value, context.currency)], {
        ...quiet,
        x: value,
        frameAnchor: 'bottom',
        dy: 12,
        textAnchor: i === 0 ? 'start' : i === columns.length - 1 ? 'end' : 'middle',
      }),
    ),
  ];
}

function fieldMarks(rows: readonly FigureRow[], field: Field, radius: (row: FigureRow) => number, context: FigureContext): Markish {
  const color = context.color(field.token);
  return Plot.dot(
    rows.filter((row) => row.field === field.id),
    {
      x: 'x',
      y: 'y',
      r: radius,
      symbol: field.symbol,
      stroke: color,
      strokeWidth: (row: FigureRow) => (row.borderline === true ? 0.6 : 1.1),
      strokeOpacity: 0.7,
      fill: field.symbol === 'times' ? 'none' : color,
      fillOpacity: (row: FigureRow) => (row.borderline === true ? 0.04 : 0.25),
    },
  );
}

/** Name, customers, profit of a field in its corner outside the frame. */
function labels(field: Field, { by, totals }: ValueMatrixFigureOptions, marginBottom: number, context: FigureContext): Markish[] {
  const total = totals.find(({ id }) => id === field.id) ?? { n: 0, profit: 0 };
  const all = totals.reduce((sum, { n }) => sum + n, 0);
  const words = [
    `${field.glyph} ${fieldName(by, field.id)} ${all > 0 ? share(total.n / all) : ''}`,
    (context.width < 560 ? m.figures_field_short : m.figures_field_total)({
      n: formatInteger(total.n),
      profit: formatMoney(total.profit, context.currency),
    }),
  ];
  const left = field.side === 'left';
  return words.map((text, i) =>
    Plot.text([text], {
      frameAnchor: `${field.half}-${field.side}`,
      dy: field.half === 'top' ? -22 + i * 15 : 28 + i * 15,
      textAnchor: left ? 'start' : 'end',
      lineAnchor: 'middle',
      fill: context.color(i === 0 ? field.token : 'ink-3'),
      fontWeight: i === 0 ? 600 : 400,
      fontSize: i === 0 ? 12 : 11,
    }),
  );
}
