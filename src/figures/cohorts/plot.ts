import * as Plot from '@observablehq/plot';
import type { Markish, PlotOptions } from '@observablehq/plot';
import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureContext, FigureRow } from '../definition.ts';
import { ageTicks, frame, remark } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { monthsName } from '../linked.ts';
import { at } from '../rows.ts';
import { ageAxis } from '../words.ts';
import { cellMarks, hatch, scaleKey, strength } from './cells.ts';
import { type CohortsOptions, isChosen, layout, marginsOf, monthIndex } from './layout.ts';

/** A heat map whose rows, columns and diagonals have names; what is chosen has an outline, all else stands back. */
export function plotCohorts(rows: FigureRow[], options: CohortsOptions, context: FigureContext): PlotOptions {
  const { cohorts, months, unit } = options;
  const { rowOf, height, columns, calendars } = layout(rows, options);
  const phone = context.seen !== undefined || context.width < 560;
  const rowHeight = height > 26 ? 18 : 24;
  const names = cohorts.map(({ cohort }) => monthsName(cohort, months));
  const { left: marginLeft, right: marginRight } = marginsOf(options, phone);
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
      scaleKey(rows, { options, left: 8, bottom: margin.marginBottom - 40 }, context),
      ...remark(context, options.remark, { left: 8 - marginLeft, dy: margin.marginBottom - 4 }),
    ],
  };
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
