import { CodedError } from '#base/error.ts';
import { quantileSorted } from '#numeric/quantile.ts';
import type { StopSignal } from '../../definition.ts';
import { type Roll, lossRates, rollMatrix } from './rates.ts';

/** What customers of one block did; block 0 … count − 1. */
export interface BlockRoll extends Roll {
  block: number;
}

/** How often each block of customers is drawn, `weights[replicate · count + block]`. */
export interface BlockDraws {
  weights: ArrayLike<number>;
  count: number;
  replicates: number;
}

export interface LossRange {
  low: number;
  high: number;
}

/**
 * 95 % intervals of the loss expected by own roll rates, in all and of each bucket of `open` (amounts by days overdue, taken as known): customers are drawn,
 * and the rates made anew of what those drawn did. It bounds what is expected, not what one year will bring. Null where fewer than 95 in 100 draws have rates,
 * or where all agree: debts that never were lost do not show that none can be. Throws `model/stopped`.
 * Sources: Cyert, Davidson & Thompson 1962; Efron & Tibshirani 1993 (percentiles 2.5 and 97.5).
 */
export function lossRanges(
  open: readonly number[],
  rolls: readonly BlockRoll[],
  { weights, count, replicates }: BlockDraws,
  signal: StopSignal,
): { all: LossRange | null; buckets: (LossRange | null)[] } {
  const draws: number[][] = [];
  const across = open.length + 1;
  const cells: Roll[] = open.flatMap((_, from) => Array.from({ length: across }, (__, to) => ({ from, to, documents: 0, amount: 0 })));
  const placed = rolls.map((roll) => ({ ...roll, place: roll.from * across + roll.to }));
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    const weighed = cells.map((cell) => ({ ...cell }));
    for (const { block, place, documents, amount } of placed) {
      const weight = weights[replicate * count + block]!;
      weighed[place]!.documents += weight * documents;
      weighed[place]!.amount += weight * amount;
    }
    const rates = lossRates(rollMatrix(weighed, open.length), 1);
    if (rates) draws.push(open.map((amount, bucket) => amount * rates[bucket]!));
  }
  const rangeOf = (of: (draw: readonly number[]) => number): LossRange | null => {
    const sorted = Float64Array.from(draws, of).sort();
    if (draws.length < replicates * 0.95 || sorted[0] === sorted.at(-1)) return null;
    return { low: quantileSorted(sorted, 0.025)!, high: quantileSorted(sorted, 0.975)! };
  };
  return {
    all: rangeOf((draw) => draw.reduce((sum, loss) => sum + loss, 0)),
    buckets: open.map((_, bucket) => rangeOf((draw) => draw[bucket]!)),
  };
}
