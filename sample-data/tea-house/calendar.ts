/** The shop opens. */
export const firstDay = '2022-01-01';
/** The last day of the export. */
export const lastDay = '2026-06-30';
/** days of a relationship month: the analysis counts ages in the same fixed length */
export const monthDays = 30.4375;

const start = Date.parse(firstDay);
/** Days of the export, both ends included. */
export const dayCount = (Date.parse(lastDay) - start) / 86_400_000 + 1;

/** ISO date of a day counted from the first one; fractions are cut. */
export function isoDay(day: number): string {
  return new Date(start + Math.floor(day) * 86_400_000).toISOString().slice(0, 10);
}

const seasons = [
  { name: 'SPRING', words: 'Spring harvest 春茶', from: 84 },
  { name: 'MIDYEAR', words: 'Midyear 年中', from: 154 },
  { name: 'AUTUMN', words: 'Autumn oolong 秋茶', from: 252 },
  { name: 'NEWYEAR', words: 'New Year 年货', from: 338 },
];
const campaignDays = 14;

/** Whether a promotion runs: four campaigns of two weeks a year. */
export function promoOn(day: number): string | null {
  const date = new Date(start + Math.floor(day) * 86_400_000);
  const dayOfYear =
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000;
  const campaign = seasons.find(({ from }) => dayOfYear >= from && dayOfYear < from + campaignDays);
  return campaign ? `${campaign.name}${String(date.getUTCFullYear()).slice(2)}` : null;
}

/** Every campaign of the export: its id, name, first and last day. */
export function campaigns(): { id: string; name: string; day: number; last: number }[] {
  const found: { id: string; name: string; day: number; last: number }[] = [];
  for (let day = 0; day < dayCount; day++) {
    const id = promoOn(day);
    if (id === null || id === found.at(-1)?.id) continue;
    const season = seasons.find(({ name }) => id.startsWith(name))!;
    found.push({ id, name: `${season.words} 20${id.slice(-2)}`, day, last: Math.min(dayCount - 1, day + campaignDays - 1) });
  }
  return found;
}
