import { random, type Random } from '#numeric/random.ts';
import { exponential, gamma } from '#numeric/variates.ts';
import { compress, type HistoryRow } from '#models/purchases/histories.ts';

export interface World {
  r: number;
  alpha: number;
  a: number;
  b: number;
  /** order of the Erlang gaps */
  k: number;
  /** may a customer drop out right after the first purchase */
  early: boolean;
}

/** Purchase times after the first one, up to T, of one customer of the (M)BG/CNBD-k. */
function purchaseTimes(next: Random, { r, alpha, a, b, k, early }: World, T: number): number[] {
  const lambda = gamma(next, r) / alpha;
  const [u, v] = [gamma(next, a), gamma(next, b)];
  const p = u / (u + v);
  const times: number[] = [];
  let time = 0;
  if (early && next() < p) return times;
  for (;;) {
    for (let i = 0; i < k; i++) time += exponential(next, lambda);
    if (time > T) return times;
    times.push(time);
    if (next() < p) return times;
  }
}

/** Histories of `customers` customers observed for `length` units or a little less, and what each bought in the `ahead` units after. */
export function simulate(
  world: World,
  customers: number,
  { seed, length = 40, ahead = 0 }: { seed: string; length?: number; ahead?: number },
) {
  const next = random(seed);
  const rows: (HistoryRow & { held: number })[] = Array.from({ length: customers }, () => {
    const T = length * (1 - 0.25 * next());
    const all = purchaseTimes(next, world, T + ahead);
    const times = all.filter((time) => time <= T);
    const logGaps = times.reduce((sum, time, i) => sum + Math.log(time - (times[i - 1] ?? 0)), 0);
    return { x: times.length, tx: times.at(-1) ?? 0, T, logGaps, held: all.length - times.length };
  });
  return { rows, histories: compress(rows).histories };
}
