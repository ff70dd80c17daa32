import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatDate, formatInteger, formatMoney, formatMonth, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame, pixel } from '../frame.ts';
import { spread, textWidth } from '../labels.ts';
import { processLook } from '../process-words.ts';
import { at } from '../rows.ts';
import { type OutlookLayout, calendarTicks, isoAfter, laneAt, outlookLayout } from './layout.ts';

/** What one model says today; intervals null where the fit has none, `residual` null without amounts. */
export type OutlookNumbers = {
  id: string;
  alive: number;
  aliveLow: number | null;
  aliveHigh: number | null;
  expected: number;
  expectedLow: number | null;
  expectedHigh: number | null;
  residual: number | null;
  residualLow: number | null;
  residualHigh: number | null;
};

export type CustomerOutlookFigureOptions = {
  /** day of the first purchase, ISO */
  start: string;
  /** days from it to today, and to the right end of the picture */
  today: number;
  span: number;
  /** how far ahead purchases are expected, in weeks */
  weeks: number;
  numbers: OutlookNumbers[];
  /** an age and a stretch of the calendar that somebody chose, in days of the line, with their names */
  age: MarkedDays | null;
  calendar: MarkedDays | null;
};

type MarkedDays = { from: number; to: number; name: string };

/** P(alive) of one customer as it was known on each day, by model, over the line of purchases; after today: if nothing more is bought. Rows: kind purchase (day) or path (model, day, alive). */
export const customerOutlook: Figure<CustomerOutlookFigureOptions> = {
  id: 'customer-outlook',
  plot(rows, options, context) {
    const layout = outlookLayout(
      context.width,
      options.span,
      options.numbers.map(({ id }) => processLook(id).name),
    );
    const { height, marginTop, marginBottom, marginLeft, marginRight } = layout;
    return {
      ...frame(context, { height, marginTop, marginBottom, marginLeft, marginRight }),
      x: { domain: layout.x.domain, axis: null },
      y: { domain: layout.y.domain, axis: null },
      marks: [
        ...markedDays(options, context),
        ...grid(options, layout, context),
        ...options.numbers.flatMap(({ id }) => curve(rows, id, options.today, context)),
        ...markedNames(options, layout, context),
        ...names(rows, options, layout, context),
        ...purchases(rows, options, layout, context),
      ],
    };
  },
  describe(rows, options, { currency }) {
    if (options.numbers.length === 0) return m.figures_nothing();
    return m.figures_outlook_text({
      purchases: formatInteger(rows.filter(({ kind }) => kind === 'purchase').length),
      start: formatDate(options.start),
      today: formatDate(isoAfter(options.start, options.today)),
      marks: [options.age, options.calendar].flatMap((days) => (days ? m.figures_outlook_marked({ name: days.name }) : [])).join(''),
      models: options.numbers.map((one) => numberWords(one, options.weeks, currency)).join(m.figures_comma()),
    });
  },
  table(_rows, { numbers, weeks }) {
    const column = (key: string, title: string, format: 'percent' | 'number' | 'money') => ({
      key,
      title,
      align: 'right' as const,
      format,
    });
    const ends = (key: string, format: 'percent' | 'number' | 'money') => [
      column(`${key}Low`, m.figures_low(), format),
      column(`${key}High`, m.figures_high(), format),
    ];
    const valued = numbers.some(({ residual }) => residual !== null);
    return {
      columns: [
        { key: 'name', title: m.figures_model(), align: 'left', format: 'text' },
        ...[column('alive', m.terms_p_alive(), 'percent'), ...ends('alive', 'percent')],
        ...[column('expected', m.figures_expected_weeks({ weeks: formatInteger(weeks) }), 'number'), ...ends('expected', 'number')],
        ...(valued ? [column('residual', m.terms_residual_value(), 'money'), ...ends('residual', 'money')] : []),
      ],
      rows: numbers.map((one) => ({ ...one, name: processLook(one.id).name })),
    };
  },
  points(rows, options, { currency }) {
    const bought = rows.filter(({ kind }) => kind === 'purchase').map((row) => at(row, 'day') ?? 0);
    return [
      ...bought.map((day, i) => ({
        x: day,
        y: laneAt,
        label: `${i === 0 ? m.figures_outlook_first() : m.figures_outlook_purchase({ n: formatInteger(i + 1) })}\n${formatDate(isoAfter(options.start, day))}`,
      })),
      ...options.numbers.map((one) => ({ x: options.today, y: one.alive, label: numberWords(one, options.weeks, currency) })),
    ];
  },
};

/** One model's three numbers as a sentence. */
function numberWords({ id, alive, expected, residual }: OutlookNumbers, weeks: number, currency: string | null): string {
  const words = {
    model: processLook(id).name,
    alive: formatPercent(alive, 1),
    expected: formatNumber(expected),
    weeks: formatInteger(weeks),
  };
  return residual === null
    ? m.figures_outlook_numbers(words)
    : m.figures_outlook_numbers_value({ ...words, value: formatMoney(residual, currency) });
}

function grid(options: CustomerOutlookFigureOptions, layout: OutlookLayout, context: FigureContext): Markish[] {
  const quiet = { fill: context.color('ink-3'), fontSize: 12 };
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return [
    Plot.rect([0], { x1: options.today, x2: options.span, y1: 0, y2: 1, fill: context.color('sunken'), fillOpacity: 0.7 }),
    Plot.ruleY(shares, { stroke: context.color('line') }),
    Plot.text(shares, {
      ...quiet,
      x: () => 0,
      y: (share: number) => share,
      dx: -8,
      textAnchor: 'end',
      text: (share: number) => formatPercent(share),
    }),
    Plot.text([`↑ ${m.terms_p_alive()}`], {
      ...quiet,
      frameAnchor: 'top-left',
      dx: 4 - layout.marginLeft,
      dy: -layout.marginTop + 2,
      lineAnchor: 'top',
    }),
    ...calendarTicks(options.start, layout).flatMap(({ day, iso, years }) => [
      Plot.text([years ? iso.slice(0, 4) : formatMonth(iso)], {
        ...quiet,
        fontSize: 11,
        x: day,
        frameAnchor: 'bottom',
        dy: 14,
        lineAnchor: 'middle',
      }),
      Plot.link([0], { x1: day, x2: day, y1: layout.y.domain[0], y2: layout.y.domain[0] + 0.02, stroke: context.color('line-strong') }),
    ]),
  ];
}

/** What somebody chose elsewhere on the page: the age in the upper half, the calendar in the lower one; each over the whole height when it is alone. */
function places({ age, calendar, span }: CustomerOutlookFigureOptions) {
  const both = age !== null && calendar !== null;
  const of = (days: MarkedDays | null, low: number, high: number, at: number) =>
    days && days.from < span ? [{ from: days.from, to: Math.min(span, days.to), name: days.name, low, high, at }] : [];
  return [...of(age, both ? 0.5 : 0, 1, 0.53), ...of(calendar, 0, both ? 0.5 : 1, 0.04)];
}

function markedDays(options: CustomerOutlookFigureOptions, context: FigureContext): Markish[] {
  return places(options).map(({ from, to, low, high }) =>
    Plot.rect([0], { x1: from, x2: to, y1: low, y2: high, fill: context.color('accent'), fillOpacity: 0.14 }),
  );
}

function markedNames(options: CustomerOutlookFigureOptions, layout: OutlookLayout, context: FigureContext): Markish[] {
  return places(options).map(({ from, to, name, at }) => {
    const right = pixel(layout.x, from) + textWidth(name, 11) + 6 > layout.x.range[1];
    return Plot.text([name], {
      x: right ? to : from,
      y: at,
      dx: right ? -3 : 3,
      textAnchor: right ? 'end' : 'start',
      fill: context.color('accent'),
      fontSize: 11,
      fontWeight: 600,
      stroke: context.color('paper'),
      strokeWidth: 3,
    });
  });
}

function curve(rows: readonly FigureRow[], model: string, today: number, context: FigureContext): Markish[] {
  const { token, dash } = processLook(model);
  const path = rows.filter((row) => row.kind === 'path' && row.model === model);
  const line = (part: readonly FigureRow[], more: object) =>
    Plot.line(part, {
      x: (row: FigureRow) => at(row, 'day'),
      y: (row: FigureRow) => at(row, 'alive'),
      stroke: context.color(token),
      ...more,
    });
  return [
    line(
      path.filter((row) => (at(row, 'day') ?? 0) <= today),
      { strokeWidth: token === 'accent' ? 2.25 : 1.5, strokeDasharray: dash },
    ),
    line(
      path.filter((row) => (at(row, 'day') ?? 0) >= today),
      { strokeWidth: 1.25, strokeDasharray: dash === 'none' ? '1 3' : dash, strokeOpacity: 0.55 },
    ),
  ];
}

/** The models' names at the right end of their curves, kept apart, and their values on today's line. */
function names(
  rows: readonly FigureRow[],
  options: CustomerOutlookFigureOptions,
  layout: OutlookLayout,
  context: FigureContext,
): Markish[] {
  const ends = options.numbers
    .map(({ id, alive }) => {
      const last = rows.filter((row) => row.kind === 'path' && row.model === id).at(-1);
      return { id, alive, end: (last && at(last, 'alive')) ?? alive };
    })
    .sort((a, b) => b.end - a.end);
  const wanted = spread(
    ends.map(({ end }) => pixel(layout.y, end)),
    16,
    { top: layout.marginTop, bottom: pixel(layout.y, 0) },
  );
  return ends.flatMap(({ id, alive, end }, i) => {
    const { name, token } = processLook(id);
    return [
      Plot.text([name], {
        x: options.span,
        y: end,
        dx: 6,
        dy: wanted[i]! - pixel(layout.y, end),
        textAnchor: 'start',
        fill: context.color(token),
        fontSize: 12,
        fontWeight: 600,
      }),
      Plot.dot([0], { x: options.today, y: alive, r: 3.5, fill: context.color('paper'), stroke: context.color(token), strokeWidth: 1.75 }),
    ];
  });
}

function purchases(
  rows: readonly FigureRow[],
  options: CustomerOutlookFigureOptions,
  layout: OutlookLayout,
  context: FigureContext,
): Markish[] {
  const bought = rows.filter(({ kind }) => kind === 'purchase');
  const ink = context.color('ink');
  const today = formatDate(isoAfter(options.start, options.today));
  const near = pixel(layout.x, options.today) > (layout.x.range[0] + layout.x.range[1]) / 2;
  return [
    Plot.link([0], { x1: 0, x2: options.today, y1: laneAt, y2: laneAt, stroke: context.color('line-strong'), strokeWidth: 2 }),
    Plot.link([0], { x1: options.today, x2: options.today, y1: layout.y.domain[0], y2: 1, stroke: ink, strokeWidth: 1 }),
    Plot.text([m.figures_outlook_today({ date: today })], {
      x: options.today,
      y: 1,
      dx: near ? 4 : -4,
      dy: -8,
      textAnchor: near ? 'end' : 'start',
      lineAnchor: 'bottom',
      fill: ink,
      fontSize: 12,
      fontWeight: 600,
    }),
    Plot.dot(bought, {
      x: (row: FigureRow) => at(row, 'day'),
      y: () => laneAt,
      r: 6,
      fill: (_: FigureRow, i: number) => (i === 0 ? context.color('paper') : ink),
      stroke: ink,
      strokeWidth: 1.5,
    }),
    Plot.text([m.terms_purchases()], { x: 0, y: laneAt, dx: -4, dy: -16, textAnchor: 'start', fill: context.color('ink-3'), fontSize: 11 }),
  ];
}
