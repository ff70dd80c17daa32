import { quantile } from '#numeric/quantile.ts';
import type { StatisticRow } from '#statistics/definition.ts';
import { number } from './reading.ts';

/** Replicate means by age: `of(age, column)` lists the mean per customer of each replicate where customers have weight, in the column's unit. */
export class Replicates {
  readonly #byAge = new Map<number, StatisticRow[]>();
  readonly #byReplicate = new Map<number, Map<number, StatisticRow>>();

  constructor(rows: readonly StatisticRow[]) {
    for (const row of rows) {
      const [age, replicate] = [number(row, 'age'), number(row, 'replicate')];
      if (age === null || replicate === null || !((number(row, 'n') ?? 0) > 0)) continue;
      const list = this.#byAge.get(age);
      if (list) list.push(row);
      else this.#byAge.set(age, [row]);
      const path = this.#byReplicate.get(replicate);
      if (path) path.set(age, row);
      else this.#byReplicate.set(replicate, new Map([[age, row]]));
    }
  }

  /** 95 % band of the mean per customer at an age, divided by `unit`; nulls without replicates. */
  band(age: number, column: string, unit: number): { low: number | null; high: number | null } {
    const means = (this.#byAge.get(age) ?? []).flatMap((row) => mean(row, column, unit) ?? []);
    return { low: quantile(means, 0.025), high: quantile(means, 0.975) };
  }

  /** 95 % band of the mean per customer and period over several ages together, divided by `unit`; nulls without replicates. */
  bandOver(ages: readonly number[], column: string, unit: number): { low: number | null; high: number | null } {
    const means = [...this.#byReplicate.values()].flatMap((path) => {
      const rows = [...path.values()].filter((row) => ages.includes(number(row, 'age') ?? -1));
      const n = rows.reduce((sum, row) => sum + (number(row, 'n') ?? 0), 0);
      return n > 0 ? rows.reduce((sum, row) => sum + (number(row, column) ?? 0), 0) / n / unit : [];
    });
    return { low: quantile(means, 0.025), high: quantile(means, 0.975) };
  }

  /** Whether the mean at `age` is surely above the mean at `other`: the 2.5 % quantile of their difference within replicates is above 0. */
  above(age: number, other: number, column: string): boolean {
    const differences = [...this.#byReplicate.values()].flatMap((path) => {
      const [here, there] = [path.get(age), path.get(other)].map((row) => (row ? mean(row, column, 1) : null));
      return typeof here === 'number' && typeof there === 'number' ? [here - there] : [];
    });
    return (quantile(differences, 0.025) ?? 0) > 0;
  }

  /** 95 % interval of the age at which the mean is highest among the given ages; nulls without replicates. */
  peakAges(ages: readonly number[], column: string): { low: number | null; high: number | null } {
    const peaks = [...this.#byReplicate.values()].flatMap((path) => {
      let best: { age: number; value: number } | null = null;
      for (const age of ages) {
        const row = path.get(age);
        const value = row ? mean(row, column, 1) : null;
        if (value !== null && (!best || value > best.value)) best = { age, value };
      }
      return best ? [best.age] : [];
    });
    const edge = (p: number) => {
      const value = quantile(peaks, p);
      return value === null ? null : Math.round(value);
    };
    return { low: edge(0.025), high: edge(0.975) };
  }
}

function mean(row: StatisticRow, column: string, unit: number): number | null {
  const [sum, n] = [number(row, column), number(row, 'n')];
  return sum === null || !n ? null : sum / n / unit;
}
