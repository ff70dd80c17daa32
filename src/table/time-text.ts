import { TimeUnit } from 'apache-arrow';
import { isoOfDay } from './calendar.ts';

/** Ticks a second of each unit. */
export const perSecond = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
};

const int64Edge = 2n ** 63n - 1n;
const secondsInDay = 86_400n;

/** `hh:mm:ss` with as many decimals as the value has; hours beyond 24 and negative spans keep their size and sign. */
export function clockText(value: bigint, unit: TimeUnit): string {
  if (value < 0n) return `-${clockText(-value, unit)}`;
  const seconds = value / perSecond[unit];
  const rest = value % perSecond[unit];
  const two = (part: bigint): string => String(part).padStart(2, '0');
  const fraction = String(rest)
    .padStart(String(perSecond[unit]).length - 1, '0')
    .replace(/0+$/, '');
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${rest === 0n ? '' : `.${fraction}`}`;
}

/**
 * How the instants of a column are written: ISO 8601 with every decimal that the value has. Without a zone the wall clock stands alone; with one it
 * is the wall clock there and its offset, `Z` for UTC and for zones and years that the calendar of the browser does not know. The two ends of the
 * number range are `infinity` and `-infinity`, as databases write them.
 */
export function timestampText(unit: TimeUnit, zone: string | null): (value: bigint) => string {
  const offsetOf = zone ? offsets(zone) : null;
  return (value) => {
    if (value >= int64Edge) return 'infinity';
    if (value <= -int64Edge) return '-infinity';
    const offset = offsetOf ? offsetOf(floorDivide(value, perSecond[unit])) : 0;
    const local = value + BigInt(offset) * 60n * perSecond[unit];
    const ticksInDay = perSecond[unit] * secondsInDay;
    const day = floorDivide(local, ticksInDay);
    return `${isoOfDay(Number(day))}T${clockText(local - day * ticksInDay, unit)}${offsetOf ? offsetText(offset) : ''}`;
  };
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
}

/** Minutes east of UTC by second since 1970; asked of the browser once for each quarter of an hour. */
function offsets(zone: string): (second: bigint) => number {
  const fixed = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (fixed) {
    const minutes = (Number(fixed[2]) * 60 + Number(fixed[3])) * (fixed[1] === '-' ? -1 : 1);
    return () => minutes;
  }
  const format = wallClock(zone);
  if (!format || /^(UTC|GMT|Z|Etc\/(UTC|GMT|UCT|Zulu))$/i.test(zone)) return () => 0;
  const known = new Map<number, number>();
  return (second) => {
    const quarter = Number(floorDivide(second, 900n));
    const kept = known.get(quarter);
    if (kept !== undefined) return kept;
    const offset = offsetAt(format, quarter * 900_000);
    known.set(quarter, offset);
    return offset;
  };
}

function wallClock(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
}

function offsetAt(format: Intl.DateTimeFormat, time: number): number {
  if (Math.abs(time) > 8.64e15) return 0;
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /([+-])(\d{2}):(\d{2})/.exec(name);
  return found ? (Number(found[2]) * 60 + Number(found[3])) * (found[1] === '-' ? -1 : 1) : 0;
}
