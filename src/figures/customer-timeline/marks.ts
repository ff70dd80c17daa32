import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatMoney, formatMonth } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureContext, FigureRow } from '../definition.ts';
import { pixel } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { stageFill } from '../patterns.ts';
import { at } from '../rows.ts';
import { type Stage, stageToken } from '../stages.ts';
import { stageName, stageShort } from '../words.ts';
import { type Lane, type Layout, isPeriod, monthTicks, runsOf, timeOf } from './layout.ts';

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Words at a place of the frame. */
function note(
  words: string,
  layout: Layout,
  context: FigureContext,
  place: { x?: number; y: number; anchor?: 'start' | 'middle' | 'end'; fill?: string; strong?: boolean },
): Markish {
  return Plot.text([words], {
    x: place.x ?? layout.x.domain[0],
    y: place.y,
    dx: place.x === undefined ? -8 : 0,
    textAnchor: place.anchor ?? 'start',
    lineAnchor: 'middle',
    fill: context.color(place.fill ?? 'ink-3'),
    fontSize: 11,
    ...(place.strong ? { fontWeight: 600 } : {}),
    stroke: context.color('paper'),
    strokeWidth: 3,
    strokeOpacity: 0.75,
  });
}

/** The stages as one strip with their names over it, where there is room: whole, short, or the letter. */
export function strip(rows: readonly FigureRow[], layout: Layout, context: FigureContext): Markish[] {
  const { top, bottom } = layout.strip;
  const runs = runsOf(rows);
  return runs.flatMap(({ stage, early, from, until }, i) => {
    const [x1, x2] = [timeOf(from), timeOf(until, true)];
    const box = { x1, x2, y1: top, y2: bottom };
    if (stage === null)
      return [
        Plot.rect([0], { ...box, fill: 'none', stroke: context.color('line-strong'), strokeDasharray: '2 2', insetTop: 1, insetBottom: 1 }),
      ];
    const next = runs[i + 1]?.stage === stage ? timeOf(runs[i + 1]!.until, true) : x2;
    const room = runs[i - 1]?.stage === stage ? 0 : pixel(layout.x, next) - pixel(layout.x, x1) - 4;
    const name = [stageName(stage as Stage), stageShort(stage as Stage), stage].find((words) => textWidth(words, 11) <= room);
    return [
      Plot.rect([0], { ...box, fill: stageFill(stage as Stage), fillOpacity: early ? 0.45 : 1, stroke: context.color('paper') }),
      ...(name
        ? [
            note(name, layout, context, {
              x: (x1 + next) / 2,
              y: top - 9,
              anchor: 'middle',
              fill: stageToken[stage as Stage],
              strong: true,
            }),
          ]
        : []),
    ];
  });
}

/** The symbol and colour of each kind of event, so that colour is never the only cue. */
const looks: Record<string, { symbol: 'circle' | 'diamond' | 'triangle' | 'times' | 'star' | 'square' | 'plus'; token: string }> = {
  order: { symbol: 'circle', token: 'ink-2' },
  refund: { symbol: 'diamond', token: 'loss' },
  adjustment: { symbol: 'plus', token: 'ink-2' },
  writeoff: { symbol: 'square', token: 'loss' },
  contact: { symbol: 'triangle', token: 'ink-2' },
  complaint: { symbol: 'times', token: 'loss' },
  referral: { symbol: 'star', token: 'gain' },
};

/** One lane: its name, a hairline, and its events; orders are sized by their amount. */
export function laneMarks(rows: readonly FigureRow[], lane: Lane, layout: Layout, context: FigureContext): Markish[] {
  const here = rows.filter((row) => lane.kinds.includes(String(row.kind)));
  const crowded = here.length > 80;
  const most = Math.max(1e-9, ...here.map((row) => Math.abs(at(row, 'amount') ?? 0)));
  const radius = (row: FigureRow): number =>
    row.kind === 'order' ? 2.5 + (lane.height / 2 - 4) * (crowded ? 0.6 : 1) * Math.sqrt(Math.max(0, at(row, 'amount') ?? 0) / most) : 4;
  return [
    Plot.ruleY([lane.y], { stroke: context.color('line') }),
    ...lane.kinds.map((kind) => {
      const { symbol, token } = looks[kind]!;
      const color = context.color(token);
      const place = { x: (row: FigureRow) => timeOf(row.date), y: () => lane.y, r: radius };
      return Plot.dot(
        here.filter((row) => row.kind === kind),
        {
          ...place,
          symbol,
          stroke: color,
          strokeWidth: crowded ? 0.75 : 1.25,
          fill: symbol === 'times' || symbol === 'plus' ? 'none' : color,
          fillOpacity: crowded ? 0.1 : 0.3,
        },
      );
    }),
    note(lane.name(), layout, context, { y: lane.y - lane.height / 2 - 8 }),
  ];
}

/** Profit cumulated to the end of each period, from zero at the start. */
export function profitMarks(rows: readonly FigureRow[], layout: Layout, context: FigureContext): Markish[] {
  if (!layout.profit) return [];
  const { span, caption } = layout.profit;
  const known = rows.filter((row) => isPeriod(row) && at(row, 'cumulative') !== null);
  const points = [
    { x: timeOf(known[0]!.from), y: pixel(span, 0) },
    ...known.map((row) => ({ x: timeOf(row.until, true), y: pixel(span, at(row, 'cumulative')!) })),
  ];
  const [low, high] = span.domain;
  const ticks = [...new Set([low, 0, high])];
  return [
    ...ticks.map((value) => Plot.ruleY([pixel(span, value)], { stroke: context.color(value === 0 ? 'line-strong' : 'line') })),
    Plot.line(points, { x: 'x', y: 'y', stroke: context.color('gain'), strokeWidth: 2 }),
    Plot.dot(points.slice(-1), { x: 'x', y: 'y', r: 3, fill: context.color('gain') }),
    ...ticks.map((value) => note(formatMoney(value, context.currency), layout, context, { y: pixel(span, value) - 7 })),
    note(m.terms_cumulative_profit(), layout, context, { x: layout.x.domain[1], y: caption, anchor: 'end', fill: 'gain', strong: true }),
  ];
}

/** Hairlines and names of months or years. */
export function calendar(layout: Layout, context: FigureContext): Markish[] {
  const { x, axis, strip: band } = layout;
  return monthTicks(x).flatMap(({ time, years }) => {
    const words = years ? String(new Date(time).getUTCFullYear()) : formatMonth(iso(time));
    const place = pixel(x, time);
    const half = textWidth(words, 11) / 2;
    const anchor = place - half < x.range[0] - 12 ? 'start' : place + half > x.range[1] + 12 ? 'end' : 'middle';
    return [
      Plot.link([0], { x1: time, x2: time, y1: band.bottom + 2, y2: axis, stroke: context.color('line'), strokeDasharray: '1 3' }),
      note(words, layout, context, { x: time, y: axis + 10, anchor }),
    ];
  });
}
