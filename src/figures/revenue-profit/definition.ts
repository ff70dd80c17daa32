import * as Plot from '@observablehq/plot';
import { formatInteger, formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { CustomerFilter, Figure, FigureRow } from '../definition.ts';
import { axisTitles, frame, remark } from '../frame.ts';
import { at } from '../rows.ts';
import { customers } from '../words.ts';

export type RevenueProfitFigureOptions = {
  /** what the axes are: amount and profit, or profit under two allocations */
  axes: 'revenue' | 'allocations';
  /** customers below zero on the vertical axis */
  losing: number;
  remark: string | null;
};

/**
 * Customers by two amounts of money on axes of signed square roots; a dot of several customers has an area that grows with them. Rows: customer_id (null for
 * several), n, x, y (currency units per customer), and for several the bounds of their amount and profit: amountFrom, amountTo, profitFrom, profitTo.
 */
export const revenueProfit: Figure<RevenueProfitFigureOptions> = {
  id: 'revenue-profit',
  plot(rows, options, context) {
    const phone = context.width < 560;
    const below = 44 + (options.remark ? 18 : 0);
    const size = { height: (phone ? 320 : 380) + below, marginTop: 30, marginBottom: below, marginLeft: 64, marginRight: 16 };
    const most = Math.max(1, ...rows.map((row) => at(row, 'n') ?? 1));
    const radius = (row: FigureRow) => (most === 1 ? 3 : 2 + 9 * Math.sqrt((at(row, 'n') ?? 1) / most));
    const axis = {
      tickSize: 0,
      label: null,
      fill: context.color('ink-3'),
      tickFormat: (value: number) => formatMoney(value, context.currency),
    };
    const lost = (row: FigureRow) => (at(row, 'y') ?? 0) < 0;
    const both = options.axes === 'allocations';
    const values = rows.flatMap((row) => [at(row, 'x') ?? 0, at(row, 'y') ?? 0]);
    const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)];
    return {
      ...frame(context, size),
      x: { type: 'sqrt', axis: null, inset: 8, ...(both ? { domain: [low, high] } : {}) },
      y: { type: 'sqrt', axis: null, inset: 8, ...(both ? { domain: [low, high] } : {}) },
      marks: [
        Plot.gridY({ ticks: 5, stroke: context.color('line'), strokeOpacity: 1 }),
        Plot.axisY({ ticks: 5, tickPadding: 8, ...axis }),
        Plot.axisX({ ticks: phone ? [0, 10 ** Math.floor(Math.log10(high))] : 6, tickPadding: 6, ...axis }),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        ...(both
          ? [
              Plot.ruleX([0], { stroke: context.color('line-strong') }),
              Plot.link([0], { x1: low, y1: low, x2: high, y2: high, stroke: context.color('ink-3'), strokeDasharray: '4 3' }),
            ]
          : []),
        Plot.dot(rows, {
          x: 'x',
          y: 'y',
          r: radius,
          symbol: (row: FigureRow) => (lost(row) ? 'diamond' : 'circle'),
          fill: (row: FigureRow) => context.color(lost(row) ? 'loss' : 'gain'),
          fillOpacity: 0.55,
          stroke: context.color('paper'),
          strokeWidth: 0.5,
        }),
        ...(options.losing > 0
          ? [
              Plot.text([m.figures_below_zero({ customers: customers(options.losing) })], {
                frameAnchor: 'bottom-right',
                dy: -6,
                fill: context.color('loss'),
                fontWeight: 600,
                fontSize: 12,
                stroke: context.color('paper'),
                strokeWidth: 3,
              }),
            ]
          : []),
        ...axisTitles(context, titles(options.axes), { top: size.marginTop, bottom: 40, left: 4 - size.marginLeft }),
        ...remark(context, options.remark, { left: 4 - size.marginLeft, dy: below - 4 }),
      ],
      r: { type: 'identity' },
      symbol: { type: 'identity' },
    };
  },
  describe(rows, { axes, losing }) {
    if (rows.length === 0) return m.figures_nothing();
    const n = rows.reduce((sum, row) => sum + (at(row, 'n') ?? 1), 0);
    const values = { customers: customers(n), losing: formatInteger(losing) };
    return axes === 'revenue' ? m.figures_revenue_profit_text(values) : m.figures_allocations_text(values);
  },
  table(rows, { axes }) {
    const { x, y } = names(axes);
    return {
      columns: [
        { key: 'customer_id', title: m.figures_customer(), align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'x', title: x, align: 'right', format: 'money' },
        { key: 'y', title: y, align: 'right', format: 'money' },
      ],
      rows: rows.map((row) => ({ customer_id: row.customer_id ?? null, n: row.n ?? null, x: row.x ?? null, y: row.y ?? null })),
    };
  },
  points(rows, { axes }, { currency }) {
    const { x, y } = names(axes);
    return rows.map((row) => {
      const who = typeof row.customer_id === 'string' ? row.customer_id : m.figures_each_of({ customers: customers(at(row, 'n') ?? 0) });
      const label = [who, `${x} ${formatMoney(at(row, 'x') ?? 0, currency)}`, `${y} ${formatMoney(at(row, 'y') ?? 0, currency)}`].join(
        '\n',
      );
      const filter = filterOf(row);
      return { x: at(row, 'x') ?? 0, y: at(row, 'y') ?? 0, label, ...(filter ? { customers: filter } : {}) };
    });
  },
};

function names(axes: RevenueProfitFigureOptions['axes']): { x: string; y: string } {
  return axes === 'revenue'
    ? { x: m.terms_amount(), y: m.terms_profit() }
    : { x: m.figures_profit_by_revenue(), y: m.figures_profit_by_activity() };
}

function titles(axes: RevenueProfitFigureOptions['axes']): { x: string; y: string } {
  const { x, y } = names(axes);
  return { x: `${x} →`, y: `↑ ${y}` };
}

/** The customers of a dot: by name, or by the bounds of what they bought and brought, upper ends excluded; null where neither is known. */
function filterOf(row: FigureRow): CustomerFilter | null {
  if (typeof row.customer_id === 'string') return { table: 'customer_state', where: [{ column: 'customer_id', is: row.customer_id }] };
  const [from, to, low, high] = ['amountFrom', 'amountTo', 'profitFrom', 'profitTo'].map((key) => at(row, key));
  if (typeof from !== 'number' || typeof to !== 'number' || typeof low !== 'number' || typeof high !== 'number') return null;
  const below = (edge: number): number => Math.round(edge * 10_000 - 1) / 10_000;
  return {
    table: 'customer_state',
    where: [
      { column: 'amount', from, to: below(to) },
      { column: 'profit', from: low, to: below(high) },
    ],
  };
}
