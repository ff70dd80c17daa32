import { SSF } from '@e965/xlsx';

/** What a number format shows: a day, a time of day, both, an elapsed time (`[h]:mm`), or a plain number (null). */
export type DateKind = 'date' | 'time' | 'datetime' | 'elapsed' | null;

const kinds = new Map<string, DateKind>();

/** The kind of a number format as Excel writes it (`yyyy-mm-dd`, `[$-804]h:mm`). */
export function dateKind(format: string): DateKind {
  let kind = kinds.get(format);
  if (kind === undefined) kinds.set(format, (kind = kindOf(format)));
  return kind;
}

function kindOf(format: string): DateKind {
  if (!SSF.is_date(format)) return null;
  const first = format.split(';')[0] ?? '';
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return 'elapsed';
  const marks = first.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '').replace(/am\/pm|a\/p|上午\/下午/gi, 'h');
  const time = /[hs]/i.test(marks);
  const date = /[ydegb]/i.test(marks) || (!time && /m/i.test(marks));
  if (date) return time ? 'datetime' : 'date';
  return time ? 'time' : null;
}

const dayMs = 86_400_000;
/** Day 0 of each system; that of 1900 is right from 61 on, because it counts a 29 February 1900 that never was. */
const day0 = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
const lastDay = Date.UTC(9999, 11, 31);

/**
 * A serial number of Excel as ISO text: `2024-01-05`, `2024-01-05T13:30:00` (also for a day format when the number has a time), `13:30:00`,
 * elapsed `37:30:00`; milliseconds are written when there are any. Null when no date has this number (negative, after 9999).
 */
export function serialText(serial: number, kind: Exclude<DateKind, null>, date1904: boolean): string | null {
  const ms = Math.round(serial * dayMs);
  if (ms < 0) return null;
  if (kind === 'elapsed') return clock(ms);
  if (kind === 'time' && ms < dayMs) return clock(ms);
  const days = Math.floor(ms / dayMs);
  const date = keptDay(days, date1904);
  if (date === null) return null;
  const rest = ms - days * dayMs;
  return rest === 0 && kind === 'date' ? date : `${date}T${clock(rest)}`;
}

const written = { 1900: new Map<number, string | null>(), 1904: new Map<number, string | null>() };

/** `dayText`, remembered: a sheet has few days and many rows. */
function keptDay(days: number, date1904: boolean): string | null {
  const known = written[date1904 ? 1904 : 1900];
  let text = known.get(days);
  if (text === undefined) known.set(days, (text = dayText(days, date1904)));
  return text;
}

function dayText(days: number, date1904: boolean): string | null {
  if (!date1904 && days === 60) return '1900-02-29';
  const at = date1904 ? day0[1904] + days * dayMs : day0[1900] + (days < 60 ? days + 1 : days) * dayMs;
  return at > lastDay ? null : new Date(at).toISOString().slice(0, 10);
}

function clock(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${fraction}`;
}
