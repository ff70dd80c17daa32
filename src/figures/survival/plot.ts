import * as Plot from '@observablehq/plot';
import type { Markish, PlotOptions } from '@observablehq/plot';
import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureContext, FigureRow } from '../definition.ts';
import { type Span, ageTicks, axisTitles, frame, pixel, valueAxis } from '../frame.ts';
import { spread, textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { type Period, ageAxis, share, span } from '../words.ts';

export type SurvivalFigureOptions = {
  unit: Period;
  /** of the curves, by `group` */
  names: string[];
  /** the same where there is little room */
  shorts: string[];
  /** of the only curve; null with several, and where half are still there */
  median: number | null;
  theory: 'sbg' | 'bdw' | null;
  /** the age that somebody chose, first and last, counted from 0 */
  age: { from: number; to: number } | null;
};

/** Colour and dash of a curve by its place: no stage colours, and never colour alone. */
const looks = [
  { token: 'accent', dash: undefined },
  { token: 'ink', dash: '7 3' },
  { token: 'ink-2', dash: '2 3' },
  { token: 'accent', dash: '9 3 2 3' },
  { token: 'ink-3', dash: '4 2' },
] as const;
const lookOf = (group: number) => looks[group % looks.length]!;

interface Size {
  height: number;
  marginTop: number;
  marginBottom: number;
  marginLeft: number;
  marginRight: number;
}

/** The curves, their names at the right end, ages below, and under them how many were at risk. */
export function plotSurvival(rows: FigureRow[], options: SurvivalFigureOptions, context: FigureContext): PlotOptions {
  const phone = context.width < 480;
  const curves = options.names.map((name, group) => ({
    name,
    short: options.shorts[group] ?? name,
    group,
    rows: rows.filter((row) => row.kind === 'curve' && row.group === group),
  }));
  const theory = rows.filter((row) => row.kind === 'theory');
  const last = Math.max(1, ...rows.map((row) => at(row, 'time') ?? 0));
  const ends = curves.filter((curve) => curve.rows.length > 0).map((curve) => ({ ...curve, words: endWords(curve, phone) }));
  const marginRight =
    theory.length > 0 ? 24 : Math.ceil(Math.min(context.width * 0.36, Math.max(40, ...ends.map(({ words }) => textWidth(words) + 18))));
  const lines = Math.max(1, curves.length);
  const marginBottom = 48 + 16 * lines;
  const size: Size = { height: (phone ? 250 : 300) + marginBottom, marginTop: 26, marginBottom, marginLeft: 56, marginRight };
  const ticks = ageTicks(last - 1, context.width - marginRight).map((age) => age + 1);
  return {
    ...frame(context, size),
    x: { domain: [0, last], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      ...chosenAge(options, last, context),
      ...valueAxis(context, 5, (value) => formatPercent(value)),
      Plot.axisX(ticks, {
        tickFormat: (tick: number) => formatInteger(tick),
        tickSize: 0,
        tickPadding: 6,
        label: null,
        fill: context.color('ink-3'),
      }),
      Plot.ruleY([0], { stroke: context.color('line-strong') }),
      ...curves.flatMap((curve) => steps(curve, curves.length, context)),
      ...theoryMarks(theory, options, context),
      ...half(options, context),
      ...endNames(ends, theory.length > 0, size, context),
      ...atRisk(curves, ticks, { ...size, last }, context),
      ...axisTitles(
        context,
        { y: `↑ ${m.figures_survival_axis()}`, x: `${ageAxis(options.unit)} →` },
        { top: size.marginTop, bottom: 40, left: 4 - size.marginLeft },
      ),
    ],
  };
}

function endWords({ name, short, rows }: { name: string; short: string; rows: FigureRow[] }, phone: boolean): string {
  const value = share(at(rows[rows.length - 1] ?? {}, 'value') ?? 0);
  return `${phone ? short : name} ${value}`;
}

function steps({ group, rows }: { group: number; rows: FigureRow[] }, groups: number, context: FigureContext): Markish[] {
  const { token, dash } = lookOf(group);
  const drawn = rows.length === 0 ? [] : [{ time: 0, value: 1, low: 1, high: 1 }, ...rows];
  const edge = (key: string) => (row: FigureRow) => at(row, key) ?? at(row, 'value') ?? 0;
  const place = { x: 'time', curve: 'step-after' as const };
  return [
    Plot.areaY(drawn, { ...place, y1: edge('low'), y2: edge('high'), fill: context.color(token), fillOpacity: groups > 2 ? 0.08 : 0.16 }),
    Plot.lineY(drawn, { ...place, y: 'value', stroke: context.color(token), strokeWidth: 2, ...(dash ? { strokeDasharray: dash } : {}) }),
  ];
}

/** What the theory says of the time seen and of the time to come. */
function theoryMarks(rows: FigureRow[], { theory }: SurvivalFigureOptions, context: FigureContext): Markish[] {
  const last = rows[rows.length - 1];
  if (!last || theory === null) return [];
  const name = theory === 'bdw' ? m.figures_survival_theory_bdw() : m.figures_survival_theory_sbg();
  return [
    Plot.lineY(rows, { x: 'time', y: 'value', stroke: context.color('ink-3'), strokeWidth: 1.5, strokeDasharray: '5 4' }),
    Plot.text([`${name} ${share(at(last, 'value') ?? 0)}`], {
      x: at(last, 'time') ?? 0,
      y: at(last, 'value') ?? 0,
      dy: -12,
      textAnchor: 'end',
      fill: context.color('ink-3'),
      stroke: context.color('paper'),
      strokeWidth: 4,
      fontStyle: 'italic',
      fontSize: 12,
    }),
  ];
}

/** A hollow dot where half have ended. */
function half({ median, unit }: SurvivalFigureOptions, context: FigureContext): Markish[] {
  if (median === null) return [];
  return [
    Plot.link([0], { x1: 0, x2: median, y1: 0.5, y2: 0.5, stroke: context.color('line-strong'), strokeDasharray: '2 3' }),
    Plot.dot([0], { x: median, y: 0.5, r: 4.5, fill: context.color('paper'), stroke: context.color('ink'), strokeWidth: 2 }),
    Plot.text([m.figures_survival_half({ span: span(median, unit) })], {
      x: median,
      y: 0.5,
      dx: 9,
      dy: -9,
      textAnchor: 'start',
      fill: context.color('ink'),
      fontSize: 12,
      fontWeight: 600,
      stroke: context.color('paper'),
      strokeWidth: 4,
    }),
  ];
}

/** The age that somebody chose elsewhere on the page. */
function chosenAge({ age }: SurvivalFigureOptions, last: number, context: FigureContext): Markish[] {
  if (!age || age.from >= last) return [];
  return [Plot.rect([0], { x1: age.from, x2: Math.min(last, age.to + 1), y1: 0, y2: 1, fill: context.color('accent'), fillOpacity: 0.12 })];
}

function endNames(
  ends: { group: number; rows: FigureRow[]; words: string }[],
  atCurve: boolean,
  { height, marginTop, marginBottom }: Size,
  context: FigureContext,
): Markish[] {
  const [only] = ends;
  if (atCurve && only) {
    const last = only.rows[only.rows.length - 1]!;
    const place = { x: at(last, 'time') ?? 0, y: at(last, 'value') ?? 0, dy: -12, textAnchor: 'start' as const };
    return [Plot.text([only.words], { ...place, fill: context.color(lookOf(only.group).token), fontWeight: 600, fontSize: 12 })];
  }
  const inner = height - marginTop - marginBottom;
  const down = (rows: FigureRow[]): number => (1 - (at(rows[rows.length - 1]!, 'value') ?? 0)) * inner;
  const sorted = [...ends].sort((a, b) => down(a.rows) - down(b.rows));
  const places = spread(
    sorted.map(({ rows }) => down(rows)),
    16,
    { top: 0, bottom: inner },
  );
  return sorted.map(({ group, words }, i) =>
    Plot.text([words], {
      frameAnchor: 'top-right',
      dx: 8,
      dy: places[i]!,
      textAnchor: 'start',
      lineAnchor: 'middle',
      fill: context.color(lookOf(group).token),
      fontWeight: 600,
      fontSize: 12,
    }),
  );
}

/** How many were at risk at the ages of the axis: a row of numbers under it for every curve, as many as have room, with the name of the row before them. */
function atRisk(
  curves: { short: string; group: number; rows: FigureRow[] }[],
  ticks: readonly number[],
  { marginLeft, marginRight, marginBottom, last }: Size & { last: number },
  context: FigureContext,
): Markish[] {
  const x: Span = { domain: [0, last], range: [marginLeft, context.width - marginRight] };
  return curves.flatMap(({ short, group, rows }, line) => {
    if (rows.length === 0) return [];
    const title = curves.length === 1 ? m.figures_at_risk() : short;
    let end = 4 + textWidth(title, 11);
    const seen = ticks.flatMap((tick) => {
      const row = rows.find((one) => at(one, 'time') === tick);
      if (!row) return [];
      const words = formatInteger(at(row, 'atRisk') ?? 0);
      const [middle, wide] = [pixel(x, tick), textWidth(words, 11) / 2];
      if (middle - wide < end + 6) return [];
      end = middle + wide;
      return [{ tick, words }];
    });
    const place = {
      frameAnchor: 'bottom' as const,
      dy: marginBottom - 4 - 16 * (curves.length - 1 - line),
      lineAnchor: 'bottom' as const,
      fontSize: 11,
    };
    return [
      Plot.text(seen, { ...place, x: 'tick', text: 'words', fill: context.color('ink-3') }),
      Plot.text([title], {
        ...place,
        frameAnchor: 'bottom-left',
        dx: 4 - marginLeft,
        textAnchor: 'start',
        fill: context.color(curves.length === 1 ? 'ink-2' : lookOf(group).token),
      }),
    ];
  });
}
