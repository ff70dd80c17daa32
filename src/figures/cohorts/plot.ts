import * as Plot from '@observablehq/plot';
import type { Markish, PlotOptions, RenderFunction } from '@observablehq/plot';
import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureContext, FigureRow } from '../definition.ts';
import { ageTicks, frame, remark } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { monthsName } from '../linked.ts';
import { element } from '../patterns.ts';
import { at } from '../rows.ts';
import { ageAxis, type Period } from '../words.ts';

export type CohortsOptions = {
  measure: 'retention' | 'orders' | 'amount' | 'profit' | 'cumulated';
  unit: Extract<Period, 'month' | 'quarter' | 'year'>;
  /** calendar months of the unit */
  months: number;
  cohorts: { cohort: string; n: number }[];
  chosen: { cohort: string | null; age: number | null; calendar: string | null };
  remark: string | null;
};

/** Where rows, columns and diagonals stand; a cohort that is left out keeps its row, so that diagonals stay straight. */
export function layout(rows: readonly FigureRow[], { cohorts, months }: CohortsOptions) {
  const first = monthIndex(cohorts[0]?.cohort ?? '');
  const rowOf = (cohort: string): number => (monthIndex(cohort) - first) / months;
  const last = Math.max(0, ...rows.map((row) => at(row, 'age') ?? 0));
  const height = cohorts.length === 0 ? 1 : rowOf(cohorts[cohorts.length - 1]!.cohort) + 1;
  const days = [...new Set(rows.map((row) => String(row.calendar)))].sort();
  return {
    rowOf,
    height,
    columns: last + 1,
    ages: Array.from({ length: last + 1 }, (_, age) => age),
    calendars: days.map((calendar) => ({ calendar, x: rowOf(calendar) + 1 })),
  };
}

/** True where a cell lies in what is chosen; everything does while nothing is. */
export function isChosen(row: FigureRow, { cohort, age, calendar }: CohortsOptions['chosen']): boolean {
  return (
    (cohort === null || row.cohort === cohort) &&
    (age === null || at(row, 'age') === age) &&
    (calendar === null || row.calendar === calendar)
  );
}

/** A heat map whose rows, columns and diagonals have names; what is chosen has an outline, all else stands back. */
export function plotCohorts(rows: FigureRow[], options: CohortsOptions, context: FigureContext): PlotOptions {
  const { cohorts, months, unit } = options;
  const { rowOf, height, columns, calendars } = layout(rows, options);
  const phone = context.width < 560;
  const rowHeight = height > 26 ? 18 : 24;
  const names = cohorts.map(({ cohort }) => monthsName(cohort, months));
  const marginLeft = Math.ceil(Math.max(40, ...names.map((name) => textWidth(name, 12))) + (phone ? 14 : 58));
  const marginRight = 16;
  const width = (context.width - marginLeft - marginRight) / columns;
  const margin = { marginTop: 40, marginBottom: 48 + (options.remark ? 18 : 0) };
  const cell = { width, rowHeight, strong: strength(rows), options };
  return {
    ...frame(context, { ...margin, height: margin.marginTop + margin.marginBottom + rowHeight * height, marginLeft, marginRight }),
    x: { domain: [0, columns], axis: null },
    y: { domain: [0, height], reverse: true, axis: null },
    marks: [
      hatch(context),
      ...rows.flatMap((row) => cellMarks(row, rowOf(String(row.cohort)), cell, context)),
      ...outline(rows, options, rowOf, context),
      ...cohorts.flatMap(({ cohort, n }, i) =>
        rowName(names[i]!, n, rowOf(cohort), options.chosen.cohort === cohort, { marginLeft, phone }, context),
      ),
      ...leftOut(cohorts, rowOf, height, marginLeft, months, context),
      ...diagonals(calendars, options, { width, marginLeft }, context),
      ...columnNames(columns, options, context),
      Plot.text([`${ageAxis(unit)} →`], {
        frameAnchor: 'bottom-right',
        dy: 40,
        lineAnchor: 'bottom',
        fill: context.color('ink-3'),
        fontSize: 12,
      }),
      ...remark(context, options.remark, { left: 8 - marginLeft, dy: margin.marginBottom - 4 }),
    ],
  };
}

/** A texture for what is not complete. */
function hatch(context: FigureContext): RenderFunction {
  return () => {
    const defs = element(context.document, 'defs', {});
    const pattern = element(context.document, 'pattern', {
      id: 'cohorts-partial',
      width: '6',
      height: '6',
      patternUnits: 'userSpaceOnUse',
    });
    pattern.append(
      element(context.document, 'path', { d: 'M-1 1l2 -2M0 6l6 -6M5 7l2 -2', stroke: context.color('paper'), 'stroke-width': '1.6' }),
    );
    defs.append(pattern);
    return defs;
  };
}

/** Colour strength 0..1 of a value; the first period, in which everyone ordered, does not set the scale. */
function strength(rows: readonly FigureRow[]): (value: number) => number {
  const later = rows.filter((row) => (at(row, 'age') ?? 0) > 0);
  const most = Math.max(...(later.length > 0 ? later : rows).map((row) => Math.abs(at(row, 'value') ?? 0)), 1e-9);
  return (value) => Math.min(1, Math.abs(value) / most);
}

interface CellSize {
  width: number;
  rowHeight: number;
  strong: (value: number) => number;
  options: CohortsOptions;
}

function cellMarks(row: FigureRow, y: number, { width, rowHeight, strong, options }: CellSize, context: FigureContext): Markish[] {
  const value = at(row, 'value');
  if (value === null) return [];
  const x = at(row, 'age') ?? 0;
  const [depth, grey, back] = [strong(value), (at(row, 'n') ?? 0) < 30, !isChosen(row, options.chosen)];
  const box = { x1: x, x2: x + 1, y1: y, y2: y + 1, inset: width > 8 ? 0.75 : 0.25 };
  const words = cellText(options.measure, value);
  const most = options.measure === 'retention' ? 20 : 26;
  const fits = width >= most && rowHeight >= 16 && textWidth(words, 11) + 4 < width;
  const firm = (0.06 + depth * (grey ? 0.45 : 0.88)) * (back ? 0.3 : 1);
  return [
    Plot.rect([0], { ...box, fill: context.color('sunken') }),
    Plot.rect([0], { ...box, fill: context.color(value < 0 ? 'loss' : 'gain'), fillOpacity: firm }),
    ...(row.partial === true ? [Plot.rect([0], { ...box, fill: 'url(#cohorts-partial)', fillOpacity: 0.75 })] : []),
    ...(fits
      ? [
          Plot.text([words], {
            x: x + 0.5,
            y: y + 0.5,
            fill: context.color(firm > 0.72 && row.partial !== true ? 'paper' : back ? 'ink-3' : 'ink'),
            fontSize: 11,
            fontVariant: 'tabular-nums',
            ...(row.partial === true ? { stroke: context.color('paper'), strokeWidth: 3 } : {}),
          }),
        ]
      : []),
  ];
}

function cellText(measure: CohortsOptions['measure'], value: number): string {
  if (measure === 'retention') return formatPercent(value).replace(/\s?%$/, '');
  return measure === 'orders' ? formatNumber(value, 1) : formatMoney(value, null);
}

function outline(
  rows: readonly FigureRow[],
  { chosen }: CohortsOptions,
  rowOf: (cohort: string) => number,
  context: FigureContext,
): Markish[] {
  if (chosen.cohort === null && chosen.age === null && chosen.calendar === null) return [];
  const line = { stroke: context.color('ink'), strokeWidth: 1.5, fill: 'none' };
  const own = rows.filter((row) => isChosen(row, chosen));
  if (own.length === 0) return [];
  const ages = own.map((row) => at(row, 'age') ?? 0);
  const places = own.map((row) => rowOf(String(row.cohort)));
  const straight = chosen.cohort !== null || chosen.age !== null;
  const boxes = straight
    ? [{ x1: Math.min(...ages), x2: Math.max(...ages) + 1, y1: Math.min(...places), y2: Math.max(...places) + 1 }]
    : own.map((_, i) => ({ x1: ages[i]!, x2: ages[i]! + 1, y1: places[i]!, y2: places[i]! + 1 }));
  return boxes.map((box) => Plot.rect([0], { ...box, ...line }));
}

function rowName(
  name: string,
  n: number,
  y: number,
  chosen: boolean,
  { marginLeft, phone }: { marginLeft: number; phone: boolean },
  context: FigureContext,
): Markish[] {
  const place = { x: 0, y: y + 0.5, fontVariant: 'tabular-nums' as const, fontSize: 12 };
  return [
    Plot.text([name], { ...place, dx: 8 - marginLeft, textAnchor: 'start', fill: context.color('ink'), fontWeight: chosen ? 700 : 400 }),
    ...(phone ? [] : [Plot.text([formatInteger(n)], { ...place, dx: -10, textAnchor: 'end', fill: context.color('ink-3'), fontSize: 11 })]),
  ];
}

/** The rows of cohorts that are too small to be shown. */
function leftOut(
  cohorts: CohortsOptions['cohorts'],
  rowOf: (cohort: string) => number,
  height: number,
  marginLeft: number,
  months: number,
  context: FigureContext,
): Markish[] {
  const shown = new Set(cohorts.map(({ cohort }) => rowOf(cohort)));
  const first = monthIndex(cohorts[0]?.cohort ?? '');
  return Array.from({ length: height }, (_, y) => y)
    .filter((y) => cohorts.length > 0 && !shown.has(y))
    .flatMap((y) => {
      const month = first + y * months;
      const iso = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
      const place = { x: 0, y: y + 0.5, textAnchor: 'start' as const, fill: context.color('ink-3') };
      return [
        Plot.text([monthsName(iso, months)], { ...place, dx: 8 - marginLeft, fontSize: 12, fontVariant: 'tabular-nums' }),
        Plot.text([m.figures_cohorts_small()], { ...place, dx: 6, fontSize: 11, fontStyle: 'italic' }),
      ];
    });
}

function columnNames(columns: number, { chosen }: CohortsOptions, context: FigureContext): Markish[] {
  const ticks = ageTicks(columns - 1, context.width - 120).filter((age) => chosen.age === null || Math.abs(age - chosen.age) > 1);
  return [...ticks, ...(chosen.age === null || chosen.age >= columns ? [] : [chosen.age])].map((age) =>
    Plot.text([String(age + 1)], {
      frameAnchor: 'bottom',
      dy: 16,
      x: age + 0.5,
      fill: context.color(age === chosen.age ? 'ink' : 'ink-3'),
      fontSize: 12,
      fontWeight: age === chosen.age ? 700 : 400,
    }),
  );
}

/** A stroke at the upper end of every diagonal, with its name where a year begins and there is room. */
function diagonals(
  calendars: readonly { calendar: string; x: number }[],
  { chosen, months }: CohortsOptions,
  { width, marginLeft }: { width: number; marginLeft: number },
  context: FigureContext,
): Markish[] {
  let end = textWidth(m.figures_cohorts_diagonals(), 11) + 8 - marginLeft + 10;
  const own = calendars.find(({ calendar }) => calendar === chosen.calendar && chosen.cohort === null);
  const ownWords = own ? monthsName(own.calendar, months) : '';
  const span = (x: number, words: string) => ({ from: x * width + 2, to: x * width + 2 + textWidth(words, 11) });
  const room = context.width - marginLeft - 4;
  const named = calendars.flatMap(({ calendar, x }) => {
    const mine = calendar === own?.calendar;
    const words = mine ? ownWords : calendar.slice(0, 4);
    const { from, to } = span(x, words);
    const clash = own && !mine ? to > span(own.x, ownWords).from - 8 && from < span(own.x, ownWords).to + 8 : false;
    if ((!mine && (!calendar.endsWith('-01-01') || from < end || clash)) || (to > room && !mine)) return [];
    end = to + 8;
    return [{ x, words, mine, shift: Math.min(0, room - to) }];
  });
  const quiet = { fontSize: 11, lineAnchor: 'bottom' as const, textAnchor: 'start' as const };
  return [
    ...calendars.map(({ calendar, x }) =>
      Plot.link([0], {
        x1: x - Math.min(0.2, 4 / width),
        y1: -0.08,
        x2: x + Math.min(0.3, 6 / width),
        y2: -0.5,
        stroke: context.color(calendar === own?.calendar ? 'ink' : 'line-strong'),
        strokeWidth: calendar === own?.calendar ? 2 : 1.25,
      }),
    ),
    ...named.map(({ x, words, mine, shift }) =>
      Plot.text([words], {
        ...quiet,
        x,
        y: 0,
        dx: 2 + shift,
        dy: -14,
        fill: context.color(mine ? 'ink' : 'ink-3'),
        fontWeight: mine ? 700 : 400,
      }),
    ),
    Plot.text([m.figures_cohorts_diagonals()], { ...quiet, x: 0, y: 0, dx: 8 - marginLeft, dy: -14, fill: context.color('ink-3') }),
  ];
}

function monthIndex(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}
