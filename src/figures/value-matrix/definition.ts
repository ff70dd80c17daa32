import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { CustomerFilter, Figure, FigureContext, FigurePoint, FigureRow } from '../definition.ts';
import { axisTitles, frame } from '../frame.ts';
import type { DayRange } from '../linked.ts';
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
  /** the first orders of the customers shown, where they are a cohort's */
  days: DayRange | null;
};

const marginTop = 64;

/** Customers by profit of the last year (up) and outlook (right), each field with its symbol and its totals. Rows: x, y, n, field, borderline, name (a customer, or null for several). Axes of money by square root. */
export const valueMatrix: Figure<ValueMatrixFigureOptions> = {
  id: 'value-matrix',
  plot(rows, options, context) {
    const marginBottom = 78;
    const height = marginTop + marginBottom + (context.width < 480 ? 260 : 340);
    const [xs, ys] = domains(rows, options);
    const most = rows.reduce((top, row) => Math.max(top, at(row, 'n') ?? 1), 1);
    const radius = (row: FigureRow) => (most === 1 ? (rows.length > 400 ? 2 : 2.8) : 1.6 + 8 * Math.sqrt((at(row, 'n') ?? 1) / most));
    return {
      ...frame(context, { height, marginTop, marginBottom, marginLeft: 56, marginRight: 16 }),
      x: {
        ...(options.by === 'potential' ? { type: 'pow', exponent: 0.5 } : {}),
        domain: xs,
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
    const customersOf = fields.flatMap((field) =>
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
          ...(typeof row.name === 'string' ? { customers: listed([row.name]) } : {}),
        })),
    );
    const held = fields.filter(({ id }) => options.totals.some((total) => total.id === id && total.n > 0));
    return rows.length === 0 ? [] : [...held.map((field) => fieldPoint(field, rows, options, currency)), ...customersOf];
  },
};

function listed(ids: readonly string[]): CustomerFilter {
  return { table: 'customer_state', where: [{ column: 'customer_id', ...(ids.length === 1 ? { is: ids[0]! } : { among: ids }) }] };
}

/** The words of a field in its corner, as a mark that lists its customers. */
function fieldPoint(field: Field, rows: readonly FigureRow[], options: ValueMatrixFigureOptions, currency: string | null): FigurePoint {
  const { n, profit, borderline } = options.totals.find(({ id }) => id === field.id) ?? { n: 0, profit: 0, borderline: 0 };
  const [xs, ys] = domains(rows, options);
  const along = placeOf(xs, options.by === 'potential' ? 0.5 : 1)(field.side === 'left' ? [0.25, 0.5] : [0.75, 1]);
  const up = placeOf(ys, 0.5)(field.half === 'top' ? [1.05, 1.1] : [-0.1, -0.05]);
  const customersOf = behind(field, rows, options);
  return {
    ...{ x: along.at, y: up.at, half: { x: along.to - along.at, y: up.to - up.at } },
    label: [
      `${field.glyph} ${fieldName(options.by, field.id)} · ${customers(n)}`,
      `${m.figures_profit_year()} ${formatMoney(profit, currency)}`,
      ...(borderline > 0 ? [`${m.figures_borderline()} ${customers(borderline)}`] : []),
    ].join('\n'),
    ...(customersOf ? { customers: customersOf } : {}),
  };
}

/** The customers of a field: by their names, or by P(alive) and profit where they are too many to be drawn one by one; growth value is no column, so null for it then. */
function behind({ id }: Field, rows: readonly FigureRow[], { by, splitX, splitY, days }: ValueMatrixFigureOptions): CustomerFilter | null {
  const inside = rows.filter(({ field }) => field === id);
  const names = inside.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  if (names.length === inside.length) return listed(names);
  if (by === 'potential') return null;
  const side = (column: string, high: boolean, line: number) => ({ column, ...(high ? { above: line } : { to: line }) });
  const where = [side('profit_12', id.startsWith('high'), splitY), side('p_alive', id.endsWith('high'), splitX)];
  const and: CustomerFilter | null = days && { table: 'purchases', where: [{ column: 'first_order', ...days }] };
  return { table: 'customer_state', where, ...(and ? { and } : {}) };
}

function domains(rows: readonly FigureRow[], { by, splitX, splitY }: ValueMatrixFigureOptions): [[number, number], [number, number]] {
  return [by === 'tenure' ? [0, 1] : span(rows, 'x', splitX), span(rows, 'y', splitY)];
}

/** The values at two shares of an axis, on which numbers stand by a power that keeps their sign. */
function placeOf([low, high]: [number, number], exponent: number): (shares: [number, number]) => { at: number; to: number } {
  const spread = (value: number, power: number) => Math.sign(value) * Math.abs(value) ** power;
  const [from, until] = [spread(low, exponent), spread(high, exponent)];
  const value = (share: number) => spread(from + share * (until - from), 1 / exponent);
  return ([at, to]) => ({ at: value(at), to: value(to) });
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
