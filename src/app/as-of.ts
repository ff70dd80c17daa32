/** The last day of every month from the first to the last of two ISO days; the last one is the last day itself. */
export function monthEnds(first: string, last: string): string[] {
  const ends: string[] = [];
  const [year, month] = first.split('-').map(Number) as [number, number];
  for (let i = 0; ; i += 1) {
    const end = new Date(Date.UTC(year, month + i, 0)).toISOString().slice(0, 10);
    if (end >= last) return [...ends, last];
    ends.push(end);
  }
}

/** The first of the days that is not before a day; the last one when all are before it. */
export function placeIn(days: readonly string[], day: string): number {
  const found = days.findIndex((each) => each >= day);
  return found < 0 ? days.length - 1 : found;
}

/** Where a play begins: after the day in force, or at the first day when that is the last one. */
export function playFrom(days: readonly string[], day: string): string[] {
  const at = placeIn(days, day);
  return at >= days.length - 1 ? [...days] : days.slice(days[at] === day ? at + 1 : at);
}

/** True for a day of the calendar as ISO text. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
