import type { StatisticTables } from '#statistics/definition.ts';
import { analyse, engineWith, type Records, sale } from './tables.ts';

/** The statistics of these tables on what is given, in months, by the last order or the day named. */
export async function compute(records: Records, tables: readonly string[], asOf?: string): Promise<StatisticTables> {
  return (await analyse(await engineWith(records), { period: 'month', ...(asOf ? { asOf } : {}) }, tables)).statistics;
}

/** The nth month's day as ISO text, from January 2022. */
export const month = (n: number, day = 10) =>
  `${2022 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** A customer who buys every month from one to another. */
export const monthly = (name: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => sale(name, month(from + i), 50 + ((i * 7) % 20), { cogs: 20 }));
