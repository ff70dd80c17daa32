/**
 * Tenures of a base under contract in whole periods: who did not renew at which opportunity, and how long the others have been seen. A tenure of t means
 * that the t-th renewal did not happen, so t ≥ 1; everyone pays the first period.
 */
export interface Tenures {
  /** customers lost at the t-th opportunity, at place t − 1; may be fractions after a bootstrap's draw */
  readonly lost: readonly number[];
  /** customers last seen under contract after t renewals, at place t */
  readonly kept: readonly number[];
  /** customers who came under observation only after t renewals, at place t (delayed entry); none when left out */
  readonly entered?: readonly number[];
}

/** One customer, or `weight` customers alike. */
export interface TenureRow {
  /** censored: renewals seen, ≥ 0; else the opportunity at which it was lost, ≥ 1; whole */
  time: number;
  /** still under contract when last seen */
  censored: boolean;
  /** renewals made before it came under observation, whole; 0 when left out */
  entry?: number;
  /** 1 when left out */
  weight?: number;
}

/**
 * Tenures from the survivors of one or more cohorts: `[1000, 631, 468]` are 1,000 customers of whom 631 renewed once and 468 twice. What is left at the end
 * of a list is censored there. Cohorts of different ages add up. Rows that are no such list (a number that is negative, not finite or larger than
 * the one before) are left out and counted.
 */
export function tenuresOfCohorts(cohorts: Iterable<readonly number[]>): { tenures: Tenures; left: number } {
  const [lost, kept]: number[][] = [[], []];
  let left = 0;
  for (const survivors of cohorts) {
    const sound = survivors.length > 0 && survivors.every((n, t) => Number.isFinite(n) && n >= 0 && n <= (survivors[t - 1] ?? n));
    if (!sound) left += 1;
    else {
      for (let t = 1; t < survivors.length; t++) add(lost!, t - 1, survivors[t - 1]! - survivors[t]!);
      add(kept!, survivors.length - 1, survivors.at(-1)!);
    }
  }
  return { tenures: { lost: filled(lost!), kept: filled(kept!) }, left };
}

/** Tenures of single customers; rows that are none (times that are not whole, a loss not after the entry, no weight) are left out and counted. */
export function tenuresOfCustomers(rows: Iterable<TenureRow>): { tenures: Tenures; left: number } {
  const [lost, kept, entered]: number[][] = [[], [], []];
  let left = 0;
  for (const { time, censored, entry = 0, weight = 1 } of rows) {
    const sound = Number.isInteger(time) && Number.isInteger(entry) && entry >= 0 && weight > 0 && Number.isFinite(weight);
    if (!sound || time < (censored ? entry : entry + 1)) left += 1;
    else {
      if (censored) add(kept!, time, weight);
      else add(lost!, time - 1, weight);
      if (entry > 0) add(entered!, entry, weight);
    }
  }
  return { tenures: { lost: filled(lost!), kept: filled(kept!), ...(entered!.length > 0 ? { entered: filled(entered!) } : {}) }, left };
}

/** Customers behind the tenures. */
export function customersOf({ lost, kept }: Tenures): number {
  return [...lost, ...kept].reduce((sum, n) => sum + n, 0);
}

function add(list: number[], place: number, n: number): void {
  list[place] = (list[place] ?? 0) + n;
}

function filled(list: readonly number[]): number[] {
  return Array.from(list, (n) => n ?? 0);
}
