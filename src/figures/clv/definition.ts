import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import type { DayRange } from '../linked.ts';
import { frame } from '../frame.ts';
import { at } from '../rows.ts';
import { customers, share } from '../words.ts';
import { behind, worth } from './customers.ts';

export type ClvFigureOptions = {
  /** the average of all, with its interval */
  value: number;
  low: number | null;
  high: number | null;
  /** what the groups are: a column of the customers, `cohort`, or `convention` */
  by: string;
  /** customers of the distribution */
  n: number;
  /** the cohort whose distribution it is, with its own average; null for everybody */
  cohort: { name: string; days: DayRange | null; value: number; low: number | null; high: number | null } | null;
};

const [rowHeight, tall, gap] = [44, 190, 62];
const top = 26;

/** How the values of customers are distributed, over averages of groups beside the average of all; both parts are one unit wide. Rows: bin (lower, upper or null, n), group (name, label, n, value, low, high, ratio; from and to, days, where it is a cohort). */
export const clv: Figure<ClvFigureOptions> = {
  id: 'clv',
  plot(rows, options, context) {
    const groups = rows.filter(({ kind }) => kind === 'group');
    const { height, start } = sizes(rows);
    return {
      ...frame(context, { height, marginTop: 0, marginBottom: 0, marginLeft: 8, marginRight: 16 }),
      x: { domain: [0, 1], axis: null },
      y: { domain: [height, 0], range: [height, 0], axis: null },
      marks: [
        ...(start > 0 ? histogram(rows, options, context) : []),
        ...(groups.length > 0
          ? reference(options, { scale: scaleTo(endOf(groups, options)), from: start + 18, to: height - 26, named: start === 0 }, context)
          : []),
        ...groups.flatMap((row, i) =>
          groupMarks(row, options, { y: start + 22 + i * rowHeight, scale: scaleTo(endOf(groups, options)) }, context),
        ),
        ...(groups.length > 0 ? ticks(endOf(groups, options), height - 24, context) : []),
      ],
    };
  },
  describe(rows, options, { currency }) {
    if (rows.length === 0) return m.figures_nothing();
    const groups = rows
      .filter(({ kind }) => kind === 'group')
      .map((row) => `${String(row.label)} ${formatMoney(at(row, 'value') ?? 0, currency)}`);
    const words = { customers: customers(options.n), mean: formatMoney(options.value, currency), groups: groups.join(m.figures_comma()) };
    const { cohort } = options;
    if (!cohort) return m.figures_clv_text(words);
    return m.figures_clv_text_cohort({ ...words, cohort: cohort.name, own: formatMoney(cohort.value, currency) });
  },
  table(rows) {
    const money = (key: string, title: string) => ({ key, title, align: 'right' as const, format: 'money' as const });
    return {
      columns: [
        { key: 'label', title: m.figures_group(), align: 'left', format: 'text' },
        money('lower', m.figures_clv_from()),
        money('upper', m.figures_clv_to()),
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        money('value', m.figures_clv_average_of()),
        money('low', m.figures_low()),
        money('high', m.figures_high()),
        { key: 'ratio', title: m.figures_clv_ratio_title(), align: 'right', format: 'number' },
      ],
      rows: rows.map((row) => ({ label: '', lower: null, upper: null, value: null, low: null, high: null, ratio: null, ...row })),
    };
  },
  points(rows, options, { currency }) {
    const groups = rows.filter(({ kind }) => kind === 'group');
    const scale = scaleTo(endOf(groups, options));
    const { start } = sizes(rows);
    return [
      ...binPlaces(rows).map(({ row, left, right, y }) => ({
        x: (left + right) / 2,
        y,
        label: binText(row, options, currency),
        customers: worth(row, options.cohort?.days ?? null),
      })),
      ...groups.map((row, i) => ({
        x: scale(at(row, 'value') ?? 0),
        y: start + 22 + i * rowHeight + 24,
        label: groupText(row, options, currency),
        ...behind(row, options.by, options.cohort?.days ?? null),
      })),
    ];
  },
};

function sizes(rows: readonly FigureRow[]): { height: number; start: number } {
  const start = rows.some(({ kind }) => kind === 'bin') ? top + tall + gap : 0;
  const groups = rows.filter(({ kind }) => kind === 'group').length;
  return { start, height: start + (groups > 0 ? 22 + groups * rowHeight + 30 : 0) || 40 };
}

/** The right end of the part of the groups: a little beyond the highest end of an interval. */
function endOf(groups: readonly FigureRow[], { value, high }: ClvFigureOptions): number {
  const most = groups.reduce((all, row) => Math.max(all, at(row, 'high') ?? at(row, 'value') ?? 0), Math.max(high ?? value, value));
  return most > 0 ? most * 1.04 : 1;
}

/** Place of a value between 0 and an end. */
function scaleTo(end: number): (value: number) => number {
  return (value) => Math.min(1, Math.max(0, value / end));
}

/** The bins with their places: the open one is as wide as the others. Bins that nobody is in are not there. */
function binPlaces(rows: readonly FigureRow[]): { row: FigureRow; left: number; right: number; y: number }[] {
  const bins = rows.filter(({ kind }) => kind === 'bin');
  const { width, end } = binScale(bins);
  const most = bins.reduce((all, row) => Math.max(all, at(row, 'n') ?? 0), 1);
  return bins.map((row) => {
    const lower = at(row, 'lower') ?? 0;
    return { row, left: lower / end, right: (at(row, 'upper') ?? lower + width) / end, y: top + tall * (1 - (at(row, 'n') ?? 0) / most) };
  });
}

function binScale(bins: readonly FigureRow[]): { width: number; end: number } {
  const closed = bins.filter((row) => at(row, 'upper') !== null);
  const width = closed.reduce((least, row) => Math.min(least, at(row, 'upper')! - (at(row, 'lower') ?? 0)), Infinity);
  const one = Number.isFinite(width) && width > 0 ? width : 1;
  return { width: one, end: bins.reduce((all, row) => Math.max(all, at(row, 'upper') ?? (at(row, 'lower') ?? 0) + one), one) };
}

function binText(row: FigureRow, { n }: ClvFigureOptions, currency: string | null): string {
  const words = {
    low: formatMoney(at(row, 'lower') ?? 0, currency),
    customers: customers(at(row, 'n') ?? 0),
    share: share((at(row, 'n') ?? 0) / Math.max(1, n)),
  };
  const upper = at(row, 'upper');
  return upper === null ? m.figures_clv_bin_open(words) : m.figures_clv_bin({ ...words, high: formatMoney(upper, currency) });
}

function valueWithin(row: FigureRow, currency: string | null): string {
  const [low, high] = [at(row, 'low'), at(row, 'high')];
  const value = formatMoney(at(row, 'value') ?? 0, currency);
  return low === null || high === null
    ? value
    : m.figures_with_interval({ value, low: formatMoney(low, currency), high: formatMoney(high, currency) });
}

function ratioText(row: FigureRow): string {
  const ratio = at(row, 'ratio') ?? 0;
  return m.figures_clv_ratio({ ratio: formatNumber(ratio, ratio < 0.95 ? 2 : 1) });
}

function groupText(row: FigureRow, { by }: ClvFigureOptions, currency: string | null): string {
  const words = { name: String(row.label), value: valueWithin(row, currency) };
  if (by === 'convention') return m.figures_clv_convention(words);
  return m.figures_clv_group({ ...words, ratio: ratioText(row), customers: customers(at(row, 'n') ?? 0) });
}

function histogram(rows: readonly FigureRow[], options: ClvFigureOptions, context: FigureContext): Markish[] {
  const places = binPlaces(rows);
  const { end } = binScale(rows.filter(({ kind }) => kind === 'bin'));
  const quiet = { fill: context.color('ink-3'), fontSize: 11 };
  const accent = context.color('accent');
  return [
    Plot.rect(places, {
      x1: 'left',
      x2: 'right',
      y1: () => top + tall,
      y2: 'y',
      insetLeft: 0.5,
      insetRight: 0.5,
      fill: accent,
      fillOpacity: ({ row }: (typeof places)[number]) => (at(row, 'upper') === null ? 0.35 : 0.7),
    }),
    Plot.link([0], { x1: 0, x2: 1, y1: top + tall, y2: top + tall, stroke: context.color('line-strong') }),
    ...reference(options, { scale: scaleTo(end), from: top - 4, to: top + tall, named: true }, context),
    ...cohortLine(options, scaleTo(end), context),
    ...ticks(end, top + tall + 4, context),
    Plot.text([`${m.figures_clv_axis()} →`], { ...quiet, x: 1, y: top + tall + 36, textAnchor: 'end' }),
    Plot.text([`↑ ${m.figures_clv_customers()}`], { ...quiet, x: 0, y: 8, textAnchor: 'start' }),
  ];
}

/** The average of the cohort itself, with its words inside the picture, where bars are low. */
function cohortLine({ cohort }: ClvFigureOptions, scale: (value: number) => number, context: FigureContext): Markish[] {
  if (!cohort) return [];
  const [x, accent] = [scale(cohort.value), context.color('accent')];
  return [
    Plot.link([0], { x1: x, x2: x, y1: top + 4, y2: top + tall, stroke: accent, strokeWidth: 2 }),
    Plot.text([m.figures_clv_cohort({ name: cohort.name, value: formatMoney(cohort.value, context.currency) })], {
      x,
      y: top + 12,
      dx: x > 0.6 ? -6 : 6,
      textAnchor: x > 0.6 ? 'end' : 'start',
      lineAnchor: 'middle',
      fill: accent,
      fontSize: 12,
      fontWeight: 600,
      stroke: context.color('paper'),
      strokeWidth: 3,
    }),
  ];
}

interface Reference {
  scale: (value: number) => number;
  from: number;
  to: number;
  named: boolean;
}

/** The average of all: a band for its interval, a line, and its words. */
function reference(
  { value, low, high, cohort }: ClvFigureOptions,
  { scale, from, to, named }: Reference,
  context: FigureContext,
): Markish[] {
  const ink = context.color('ink');
  const x = scale(value);
  return [
    ...(low === null || high === null
      ? []
      : [Plot.rect([0], { x1: scale(low), x2: scale(high), y1: from, y2: to, fill: context.color('ink-3'), fillOpacity: 0.16 })]),
    Plot.link([0], { x1: x, x2: x, y1: from, y2: to, stroke: ink, strokeDasharray: '4 3' }),
    ...(named
      ? [
          Plot.text([(cohort ? m.figures_clv_average_all : m.figures_clv_average)({ value: formatMoney(value, context.currency) })], {
            x,
            y: from - 2,
            dx: x > 0.6 ? -4 : 4,
            dy: 4,
            textAnchor: x > 0.6 ? 'end' : 'start',
            lineAnchor: 'middle',
            fill: ink,
            fontSize: 12,
            fontWeight: 600,
            stroke: context.color('paper'),
            strokeWidth: 3,
          }),
        ]
      : []),
  ];
}

function groupMarks(
  row: FigureRow,
  options: ClvFigureOptions,
  { y, scale }: { y: number; scale: (value: number) => number },
  context: FigureContext,
): Markish[] {
  const [value, low, high] = [at(row, 'value') ?? 0, at(row, 'low'), at(row, 'high')];
  const accent = context.color('accent');
  const apart = options.by === 'convention' ? '' : ` · n ${formatInteger(at(row, 'n') ?? 0)}`;
  const text = { fill: context.color('ink'), fontSize: 12, stroke: context.color('paper'), strokeWidth: 3 };
  const said = formatMoney(value, context.currency);
  return [
    Plot.text([`${String(row.label)}${apart}`], { ...text, x: 0, y: y + 8, textAnchor: 'start', fontWeight: 600 }),
    Plot.text([options.by === 'convention' ? said : m.figures_clv_row({ value: said, ratio: ratioText(row) })], {
      ...text,
      x: 1,
      y: y + 8,
      textAnchor: 'end',
    }),
    Plot.link([0], { x1: 0, x2: 1, y1: y + 24, y2: y + 24, stroke: context.color('line') }),
    ...(low === null || high === null
      ? []
      : [Plot.link([0], { x1: scale(low), x2: scale(high), y1: y + 24, y2: y + 24, stroke: accent, strokeWidth: 3, strokeOpacity: 0.5 })]),
    Plot.dot([0], { x: scale(value), y: y + 24, r: 4.5, fill: accent, stroke: context.color('paper'), strokeWidth: 1 }),
  ];
}

/** Round amounts under a part. */
function ticks(most: number, y: number, context: FigureContext): Markish[] {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough)! * power;
  const values = Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
  return values.map((value, i) =>
    Plot.text([formatMoney(value, context.currency)], {
      x: value / most,
      y: y + 10,
      textAnchor: i === 0 ? 'start' : value / most > 0.94 ? 'end' : 'middle',
      fill: context.color('ink-3'),
      fontSize: 11,
    }),
  );
}
