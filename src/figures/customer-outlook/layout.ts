import { type Span, pixel } from '../frame.ts';
import { textWidth } from '../labels.ts';

/** Where the parts of the picture stand, in pixels; y grows downwards. */
export interface OutlookLayout {
  x: Span;
  y: Span;
  height: number;
  marginTop: number;
  marginBottom: number;
  marginLeft: number;
  marginRight: number;
  /** middle of the line on which purchases stand */
  lane: number;
}

const day = 86_400_000;
/** Where the line of purchases stands on the axis of shares. */
export const laneAt = -0.13;

/** The places of a picture of `span` days at this width, with room for the models' names at the right. */
export function outlookLayout(width: number, span: number, names: readonly string[]): OutlookLayout {
  const marginRight = Math.ceil(Math.max(24, ...names.map((name) => textWidth(name, 12))) + 12);
  const [marginLeft, marginTop, marginBottom] = [44, 40, 40];
  const height = width < 480 ? 330 : 360;
  const x: Span = { domain: [0, Math.max(1, span)], range: [marginLeft, Math.max(marginLeft + 40, width - marginRight)] };
  const y: Span = { domain: [laneAt - 0.09, 1], range: [height - marginBottom, marginTop] };
  return { x, y, height, marginTop, marginBottom, marginLeft, marginRight, lane: pixel(y, laneAt) };
}

/** The whole day at a horizontal pixel, not held to any limit. */
export function dayAt({ x }: OutlookLayout, px: number): number {
  return Math.round(((px - x.range[0]) / (x.range[1] - x.range[0])) * (x.domain[1] - x.domain[0]));
}

/** The ISO day so many days after another. */
export function isoAfter(start: string, days: number): string {
  return new Date(Date.parse(`${start}T00:00:00Z`) + Math.round(days) * day).toISOString().slice(0, 10);
}

/** Days from one ISO day to another. */
export function daysBetween(start: string, end: string): number {
  return Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / day);
}

/** First days of months from `start` on, as days after it, so few that their names stay apart; whether a year alone names them. */
export function calendarTicks(start: string, { x }: OutlookLayout): { day: number; iso: string; years: boolean }[] {
  const end = isoAfter(start, x.domain[1]);
  const index = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
  const most = Math.max(1, Math.floor((x.range[1] - x.range[0]) / 70));
  const months = index(end) - index(start) + 1;
  const step = [1, 2, 3, 6, 12, 24, 60].find((each) => months / each <= most) ?? 120;
  return Array.from({ length: months }, (_, i) => index(start) + i)
    .filter((month) => month % step === 0)
    .map((month) => ({ iso: new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10), years: step >= 12 }))
    .map((tick) => ({ ...tick, day: daysBetween(start, tick.iso) }))
    .filter((tick) => tick.day >= 0 && tick.day <= x.domain[1]);
}
