import * as Plot from '@observablehq/plot';
import { formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { CustomerFilter, Figure, FigureRow } from '../definition.ts';
import { frame, roundDomain } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { stepName } from '../step-words.ts';
import { share } from '../words.ts';

export type ProfitWaterfallFigureOptions = {
  costsKnown: boolean;
  /** names of steps other than those between revenue and profit; then no step is set against revenue */
  names?: Record<string, string>;
  /** the customers behind a step */
  customers?: Record<string, CustomerFilter>;
};

function nameOf(row: FigureRow, { names, costsKnown }: ProfitWaterfallFigureOptions): string {
  return names?.[String(row.step)] ?? stepName(String(row.step), costsKnown);
}

const rowHeight = 26;

/** From revenue down to profit, a bar a step, its name at the left and its amount at its end. Rows: step, total, amount, from, to (currency units). */
export const profitWaterfall: Figure<ProfitWaterfallFigureOptions> = {
  id: 'profit-waterfall',
  plot(rows, options, context) {
    const name = (row: FigureRow) => nameOf(row, options);
    const amount = (row: FigureRow) => formatMoney(at(row, 'amount') ?? 0, context.currency);
    const marginLeft = Math.min(context.width * 0.42, 16 + Math.max(0, ...rows.map((row) => textWidth(name(row)))));
    const marginRight = 16 + Math.max(0, ...rows.map((row) => textWidth(amount(row))));
    const size = { height: 16 + rows.length * rowHeight, marginTop: 4, marginBottom: 12, marginLeft, marginRight };
    const domain = roundDomain(rows.flatMap((row) => [at(row, 'from') ?? 0, at(row, 'to') ?? 0]));
    const end = (row: FigureRow) => Math.max(at(row, 'from') ?? 0, at(row, 'to') ?? 0);
    const fill = (row: FigureRow) =>
      row.total === true ? context.color('stage-stable') : (at(row, 'amount') ?? 0) < 0 ? context.color('loss') : context.color('gain');
    return {
      ...frame(context, size),
      x: { domain, axis: null },
      y: { type: 'band', domain: rows.map((_, index) => index), padding: 0.28, axis: null },
      marks: [
        Plot.ruleX([0], { stroke: context.color('line-strong') }),
        ...rows.slice(1).map((row, index) =>
          Plot.link([0], {
            x1: at(rows[index]!, 'to') ?? 0,
            x2: at(rows[index]!, 'to') ?? 0,
            y1: index,
            y2: index + 1,
            stroke: context.color('line-strong'),
            strokeDasharray: '1 2',
          }),
        ),
        Plot.barX(rows, {
          x1: 'from',
          x2: 'to',
          y: (_: FigureRow, index: number) => index,
          fill,
          fillOpacity: (row: FigureRow) => (row.total === true ? 1 : 0.8),
        }),
        Plot.text(rows, {
          x: end,
          y: (_: FigureRow, index: number) => index,
          text: amount,
          textAnchor: 'start',
          dx: 6,
          fill: context.color('ink'),
          fontWeight: 600,
          fontSize: 12,
        }),
        Plot.text(rows, {
          y: (_: FigureRow, index: number) => index,
          text: name,
          frameAnchor: 'left',
          textAnchor: 'end',
          dx: -8,
          fill: context.color('ink-2'),
          fontSize: 12,
        }),
      ],
    };
  },
  describe(rows, options, { currency }) {
    const [first, last] = [rows[0], rows[rows.length - 1]];
    if (!first || !last) return m.figures_nothing();
    const steps = rows.map((row) => `${nameOf(row, options)} ${formatMoney(at(row, 'amount') ?? 0, currency)}`);
    return m.figures_waterfall_text({ steps: steps.join(m.figures_comma()) });
  },
  table(rows, options) {
    const revenue = options.names ? 0 : (at(rows[0] ?? {}, 'amount') ?? 0);
    const bounded = rows.some((row) => at(row, 'low') !== null);
    const money = (key: string, title: string) => ({ key, title, align: 'right' as const, format: 'money' as const });
    return {
      columns: [
        { key: 'step', title: m.figures_step(), align: 'left', format: 'text' },
        money('amount', m.terms_amount()),
        ...(bounded ? [money('low', m.figures_low()), money('high', m.figures_high())] : []),
        ...(options.names ? [] : [{ key: 'share', title: m.figures_share_revenue(), align: 'right' as const, format: 'percent' as const }]),
      ],
      rows: rows.map((row) => ({
        step: nameOf(row, options),
        amount: at(row, 'amount'),
        low: at(row, 'low'),
        high: at(row, 'high'),
        share: revenue > 0 ? (at(row, 'amount') ?? 0) / revenue : null,
      })),
    };
  },
  points(rows, options, { currency }) {
    const revenue = options.names ? 0 : (at(rows[0] ?? {}, 'amount') ?? 0);
    return rows.map((row, index) => {
      const [amount, low, high] = [at(row, 'amount') ?? 0, at(row, 'low'), at(row, 'high')];
      const text = (value: number) => formatMoney(value, currency);
      const value =
        low === null || high === null ? text(amount) : m.figures_with_interval({ value: text(amount), low: text(low), high: text(high) });
      const part = revenue > 0 ? [m.figures_of_revenue({ share: share(amount / revenue) })] : [];
      const filter = options.customers?.[String(row.step)];
      return {
        x: at(row, 'to') ?? 0,
        y: index,
        label: [`${nameOf(row, options)}: ${value}`, ...part].join('\n'),
        ...(filter ? { customers: filter } : {}),
      };
    });
  },
};
