import type { CoxRows } from './rows.ts';

/**
 * Of the pairs of which one ended while the other was still under observation, the share in which the one that ended first had the higher score; equal
 * scores count half. Pairs weigh as the product of weights; null without such a pair. Source: Harrell, Califf, Pryor, Lee & Rosati 1982.
 */
export function concordance({ n, time, entry, ended, weight, byTime, byEntry }: CoxRows, score: Float64Array): number | null {
  const rank = ranks(score);
  const tree = new Float64Array(n + 1);
  const add = (i: number, w: number): void => {
    for (let at = rank[i]!; at <= n; at += at & -at) tree[at]! += w;
  };
  const upTo = (most: number): number => {
    let sum = 0;
    for (let at = most; at > 0; at -= at & -at) sum += tree[at]!;
    return sum;
  };
  let [next, gone, pairs, right] = [0, 0, 0, 0];
  while (next < n) {
    const now = time[byTime[next]!]!;
    for (; gone < byEntry.length && entry[byEntry[gone]!]! >= now; gone++) add(byEntry[gone]!, -weight[byEntry[gone]!]!);
    const start = next;
    while (next < n && time[byTime[next]!] === now) next += 1;
    const here = byTime.subarray(start, next);
    for (const i of here) if (!ended[i]) add(i, weight[i]!);
    const all = upTo(n);
    for (const i of here) {
      if (!ended[i]) continue;
      const [below, equal] = [upTo(rank[i]! - 1), upTo(rank[i]!)];
      pairs += weight[i]! * all;
      right += (weight[i]! * (below + equal)) / 2;
    }
    for (const i of here) if (ended[i]) add(i, weight[i]!);
  }
  return pairs > 0 ? right / pairs : null;
}

/** Places of the scores from 1 on, equal scores sharing one. */
function ranks(score: Float64Array): Uint32Array {
  const distinct = [...new Set(score)].sort((a, b) => a - b);
  const places = new Map(distinct.map((value, i) => [value, i + 1]));
  return Uint32Array.from(score, (value) => places.get(value)!);
}
