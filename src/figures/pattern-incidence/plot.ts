import * as Plot from '@observablehq/plot';
import type { Markish, PlotOptions } from '@observablehq/plot';
import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureContext, FigureRow } from '../definition.ts';
import { type Span, ageTicks, axisTitles, frame, pixel, roundDomain, valueAxis } from '../frame.ts';
import { spread, textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { stageToken } from '../stages.ts';
import { type Period, ageAxis, asPeriod, share, stageName } from '../words.ts';

/** The stages from which a relationship can come to its end. */
export const ways = ['E', 'F', 'S'] as const;
type Way = (typeof ways)[number];

export type PatternIncidenceOptions = { period: Period };

const dashes: Record<Way, string | undefined> = { E: '1 4', F: '6 3', S: undefined };

/** Steps with their bands and names at the right end, ages below, and under them how many were at risk. */
export function plotIncidence(rows: FigureRow[], options: PatternIncidenceOptions, context: FigureContext): PlotOptions {
  const phone = context.width < 480;
  const drawn = rows.length === 0 ? [] : [start(rows[0]!), ...rows];
  const last = Math.max(1, at(rows[rows.length - 1] ?? {}, 'periods') ?? 1);
  const tops = rows.flatMap((row) => ways.flatMap((stage) => [at(row, stage) ?? 0, at(row, `${stage}High`) ?? 0]));
  const domain: [number, number] = [0, Math.min(1, roundDomain(tops, 5)[1])];
  const names = ways.map((stage) => ({ stage, words: `${stageName(stage)} ${share(at(rows[rows.length - 1] ?? {}, stage) ?? 0)}` }));
  const marginRight = Math.ceil(Math.max(60, ...names.map(({ words }) => textWidth(words) + 12)));
  const size = { height: phone ? 300 : 360, marginTop: 26, marginBottom: 62, marginLeft: 56, marginRight };
  const ticks = ageTicks(last - 1, context.width - marginRight).map((age) => age + 1);
  const quiet = { fill: context.color('ink-3'), fontSize: 11 };
  return {
    ...frame(context, size),
    x: { domain: [0, last], axis: null },
    y: { domain, axis: null },
    marks: [
      ...valueAxis(context, 5, (value) => formatPercent(value, domain[1] < 0.05 ? 1 : 0)),
      Plot.axisX(ticks, { tickSize: 0, tickPadding: 6, label: null, fill: context.color('ink-3') }),
      Plot.ruleY([0], { stroke: context.color('line-strong') }),
      ...ways.flatMap((stage) => steps(drawn, stage, context)),
      ...endNames(rows, names, domain, size, context),
      ...atRisk(rows, ticks, size, context, quiet),
      ...axisTitles(
        context,
        { y: `↑ ${m.figures_pattern_axis()}`, x: `${ageAxis(asPeriod(options.period))} →` },
        { top: size.marginTop, bottom: 40, left: 4 - size.marginLeft },
      ),
    ],
  };
}

/** The beginning, when nothing has ended. */
function start(first: FigureRow): FigureRow {
  return { periods: 0, atRisk: first.atRisk ?? null, lasting: 1, ...Object.fromEntries(ways.map((stage) => [stage, 0])) };
}

function steps(rows: FigureRow[], stage: Way, context: FigureContext): Markish[] {
  const color = context.color(stageToken[stage]);
  const edge = (key: string) => (row: FigureRow) => at(row, `${stage}${key}`) ?? at(row, stage) ?? 0;
  const place = { x: 'periods', curve: 'step-after' as const };
  return [
    Plot.areaY(rows, { ...place, y1: edge('Low'), y2: edge('High'), fill: color, fillOpacity: 0.16 }),
    Plot.lineY(rows, { ...place, y: stage, stroke: color, strokeWidth: 2, ...(dashes[stage] ? { strokeDasharray: dashes[stage] } : {}) }),
  ];
}

function endNames(
  rows: FigureRow[],
  names: { stage: Way; words: string }[],
  domain: [number, number],
  size: { height: number; marginTop: number; marginBottom: number },
  context: FigureContext,
): Markish[] {
  const last = rows[rows.length - 1];
  if (!last) return [];
  const inner = size.height - size.marginTop - size.marginBottom;
  const down = (stage: Way) => (1 - (at(last, stage) ?? 0) / domain[1]) * inner;
  const sorted = [...names].sort((a, b) => down(a.stage) - down(b.stage));
  const places = spread(
    sorted.map(({ stage }) => down(stage)),
    16,
    { top: 0, bottom: inner },
  );
  return sorted.map(({ stage, words }, i) =>
    Plot.text([words], {
      frameAnchor: 'top-right',
      dx: 8,
      dy: places[i]!,
      textAnchor: 'start',
      lineAnchor: 'middle',
      fill: context.color(stageToken[stage]),
      fontWeight: 600,
      fontSize: 12,
    }),
  );
}

/** How many were observed at the ages of the axis: a row of numbers under it with its name before them, as many as have room. */
function atRisk(
  rows: FigureRow[],
  ticks: readonly number[],
  size: { marginLeft: number; marginRight: number; marginBottom: number },
  context: FigureContext,
  quiet: { fill: string; fontSize: number },
): Markish[] {
  const x: Span = {
    domain: [0, at(rows[rows.length - 1] ?? {}, 'periods') ?? 1],
    range: [size.marginLeft, context.width - size.marginRight],
  };
  let end = 4 + textWidth(m.figures_at_risk(), 11);
  const seen = rows.filter((row) => {
    const [middle, half] = [pixel(x, at(row, 'periods') ?? 0), textWidth(numberOf(row), 11) / 2];
    if (!ticks.includes(at(row, 'periods') ?? -1) || middle - half < end + 6) return false;
    end = middle + half;
    return true;
  });
  if (rows.length === 0) return [];
  const line = { ...quiet, frameAnchor: 'bottom' as const, dy: size.marginBottom - 4, lineAnchor: 'bottom' as const };
  return [
    Plot.text(seen, { ...line, x: 'periods', text: numberOf }),
    Plot.text([m.figures_at_risk()], {
      ...line,
      frameAnchor: 'bottom-left',
      dx: 4 - size.marginLeft,
      textAnchor: 'start',
      fill: context.color('ink-2'),
    }),
  ];
}

function numberOf(row: FigureRow): string {
  return formatInteger(at(row, 'atRisk') ?? 0);
}
