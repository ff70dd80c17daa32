import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame, remark } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';

export type ForestOptions = {
  /** the value at which there is no effect, drawn as a line; null without one */
  reference: number | null;
  /** what the values are */
  title: string;
  /** words for the two sides of the reference */
  lower: string;
  higher: string;
  countTitle: string;
  remark: string | null;
};

const step = 26;

/** Ratios with their intervals on a logarithmic axis, in groups. Rows: group ('' without one), label, value > 0, low, high (null when not known), clear, n. */
export const forest: Figure<ForestOptions> = {
  id: 'forest',
  plot(rows, options, context) {
    const lines = linesOf(rows);
    const wide = context.width >= 620;
    const names = Math.max(60, ...lines.map((line) => textWidth(line.row ? String(line.row.label) : line.words)));
    const left = Math.ceil(names + 24);
    const right = wide ? Math.ceil(Math.max(40, ...rows.map((row) => textWidth(valueText(row))))) + 16 : 14;
    const bottom = 52 + (options.remark ? 18 : 0);
    const height = 10 + bottom + step * Math.max(1, lines.length);
    const domain = domainOf(rows, options.reference);
    return {
      ...frame(context, { height, marginTop: 10, marginBottom: bottom, marginLeft: left, marginRight: right }),
      x: { type: 'log', domain, axis: null },
      y: { domain: [0, Math.max(1, lines.length)], reverse: true, axis: null },
      marks: [
        ...axis(domain, options, { width: context.width - left - right, end: lines.length }, context),
        ...lines.flatMap(({ row, words }, i) =>
          row
            ? one(row, i + 0.5, { domain, left, right: wide ? right : 0 }, context)
            : [
                Plot.text([words], {
                  x: domain[0],
                  y: i + 0.62,
                  dx: 8 - left,
                  textAnchor: 'start',
                  fill: context.color('ink'),
                  fontWeight: 600,
                  fontSize: 12,
                }),
              ],
        ),
        ...remark(context, options.remark, { left: 8 - left, dy: bottom - 4 }),
      ],
    };
  },
  describe(rows, { title }) {
    if (rows.length === 0) return m.figures_nothing();
    return m.figures_forest_text({ title, parts: rows.map((row) => `${nameOf(row)} ${valueText(row)}`).join(m.figures_comma()) });
  },
  table(rows, { title, countTitle }) {
    return {
      columns: [
        { key: 'name', title: m.figures_variable(), align: 'left', format: 'text' },
        { key: 'value', title, align: 'right', format: 'number' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'number' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'number' },
        { key: 'n', title: countTitle, align: 'right', format: 'integer' },
        { key: 'told', title: m.figures_forest_clear(), align: 'left', format: 'text' },
      ],
      rows: rows.map((row) => ({ ...row, name: nameOf(row), told: row.clear === true ? m.figures_yes() : m.figures_no() })),
    };
  },
  points(rows, { countTitle }) {
    return linesOf(rows).flatMap(({ row }, i) =>
      row && (at(row, 'value') ?? 0) > 0
        ? {
            x: at(row, 'value')!,
            y: i + 0.5,
            label: `${nameOf(row)}\n${valueText(row)}\n${m.figures_matrix_count({ title: countTitle, n: formatInteger(at(row, 'n') ?? 0) })}`,
          }
        : [],
    );
  },
};

/** Rows with a heading before each group. */
function linesOf(rows: readonly FigureRow[]): { row: FigureRow | null; words: string }[] {
  const groups = [...new Set(rows.map((row) => String(row.group ?? '')))];
  return groups.flatMap((group) => [
    ...(group === '' ? [] : [{ row: null, words: group }]),
    ...rows.filter((row) => String(row.group ?? '') === group).map((row) => ({ row, words: '' })),
  ]);
}

function nameOf(row: FigureRow): string {
  return row.group ? `${String(row.group)} · ${String(row.label)}` : String(row.label);
}

function valueText(row: FigureRow): string {
  const text = (value: number | null) => (value === null ? '–' : formatNumber(value, value < 1 ? 2 : 1));
  if (at(row, 'low') === null || at(row, 'high') === null) return text(at(row, 'value'));
  return `${text(at(row, 'value'))} (${text(at(row, 'low'))}–${text(at(row, 'high'))})`;
}

/** Holds every value and the reference, and of the intervals what lies within a factor of 30 around the values. */
function domainOf(rows: readonly FigureRow[], reference: number | null): [number, number] {
  const values = rows.flatMap((row) => at(row, 'value') ?? []).filter((value) => value > 0);
  if (values.length === 0) return [0.5, 2];
  const [least, most] = [Math.min(...values, reference ?? Infinity), Math.max(...values, reference ?? -Infinity)];
  const ends = rows.flatMap((row) => [at(row, 'low'), at(row, 'high')]).filter((end) => end !== null && end > 0) as number[];
  const low = Math.max(least / 30, Math.min(least, ...ends));
  const high = Math.min(most * 30, Math.max(most, ...ends));
  return [low / 1.15, high * 1.15];
}

function one(
  row: FigureRow,
  y: number,
  { domain, left, right }: { domain: [number, number]; left: number; right: number },
  context: FigureContext,
): Markish[] {
  const value = at(row, 'value') ?? 0;
  const clear = row.clear === true;
  const color = context.color(clear ? 'accent' : 'ink-3');
  const within = (end: number) => Math.max(domain[0], Math.min(domain[1], end));
  const [low, high] = [at(row, 'low'), at(row, 'high')];
  return [
    Plot.text([String(row.label)], {
      x: domain[0],
      y,
      dx: (row.group ? 16 : 8) - left,
      textAnchor: 'start',
      fill: context.color('ink-2'),
      fontSize: 12,
    }),
    ...(low !== null && high !== null
      ? [Plot.link([0], { x1: within(low), x2: within(high), y1: y, y2: y, stroke: color, strokeWidth: clear ? 2 : 1.25 })]
      : []),
    ...(value > 0
      ? [Plot.dot([0], { x: value, y, r: 4.5, fill: clear ? color : context.color('paper'), stroke: color, strokeWidth: 1.5 })]
      : []),
    ...(right > 0
      ? [
          Plot.text([valueText(row)], {
            x: domain[1],
            y,
            dx: right - 8,
            textAnchor: 'end',
            fill: context.color(clear ? 'ink' : 'ink-3'),
            fontSize: 12,
            fontVariant: 'tabular-nums',
          }),
        ]
      : []),
  ];
}

/** Round values on the axis, the reference as a line, and the words for its two sides. */
function axis(
  domain: [number, number],
  options: ForestOptions,
  { width, end }: { width: number; end: number },
  context: FigureContext,
): Markish[] {
  const ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].filter((tick) => tick >= domain[0] && tick <= domain[1]);
  const pixels = (tick: number) => (Math.log(tick / domain[0]) / Math.log(domain[1] / domain[0])) * width;
  const room = (some: readonly number[]) => some.every((tick, i) => i === 0 || pixels(tick) - pixels(some[i - 1]!) > 24);
  const tens = ticks.filter((tick) => Number.isInteger(Math.log10(tick)));
  const apart = [ticks, tens, [options.reference ?? 1]].find(room) ?? [];
  const quiet = { fill: context.color('ink-3'), fontSize: 12 };
  const side = (words: string, right: boolean): Markish[] =>
    words === '' || options.reference === null
      ? []
      : [
          Plot.text([words], {
            ...quiet,
            x: options.reference,
            y: end,
            dx: right ? Math.max(0, Math.min(8, width - pixels(options.reference) - textWidth(words, 11))) : -8,
            dy: 34,
            textAnchor: right ? 'start' : 'end',
            fontSize: 11,
          }),
        ];
  return [
    Plot.ruleX(apart, { stroke: context.color('line') }),
    ...(options.reference === null ? [] : [Plot.ruleX([options.reference], { stroke: context.color('ink-2'), strokeDasharray: '3 3' })]),
    ...apart.map((tick) => Plot.text([String(tick)], { ...quiet, x: tick, y: end, dy: 16 })),
    ...side(options.lower, false),
    ...side(options.higher, true),
    ...(options.lower === '' ? [Plot.text([options.title], { ...quiet, frameAnchor: 'bottom-right', dy: 40, lineAnchor: 'bottom' })] : []),
  ];
}
