import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigurePoint, FigureRow, FigureTable } from '../definition.ts';
import { frame } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { stageFill, stagePatterns } from '../patterns.ts';
import { at } from '../rows.ts';
import { type Stage, stages, stageToken } from '../stages.ts';
import { share, stageName } from '../words.ts';
import { type RankingPanel, panelMarks, panelPoints, panelUnits } from './panel.ts';

export type RankingOptions = {
  /** what the bars are, and how they read */
  title: string;
  format: 'percent' | 'money' | 'integer' | 'number';
  /** a value that the bars are to be held against, with its words, or none */
  line: { value: number; words: string } | null;
  /** the table behind the list, with the reasons in words under `note` */
  columns: FigureTable['columns'];
  /** a small picture under the list, or none */
  panel: RankingPanel | null;
  /** what is said when the list is empty */
  nobody: string;
};

/** Rows drawn; the table holds them all. */
const shown = 12;

/**
 * A ranked list of customers with a bar and reasons for each, and a small picture of what the ranking is worth. Rows, best first: id, stage (E … T or null), value, second
 * (a part of value that is drawn darker, or null), note (words), and whatever the table shows.
 */
export const ranking: Figure<RankingOptions> = {
  id: 'ranking',
  plot(rows, options, context) {
    const list = rows.slice(0, shown);
    const wide = context.width >= 560;
    const step = wide ? 30 : 52;
    const marginTop = 40;
    const ids = Math.max(48, ...list.map((row) => textWidth(idOf(row), 12)));
    const marginLeft = Math.ceil(Math.min(wide ? 180 : 104, ids) + 34);
    const marginRight = wide ? Math.round(context.width * 0.54) : 64;
    const units = panelUnits(options.panel, step, wide);
    const height = marginTop + Math.max(1, list.length) * step + units * step + 8;
    const most = mostOf(list, options);
    const place = { marginLeft, marginRight, step, wide };
    return {
      ...frame(context, { height, marginTop, marginBottom: 8, marginLeft, marginRight }),
      x: { domain: [0, 1], axis: null },
      y: { domain: [0, Math.max(1, list.length) + units], reverse: true, axis: null },
      marks: [
        stagePatterns(context),
        Plot.text([options.title], {
          frameAnchor: 'top-left',
          dy: -34,
          lineAnchor: 'top',
          fill: context.color('ink-3'),
          fontSize: 12,
        }),
        ...(options.line && list.length > 0 ? lineMarks(options.line, most, list.length, context) : []),
        ...list.flatMap((row, i) => rowMarks(row, i, most, options, place, context)),
        ...(list.length === 0 ? [Plot.text([options.nobody], { x: 0, y: 0.5, textAnchor: 'start', fill: context.color('ink-2') })] : []),
        ...(options.panel ? panelMarks(options.panel, { top: Math.max(1, list.length), ...place }, context) : []),
      ],
    };
  },
  describe(rows, options, { currency }) {
    if (rows.length === 0) return options.nobody;
    const first = rows.slice(0, 3).map((row) => `${idOf(row)} ${valueText(row, options, currency)}`);
    return m.figures_ranking_text({ title: options.title, n: formatInteger(rows.length), first: first.join(m.figures_comma()) });
  },
  table: (rows, { columns }) => ({ columns, rows }),
  points(rows, options, { currency }) {
    const list = rows.slice(0, shown);
    const most = mostOf(list, options);
    const marks = list.map((row, i): FigurePoint => {
      const stage = stageOf(row);
      return {
        x: Math.max(0, Math.min(1, (at(row, 'value') ?? 0) / most)),
        y: i + 0.5,
        label: [`${idOf(row)} · ${valueText(row, options, currency)}`, ...(stage ? [stageName(stage)] : []), noteOf(row)]
          .filter(Boolean)
          .join('\n'),
        customers: { table: 'customer_state', where: [{ column: 'customer_id', is: idOf(row) }] },
      };
    });
    return [...marks, ...(options.panel ? panelPoints(options.panel, Math.max(1, list.length)) : [])];
  },
};

const idOf = (row: FigureRow): string => String(row.id ?? '');
const noteOf = (row: FigureRow): string => (typeof row.note === 'string' ? row.note : '');

function stageOf(row: FigureRow): Stage | null {
  return stages.find((stage) => stage === row.stage) ?? null;
}

/** The value at the right end: the largest takes three quarters of the width, so that its words have room. */
function mostOf(rows: readonly FigureRow[], { line }: RankingOptions): number {
  const most = Math.max(0, line?.value ?? 0, ...rows.map((row) => at(row, 'value') ?? 0));
  return most > 0 ? most / 0.75 : 1;
}

function valueText(row: FigureRow, { format }: RankingOptions, currency: string | null): string {
  const value = at(row, 'value');
  if (value === null) return '–';
  if (format === 'percent') return share(value);
  if (format === 'money') return formatMoney(value, currency);
  return format === 'integer' ? formatInteger(value) : formatNumber(value);
}

/** Words cut to a width in pixels, with an ellipsis where they were longer. */
function fitted(words: string, width: number, size: number): string {
  if (textWidth(words, size) <= width) return words;
  let end = words.length;
  while (end > 1 && textWidth(`${words.slice(0, end)}…`, size) > width) end -= 1;
  return `${words.slice(0, end).trimEnd()}…`;
}

/** Words in one or two lines of a width in pixels, broken after a comma or a space; what two lines cannot hold ends in an ellipsis. */
function wrapped(words: string, width: number, size: number): string[] {
  if (textWidth(words, size) <= width) return [words];
  const parts = words.split(/(?<=[、，,]\s?)|(?<=\s)/);
  let first = '';
  while (parts.length > 1 && textWidth(first + parts[0]!, size) <= width) first += parts.shift()!;
  return [first.trimEnd(), fitted(parts.join(''), width, size)].filter((line) => line !== '');
}

/** One customer: letter of the stage, id, bar with its value, and the reasons beside it (under it on a phone). */
function rowMarks(
  row: FigureRow,
  i: number,
  most: number,
  options: RankingOptions,
  { marginLeft, marginRight, wide }: { marginLeft: number; marginRight: number; wide: boolean },
  context: FigureContext,
): Markish[] {
  const stage = stageOf(row);
  const color = stage ? context.color(stageToken[stage]) : context.color('accent');
  const y = i + (wide ? 0.5 : 0.24);
  const half = wide ? 0.24 : 0.13;
  const length = Math.max(0, Math.min(1, (at(row, 'value') ?? 0) / most));
  const part = Math.max(0, Math.min(length, (at(row, 'second') ?? 0) / most));
  const left = { x: 0, y, textAnchor: 'start' as const, fontSize: 12 };
  const value = valueText(row, options, context.currency);
  const gone = (at(row, 'value') ?? 0) < 0;
  const size = wide ? 12 : 11;
  const note = wrapped(noteOf(row), wide ? marginRight - 20 : context.width - 44, size).join('\n');
  const reasons = { textAnchor: 'start' as const, fill: context.color('ink-2'), fontSize: size, lineHeight: 1.2 };
  return [
    Plot.rect([0], {
      x1: 0,
      x2: length,
      y1: y - half,
      y2: y + half,
      fill: stage ? stageFill(stage) : color,
      fillOpacity: stage ? 1 : 0.55,
    }),
    ...(part > 0 ? [Plot.rect([0], { x1: 0, x2: part, y1: y - half, y2: y + half, fill: color })] : []),
    ...(stage ? [Plot.text([stage], { ...left, dx: 8 - marginLeft, fill: color, fontWeight: 600 })] : []),
    Plot.text([fitted(idOf(row), marginLeft - 34, 12)], {
      ...left,
      dx: (stage ? 26 : 8) - marginLeft,
      fill: context.color('ink'),
      fontWeight: 600,
    }),
    Plot.text([value], {
      x: length,
      y,
      dx: 6,
      textAnchor: 'start',
      fontSize: 12,
      fontWeight: 600,
      fill: gone ? context.color('loss') : context.color('ink'),
      stroke: context.color('paper'),
      strokeWidth: 3,
    }),
    wide
      ? Plot.text([note], { ...reasons, frameAnchor: 'right', y, dx: 14 })
      : Plot.text([note], {
          ...reasons,
          x: 0,
          y: i + 0.42,
          dx: 26 - marginLeft,
          lineAnchor: 'top',
          stroke: context.color('paper'),
          strokeWidth: 3,
        }),
  ];
}

/** A dashed line through all bars, named over its upper end. */
function lineMarks({ value, words }: NonNullable<RankingOptions['line']>, most: number, rows: number, context: FigureContext): Markish[] {
  const x = value / most;
  return [
    Plot.link([0], { x1: x, x2: x, y1: 0, y2: rows, stroke: context.color('ink-2'), strokeDasharray: '3 3' }),
    Plot.text([words], { x, y: 0, dy: -8, textAnchor: x > 0.5 ? 'end' : 'start', fill: context.color('ink-2'), fontSize: 11 }),
  ];
}
