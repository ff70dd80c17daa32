import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatDecimal, formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { CustomerFilter, Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame, remark } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { customers, share } from '../words.ts';

/** A number beside the bars: its key in the rows, its name, and one for little room. */
export interface BarColumn {
  key: string;
  title: string;
  short: string;
  format: 'integer' | 'number' | 'money' | 'percent';
}

export type ShareBarsOptions = {
  /** what the bars are the share of, and what the rows are */
  title: string;
  rowTitle: string;
  /** names of the rows by key */
  names: Record<string, string>;
  columns: BarColumn[];
  /** the customers behind a row by key */
  customers: Record<string, CustomerFilter>;
  remark: string | null;
};

const head = 30;

/** Groups of customers with their share of a total as bars, and what each is like in columns beside them. Rows: key, n, value (share, may be negative; null when unknown), low, high, and the columns. */
export const shareBars: Figure<ShareBarsOptions> = {
  id: 'share-bars',
  plot(rows, options, context) {
    const wide = context.width >= 620;
    const step = wide ? 28 : 42;
    const name = (row: FigureRow) => options.names[String(row.key)] ?? '';
    const marginLeft = Math.ceil(Math.max(24, ...rows.map((row) => textWidth(name(row)))) + 18);
    const widths = options.columns.map((column) =>
      Math.ceil(
        Math.max(textWidth(column.title, 11), ...rows.map((row) => textWidth(columnCell(rows, row, column, context.currency)))) + 18,
      ),
    );
    const beside = wide ? widths.reduce((sum, width) => sum + width, 0) : 0;
    const values = rows.flatMap((row) => ['value', 'low', 'high'].map((key) => at(row, key) ?? 0));
    const domain: [number, number] = [Math.min(0, ...values), Math.max(0.02, ...values)];
    const marginRight = beside + 58;
    const marginBottom = options.remark ? 26 : 8;
    const place = rows.map((row, i) => ({ row, y: i + 0.5 }));
    return {
      ...frame(context, {
        height: head + step * Math.max(1, rows.length) + marginBottom,
        marginTop: head,
        marginBottom,
        marginLeft,
        marginRight,
      }),
      x: { domain, axis: null },
      y: { domain: [0, Math.max(1, rows.length)], reverse: true, axis: null },
      marks: [
        ...(wide ? [Plot.ruleX([0], { stroke: context.color('line-strong') })] : []),
        ...place.flatMap(({ row, y }) => bar(row, y, wide ? 0 : -8 / step, domain, context)),
        ...place.map(({ row, y }) =>
          Plot.text([name(row)], {
            x: domain[0],
            y,
            dx: 8 - marginLeft,
            dy: wide ? 0 : -8,
            textAnchor: 'start',
            fill: context.color('ink'),
            fontWeight: 600,
            fontSize: 12,
          }),
        ),
        ...(wide ? columnMarks(place, options, widths, beside, context) : second(place, options, marginLeft, context)),
        Plot.text([options.title], {
          frameAnchor: 'top-left',
          dx: 2,
          dy: -10,
          lineAnchor: 'bottom',
          fill: context.color('ink-3'),
          fontSize: 11,
        }),
        ...remark(context, options.remark, { left: 8 - marginLeft, dy: 22 }),
      ],
    };
  },
  describe(rows, options) {
    if (rows.length === 0) return m.figures_nothing();
    const parts = rows.flatMap((row) =>
      at(row, 'value') === null ? [] : [`${options.names[String(row.key)] ?? ''} ${share(at(row, 'value')!)}`],
    );
    return m.figures_share_bars_text({ title: options.title, parts: parts.join(m.figures_comma()) });
  },
  table(rows, options) {
    return {
      columns: [
        { key: 'name', title: options.rowTitle, align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'value', title: options.title, align: 'right', format: 'percent' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'percent' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'percent' },
        ...options.columns
          .filter(({ key }) => key !== 'n')
          .map(({ key, title, format }) => ({ key, title, align: 'right' as const, format })),
      ],
      rows: rows.map((row) => ({ ...row, name: options.names[String(row.key)] ?? '' })),
    };
  },
  points(rows, options, { currency }) {
    return rows.map((row, i) => {
      const filter = options.customers[String(row.key)];
      return {
        x: at(row, 'value') ?? 0,
        y: i + 0.5,
        label: [
          `${options.names[String(row.key)] ?? ''} · ${customers(at(row, 'n') ?? 0)}`,
          `${options.title}: ${valueText(row)}`,
          ...options.columns.filter(({ key }) => key !== 'n').map((column) => `${column.title}: ${cell(row, column, currency)}`),
        ].join('\n'),
        ...(filter ? { customers: filter } : {}),
      };
    });
  },
};

function valueText(row: FigureRow): string {
  const [value, low, high] = [at(row, 'value'), at(row, 'low'), at(row, 'high')];
  if (value === null) return '–';
  if (low === null || high === null) return share(value);
  return m.figures_with_interval({ value: share(value), low: share(low), high: share(high) });
}

function cell(row: FigureRow, { key, format }: BarColumn, currency: string | null): string {
  const value = at(row, key);
  if (value === null) return '–';
  if (format === 'money') return formatMoney(value, currency);
  return format === 'percent'
    ? formatPercent(value)
    : format === 'integer'
      ? formatInteger(value)
      : formatNumber(value, value < 10 ? 1 : 0);
}

/** The same in a column of numbers, in which all have as many decimals. */
function columnCell(rows: readonly FigureRow[], row: FigureRow, column: BarColumn, currency: string | null): string {
  const value = at(row, column.key);
  if (value === null) return '–';
  if (column.format === 'number') return formatDecimal(value, 1);
  const largest = Math.max(...rows.map((one) => Math.abs(at(one, column.key) ?? 0)));
  return cell({ [column.key]: column.format === 'money' && largest >= 100 ? Math.round(value) : value }, column, currency);
}

function bar(row: FigureRow, y: number, shift: number, domain: [number, number], context: FigureContext): Markish[] {
  const [value, low, high] = [at(row, 'value'), at(row, 'low'), at(row, 'high')];
  if (value === null)
    return [Plot.text(['–'], { x: Math.max(0, domain[0]), y: y + shift, dx: 6, textAnchor: 'start', fill: context.color('ink-3') })];
  const few = (at(row, 'n') ?? 0) < smallSamples.indicative;
  const color = context.color(few ? 'ink-3' : value < 0 ? 'loss' : 'accent');
  const end = Math.max(0, value, high ?? value);
  return [
    Plot.rect([0], { x1: 0, x2: value, y1: y + shift - 0.26, y2: y + shift + 0.2, fill: color, fillOpacity: 0.55 }),
    ...(low === null || high === null
      ? []
      : [
          Plot.link([0], {
            x1: low,
            x2: high,
            y1: y + shift - 0.03,
            y2: y + shift - 0.03,
            stroke: context.color('ink'),
            strokeOpacity: 0.65,
            strokeWidth: 1.25,
          }),
        ]),
    Plot.text([share(value)], {
      x: end,
      y: y + shift,
      dx: 6,
      textAnchor: 'start',
      fill: context.color('ink'),
      fontSize: 12,
      fontWeight: 600,
      fontVariant: 'tabular-nums',
    }),
  ];
}

/** The columns at the right, each under its title. */
function columnMarks(
  place: readonly { row: FigureRow; y: number }[],
  options: ShareBarsOptions,
  widths: readonly number[],
  beside: number,
  context: FigureContext,
): Markish[] {
  const rows = place.map(({ row }) => row);
  let edge = 58 - 8;
  return options.columns.flatMap((column, i) => {
    edge += widths[i]!;
    const right = { frameAnchor: 'right' as const, dx: Math.min(edge, beside + 50), textAnchor: 'end' as const };
    return [
      Plot.text([column.title], {
        ...right,
        frameAnchor: 'top-right',
        dy: -10,
        lineAnchor: 'bottom',
        fill: context.color('ink-3'),
        fontSize: 11,
      }),
      ...place.map(({ row, y }) =>
        Plot.text([columnCell(rows, row, column, context.currency)], {
          ...right,
          y,
          fill: context.color('ink-2'),
          fontSize: 12,
          fontVariant: 'tabular-nums',
        }),
      ),
    ];
  });
}

/** On a narrow page the numbers stand under the bar: the same columns in every row, as many as there is room for. */
function second(
  place: readonly { row: FigureRow; y: number }[],
  { columns }: ShareBarsOptions,
  marginLeft: number,
  context: FigureContext,
): Markish[] {
  const rows = place.map(({ row }) => row);
  const words = (row: FigureRow, shown: readonly BarColumn[]) =>
    shown.map((column) => `${column.short} ${columnCell(rows, row, column, context.currency)}`).join(' · ');
  const shown = columns.reduce<BarColumn[]>((taken, column) => {
    const more = [...taken, column];
    return rows.every((row) => textWidth(words(row, more), 11) < context.width - 16) ? more : taken;
  }, []);
  return place.map(({ row, y }) =>
    Plot.text([words(row, shown)], {
      frameAnchor: 'left',
      y,
      dx: 8 - marginLeft,
      dy: 11,
      textAnchor: 'start',
      fill: context.color('ink-3'),
      fontSize: 11,
      fontVariant: 'tabular-nums',
    }),
  );
}
