const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const months = 'jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?';

const forms = [
  /^(19|20)\d\d( \d{1,2}){0,2}$/,
  /^(19|20)\d\d(0[1-9]|1[0-2])$/,
  /^(19|20)\d\d(年|年? ?q[1-4]|年? ?第?[一二三四1-4]季度?|年 ?\d{1,2}月)$/,
  /^q[1-4] (19|20)\d\d$/,
  /^\d{1,2}月$|^十?[一二三四五六七八九十]月$/,
  new RegExp(`^(${months})( (19|20)?\\d\\d)?$|^((19|20)?\\d\\d) (${months})$`), // eslint-disable-line no-restricted-syntax -- our own constant
];

/** Whether a normalised name is a month, quarter, year or day: `2024 01`, `jan 24`, `2024年1月`, `2024 q1`, `1月`; `q1` alone is a question. */
export function isPeriod(name: string): boolean {
  return forms.some((form) => form.test(name));
}

/** The first day of the period that a normalised name tells, ISO; null when it tells none, or not of which year. */
export function periodStart(name: string): string | null {
  if (!isPeriod(name)) return null;
  const full = /(19|20)\d\d/.exec(name)?.[0];
  const year = full ?? /\b\d\d\b/.exec(name)?.[0].replace(/^/, '20');
  if (year === undefined || /^\D*\d{1,2}月$/.test(name)) return null;
  const rest = full === undefined ? name : name.replace(full, ' ');
  const month = monthOf(rest);
  const day = full === undefined ? 1 : Number(/^\s*\d{1,2} (\d{1,2})$/.exec(rest)?.[1] ?? 1);
  const date = new Date(Date.UTC(Number(year), month - 1, day));
  return date.getUTCMonth() === month - 1 && month >= 1 && month <= 12 ? date.toISOString().slice(0, 10) : null;
}

/** Month 1..12 that a name without its year tells; 1 for a year alone. */
function monthOf(rest: string): number {
  const named = monthNames.findIndex((month) => rest.includes(month));
  if (named >= 0) return named + 1;
  const quarter = /q([1-4])|第?([一二三四1-4])季/.exec(rest);
  if (quarter) return ('一二三四1234'.indexOf(quarter[1] ?? quarter[2] ?? '') % 4) * 3 + 1;
  return Number(/\d{1,2}/.exec(rest)?.[0] ?? 1);
}
