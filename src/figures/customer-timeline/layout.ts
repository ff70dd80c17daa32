import { m } from '#i18n/messages.ts';
import type { FigureRow } from '../definition.ts';
import { type Span, roundDomain } from '../frame.ts';
import { at } from '../rows.ts';

/** A row of marks of like kinds under its name; `y` is its middle. */
export interface Lane {
  name: () => string;
  kinds: readonly string[];
  y: number;
  height: number;
}

/** Where everything stands, in pixels; y grows downwards. */
export interface Layout {
  strip: { top: number; bottom: number };
  lanes: Lane[];
  /** the curve of cumulative profit, null where no profit is known */
  profit: { caption: number; span: Span } | null;
  axis: number;
  height: number;
  x: Span;
}

const day = 86_400_000;
const caption = 18;

const lanes: readonly Omit<Lane, 'y'>[] = [
  { name: m.figures_event_orders, kinds: ['order'], height: 34 },
  { name: m.figures_event_refunds, kinds: ['refund', 'adjustment', 'writeoff'], height: 16 },
  { name: m.figures_event_contacts, kinds: ['contact'], height: 16 },
  { name: m.figures_event_complaints, kinds: ['complaint'], height: 16 },
  { name: m.figures_event_referrals, kinds: ['referral'], height: 16 },
];

/** Milliseconds of an ISO day; `end` is its end. */
export function timeOf(iso: unknown, end = false): number {
  return Date.parse(`${String(iso)}T00:00:00Z`) + (end ? day : 0);
}

export const isPeriod = (row: FigureRow): boolean => row.kind === 'period';

/** The places of a timeline: stages on top, a lane for each kind of event there is, the cumulative profit below; only x depends on the width. No rows give an empty frame of one day. */
export function layoutOf(rows: readonly FigureRow[], width: number): Layout {
  const times = rows.flatMap((row) => (isPeriod(row) ? [timeOf(row.from), timeOf(row.until, true)] : [timeOf(row.date)]));
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const last = times.reduce((most, time) => Math.max(most, time), -Infinity);
  const domain: [number, number] = times.length === 0 ? [0, day] : [first, Math.max(last, first + day)];
  const top = caption;
  let y = top + 20;
  const kinds = new Set(rows.map(({ kind }) => kind));
  const placed = lanes
    .filter((lane) => lane.kinds.some((kind) => kinds.has(kind)))
    .map((lane) => {
      const middle = y + caption + lane.height / 2;
      y += caption + lane.height;
      return { ...lane, y: middle };
    });
  const values = rows.filter(isPeriod).flatMap((row) => at(row, 'cumulative') ?? []);
  const tall = 96;
  const profit = values.length === 0 ? null : { caption: y + 10, span: spanOf(values, y + 26 + tall, y + 26) };
  const axis = profit ? y + 26 + tall + 6 : y + 8;
  return { strip: { top, bottom: top + 18 }, lanes: placed, profit, axis, height: axis + 22, x: { domain, range: [16, width - 16] } };
}

function spanOf(values: readonly number[], bottom: number, top: number): Span {
  return { domain: roundDomain(values, 3), range: [bottom, top] };
}

/** First days of months for the axis, so few that their names stay apart, and whether a year alone names them; the first day where no month begins. */
export function monthTicks({ domain, range }: Span): { time: number; years: boolean }[] {
  const [from, to] = domain.map((time) => new Date(time)) as [Date, Date];
  const index = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const most = Math.max(1, Math.floor((range[1] - range[0]) / 66));
  const months = index(to) - index(from) + 1;
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((each) => months / each <= most) ?? 240;
  const ticks = Array.from({ length: months + 1 }, (_, i) => index(from) + i).filter((month) => month % step === 0);
  const inside = ticks
    .map((month) => ({ time: Date.UTC(Math.floor(month / 12), month % 12, 1), years: step >= 12 }))
    .filter(({ time }) => time >= domain[0] && time <= domain[1]);
  return inside.length > 0 ? inside : [{ time: domain[0], years: false }];
}

/** A stage that lasts: neighbouring periods of one stage, with the last of them. */
export interface Run {
  stage: string | null;
  early: boolean;
  from: unknown;
  until: unknown;
  last: FigureRow;
}

/** The stages of the periods, first to last, neighbours of one stage joined. */
export function runsOf(rows: readonly FigureRow[]): Run[] {
  const runs: Run[] = [];
  for (const row of rows.filter(isPeriod)) {
    const [stage, early] = [typeof row.stage === 'string' ? row.stage : null, row.early === true];
    const open = runs[runs.length - 1];
    if (open?.stage === stage && open.early === early) Object.assign(open, { until: row.until, last: row });
    else runs.push({ stage, early, from: row.from, until: row.until, last: row });
  }
  return runs;
}
