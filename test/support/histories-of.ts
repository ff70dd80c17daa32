import type { HistoryRow } from '#models/purchases/histories.ts';

/** Histories in weeks of the customers who bought up to `split` (a day), with the days of purchase after it; purchases of one day are one. */
export function historiesOf(purchases: readonly { id: string; day: number }[], split: number): (HistoryRow & { held: number })[] {
  const days = new Map<string, Set<number>>();
  for (const { id, day } of purchases) days.set(id, (days.get(id) ?? new Set()).add(day));
  return [...days.values()].flatMap((own) => {
    const sorted = [...own].sort((a, b) => a - b);
    const seen = sorted.filter((day) => day <= split);
    const [first, last] = [seen[0], seen.at(-1)];
    if (first === undefined || last === undefined) return [];
    const logGaps = seen.slice(1).reduce((sum, day, i) => sum + Math.log((day - seen[i]!) / 7), 0);
    return [{ x: seen.length - 1, tx: (last - first) / 7, T: (split - first) / 7, logGaps, held: sorted.length - seen.length }];
  });
}
