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

/** Whether a promotion runs: four campaigns of two weeks a year. */
export function promoOn(day: number): string | null {
  const date = new Date(start + Math.floor(day) * 86_400_000);
  const dayOfYear =
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000;
  const campaign = [
    { name: 'SPRING', from: 84 },
    { name: 'MIDYEAR', from: 154 },
    { name: 'AUTUMN', from: 252 },
    { name: 'NEWYEAR', from: 338 },
  ].find(({ from }) => dayOfYear >= from && dayOfYear < from + 14);
  return campaign ? `${campaign.name}${String(date.getUTCFullYear()).slice(2)}` : null;
}
