/**
 * Purchase histories of a base, equal ones once with a weight. All times in one unit (the caller names it), counted from the first purchase.
 * For models in discrete time (`bg-bb`) the unit is one opportunity: `tx` and `T` are whole numbers.
 */
export interface Histories {
  /** repeat purchases: periods with a purchase after the first, whole numbers ≥ 0 */
  readonly x: Float64Array;
  /** time of the last purchase; 0 where x = 0 */
  readonly tx: Float64Array;
  /** length of observation, at least tx */
  readonly T: Float64Array;
  /** customers with this history, > 0; a fraction after a bootstrap's draw */
  readonly weight: Float64Array;
  /** Σ ln(gap) over the x gaps, for models of regular timing; 0 where x = 0 */
  readonly logGaps?: Float64Array;
}

/** One customer's history. */
export interface History {
  x: number;
  tx: number;
  T: number;
}

/** A customer's row as callers know it; `weight` counts customers with the same history (1 when left out). */
export interface HistoryRow extends History {
  weight?: number;
  logGaps?: number;
}

/**
 * Compresses rows to unique histories with weights. Rows that are no history (a value that is not a number or negative, x not whole, tx > T, x = 0
 * with tx > 0 or the other way round) are left out and counted; nothing is repaired.
 */
export function compress(rows: Iterable<HistoryRow>): { histories: Histories; left: number } {
  const found = new Map<string, HistoryRow & { weight: number }>();
  let left = 0;
  for (const row of rows) {
    const { x, tx, T, weight = 1, logGaps } = row;
    if (!isHistory(row) || !(weight > 0)) {
      left += 1;
      continue;
    }
    const key = `${x} ${tx} ${T} ${logGaps ?? ''}`;
    const known = found.get(key);
    if (known) known.weight += weight;
    else found.set(key, { x, tx, T, weight, ...(logGaps === undefined ? {} : { logGaps }) });
  }
  const unique = [...found.values()];
  const column = (of: (row: (typeof unique)[number]) => number) => Float64Array.from(unique, of);
  const histories = { x: column((r) => r.x), tx: column((r) => r.tx), T: column((r) => r.T), weight: column((r) => r.weight) };
  const timed = unique.length > 0 && unique.every(({ logGaps }) => logGaps !== undefined);
  return { histories: timed ? { ...histories, logGaps: column((r) => r.logGaps!) } : histories, left };
}

function isHistory({ x, tx, T, logGaps = 0 }: HistoryRow): boolean {
  const finite = [x, tx, T, logGaps].every(Number.isFinite);
  return finite && Number.isInteger(x) && x >= 0 && tx >= 0 && tx <= T && T > 0 && x > 0 === tx > 0;
}

/** Customers behind the histories: the sum of their weights. */
export function customersIn({ weight }: Histories): number {
  let sum = 0;
  for (const one of weight) sum += one;
  return sum;
}

/** The same histories with every time multiplied by `factor` > 0. */
export function rescale(histories: Histories, factor: number): Histories {
  const { x, tx, T, weight, logGaps } = histories;
  const longer = logGaps?.map((sum, i) => sum + x[i]! * Math.log(factor));
  return { x, tx: tx.map((t) => t * factor), T: T.map((t) => t * factor), weight, ...(longer ? { logGaps: longer } : {}) };
}
