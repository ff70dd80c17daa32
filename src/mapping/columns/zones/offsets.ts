import type { SourceZone } from '../formats.ts';

/** From `from` on (minutes since 1970 UTC) the zone's clock shows UTC + `minutes`. */
export interface OffsetStep {
  from: number;
  minutes: number;
}

const week = 7 * 24 * 60;

/** Short names of zones that exports write; CST is the American one except in Chinese files (`chinaTime`). */
const abbreviations: Readonly<Record<string, number>> = {
  ...{ utc: 0, gmt: 0, z: 0, wet: 0, west: 60, bst: 60, cet: 60, cest: 120, eet: 120, eest: 180, msk: 180, ist: 330 },
  ...{ hkt: 480, sgt: 480, awst: 480, jst: 540, kst: 540, aest: 600, aedt: 660, nzst: 720, nzdt: 780 },
  ...{ ast: -240, edt: -240, est: -300, cdt: -300, cst: -360, mdt: -360, mst: -420, pdt: -420, pst: -480, akst: -540, hst: -600 },
};

/**
 * When an IANA zone's offset from UTC changes, in the years from first to last inclusive; the first step begins with the first year.
 * Offsets are those of the runtime's own zone data, whole minutes.
 * @throws RangeError when there is no such zone.
 */
export function offsetSteps(zone: string, first: number, last: number): OffsetStep[] {
  const offsetAt = clockOf(zone);
  const end = Date.UTC(last + 1, 0, 1) / 60_000;
  let at = Date.UTC(first, 0, 1) / 60_000;
  const steps: OffsetStep[] = [{ from: at, minutes: offsetAt(at) }];
  while (at < end) {
    const next = Math.min(at + week, end);
    const before = steps[steps.length - 1]?.minutes ?? 0;
    const minutes = offsetAt(next);
    if (minutes !== before) steps.push({ from: change(offsetAt, at, next, before), minutes });
    at = next;
  }
  return steps;
}

/** Minutes of China Standard Time, which is written CST as well. */
export const chinaTime = 480;

/** What a word of a time-zone column or of a file's description names, null when it names no zone. */
export function zoneOf(word: string): SourceZone | null {
  const text = word.trim();
  const short = abbreviations[text.toLowerCase()];
  if (short !== undefined) return short;
  const shift = /^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(text);
  if (shift) return (shift[1] === '-' ? -1 : 1) * (Number(shift[2]) * 60 + Number(shift[3] ?? 0));
  if (!text.includes('/')) return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Minutes by short name, for offsets written behind a time. */
export const shortZones: Readonly<Record<string, number>> = abbreviations;

function clockOf(zone: string): (minute: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  });
  return (minute) => {
    const parts = Object.fromEntries(format.formatToParts(minute * 60_000).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute: past = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, past) / 60_000 - minute;
  };
}

function change(offsetAt: (minute: number) => number, low: number, high: number, before: number): number {
  let [unchanged, changed] = [low, high];
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2);
    if (offsetAt(middle) === before) unchanged = middle;
    else changed = middle;
  }
  return changed;
}
