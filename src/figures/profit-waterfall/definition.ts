import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { CustomerFilter, Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame, remark, roundDomain } from '../frame.ts';
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

/** An amount; a step of a change carries its sign, as what it adds. */
function amountText(row: FigureRow, { names }: ProfitWaterfallFigureOptions, currency: string | null): string {
  const amount = at(row, 'amount') ?? 0;
  return `${names && row.total !== true && amount > 0 ? '+' : ''}${formatMoney(amount, currency)}`;
}

/** The interval of a step, set where its bar ends; null without one. */
function interval(row: FigureRow): { low: number; high: number } | null {
  const [from, low, high] = [at(row, 'from') ?? 0, at(row, 'low'), at(row, 'high')];
  return low === null || high === null ? null : { low: from + low, high: from + high };
}

/** Everything that a row reaches. */
function reach(row: FigureRow): number[] {
  const whisker = interval(row);
  return [at(row, 'from') ?? 0, at(row, 'to') ?? 0, ...(whisker ? [whisker.low, whisker.high] : [])];
}

/**
 * Where the axis begins and ends. Between two totals far from zero the steps would be slivers: then the axis begins nearer to them, and the totals are
 * drawn broken.
 */
function axisOf(rows: readonly FigureRow[], { names }: ProfitWaterfallFigureOptions): { domain: [number, number]; cut: boolean } {
  const ends = rows.flatMap((row) => (row.total === true ? [at(row, 'to') ?? 0] : reach(row)));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const whole = roundDomain(rows.flatMap(reach));
  if (!names || low <= high / 2) return { domain: whole, cut: false };
  return { domain: [low - (high - low) * 0.4, high], cut: true };
}

/** From a first total to a last one, a bar a step, its name at the left or, where there is no room, over it, and its amount at its end. Rows: step, total, amount, low, high (interval of the amount, or null), from, to (currency units). */
export const profitWaterfall: Figure<ProfitWaterfallFigureOptions> = {
  id: 'profit-waterfall',
  plot(rows, options, context) {
    const name = (row: FigureRow) => nameOf(row, options);
    const amount = (row: FigureRow) => amountText(row, options, context.currency);
    const widest = 16 + Math.max(0, ...rows.map((row) => textWidth(name(row))));
    const over = widest > context.width * 0.42;
    const each = over ? rowHeight + 14 : rowHeight;
    const marginLeft = over ? 8 : widest;
    const marginRight = 16 + Math.max(0, ...rows.map((row) => textWidth(amount(row))));
    const { domain, cut } = axisOf(rows, options);
    const marginBottom = cut ? 30 : 12;
    const size = { height: 4 + marginBottom + rows.length * each, marginTop: 4, marginBottom, marginLeft, marginRight };
    const unit = (domain[1] - domain[0]) / (context.width - marginLeft - marginRight);
    const within = (row: FigureRow) => ({
      row,
      from: Math.max(domain[0], at(row, 'from') ?? 0),
      to: Math.max(domain[0], at(row, 'to') ?? 0),
    });
    const fill = (row: FigureRow) =>
      row.total === true ? context.color('ink-3') : (at(row, 'amount') ?? 0) < 0 ? context.color('loss') : context.color('gain');
    const dy = over ? 8 : 0;
    const half = over ? 0.24 : 0.36;
    const middle = (index: number) => index + 0.5 + dy / each;
    return {
      ...frame(context, size),
      x: { domain, axis: null },
      y: { domain: [0, Math.max(1, rows.length)], reverse: true, axis: null },
      marks: [
        ...(cut ? [] : [Plot.ruleX([0], { stroke: context.color('line-strong') })]),
        ...rows.slice(1).map((row, index) =>
          Plot.link([0], {
            x1: within(rows[index]!).to,
            x2: within(rows[index]!).to,
            y1: middle(index),
            y2: middle(index + 1),
            stroke: context.color('line-strong'),
            strokeDasharray: '1 2',
          }),
        ),
        ...rows.map((row, index) => {
          const { from, to } = within(row);
          const sides = { x1: Math.min(from, to), x2: Math.max(from, to), y1: middle(index) - half, y2: middle(index) + half };
          return Plot.rect([0], { ...sides, fill: fill(row), fillOpacity: row.total === true ? 1 : 0.8 });
        }),
        ...rows.flatMap((row, index) =>
          cut && row.total === true ? breakMarks(domain[0], unit, { y: middle(index), half }, context) : [],
        ),
        ...rows.flatMap((row, index) => whiskerMarks(row, middle(index), context)),
        ...rows.map((row, index) =>
          Plot.text([amount(row)], {
            x: Math.max(...reach(row)),
            y: middle(index),
            textAnchor: 'start',
            dx: 6,
            fill: context.color('ink'),
            fontWeight: 600,
            fontSize: 12,
          }),
        ),
        ...rows.map((row, index) =>
          Plot.text([name(row)], {
            frameAnchor: 'left',
            y: middle(index),
            textAnchor: over ? 'start' : 'end',
            dx: over ? 0 : -8,
            dy: over ? -19 : 0,
            fill: context.color('ink-2'),
            fontSize: 12,
          }),
        ),
        ...remark(context, cut ? m.figures_waterfall_cut() : null, { left: 8 - marginLeft, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows, options, { currency }) {
    const [first, last] = [rows[0], rows[rows.length - 1]];
    if (!first || !last) return m.figures_nothing();
    const steps = rows.map((row) => `${nameOf(row, options)} ${amountText(row, options, currency)}`);
    return m.figures_waterfall_text({ steps: steps.join(m.figures_comma()) });
  },
  table(rows, options) {
    const revenue = options.names ? 0 : (at(rows[0] ?? {}, 'amount') ?? 0);
    const bounded = rows.some((row) => at(row, 'low') !== null);
    const money = (key: string, title: string) => ({ key, title, align: 'right' as const, format: 'money' as const });
    return {
      columns: [
        { key: 'step', title: m.figures_step(), align: 'left', format: 'text' },
        money('amount', options.names ? m.figures_value() : m.terms_amount()),
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
      const own = amountText(row, options, currency);
      const value = low === null || high === null ? own : m.figures_with_interval({ value: own, low: text(low), high: text(high) });
      const part = revenue > 0 ? [m.figures_of_revenue({ share: share(amount / revenue) })] : [];
      const filter = options.customers?.[String(row.step)];
      return {
        x: at(row, 'to') ?? 0,
        y: index + 0.5,
        label: [`${nameOf(row, options)}: ${value}`, ...part].join('\n'),
        ...(filter ? { customers: filter } : {}),
      };
    });
  },
};

/** The interval of a step as a thin line over the end of its bar. */
function whiskerMarks(row: FigureRow, y: number, context: FigureContext): Markish[] {
  const whisker = interval(row);
  if (!whisker) return [];
  return [
    Plot.link([0], {
      x1: whisker.low,
      x2: whisker.high,
      y1: y,
      y2: y,
      stroke: context.color('ink'),
      strokeOpacity: 0.65,
      strokeWidth: 1.25,
    }),
  ];
}

/** Two strokes through a bar that does not begin at zero; `unit` is what a pixel stands for. */
function breakMarks(start: number, unit: number, { y, half }: { y: number; half: number }, context: FigureContext): Markish[] {
  return [14, 20].map((x) =>
    Plot.link([0], {
      x1: start + (x - 4) * unit,
      x2: start + (x + 4) * unit,
      y1: y + half * 1.15,
      y2: y - half * 1.15,
      stroke: context.color('paper'),
      strokeWidth: 2.5,
    }),
  );
}
