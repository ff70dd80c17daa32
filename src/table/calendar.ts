/**
 * The ISO text of a day counted from 1970-01-01, in the proleptic Gregorian calendar.
 * Years outside 0..9999 take the expanded form with a sign and six digits. Source: H. Hinnant, civil_from_days.
 */
export function isoOfDay(day: number): string {
  const shifted = Math.floor(day) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${isoYear(year)}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** The day counted from 1970-01-01 of an ISO date (YYYY-MM-DD); null when the text is not a real date. */
export function dayOfIso(iso: string): number | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) return null;
  const day = time / 86_400_000;
  return isoOfDay(day) === iso ? day : null;
}

/** The ISO text of a time in milliseconds since 1970-01-01T00:00 without a zone; sub-millisecond digits are cut. */
export function isoOfTime(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const day = Math.floor(whole / 86_400_000);
  const rest = whole - day * 86_400_000;
  return `${isoOfDay(day)}T${clock(rest)}`;
}

function clock(millisecondsOfDay: number): string {
  const part = (unit: number, size: number): string => String(Math.floor(millisecondsOfDay / unit) % size).padStart(2, '0');
  const fraction = millisecondsOfDay % 1000;
  return `${part(3_600_000, 24)}:${part(60_000, 60)}:${part(1000, 60)}${fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`}`;
}

function isoYear(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}
