import { CodedError } from '#base/error.ts';
import { quantileSorted } from '#numeric/quantile.ts';
import { random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';
import { wilson } from '#numeric/wilson.ts';

/** Sums over a random group of customers in one span. */
export interface BlockSum {
  block: number;
  cases: number;
  num: number;
  den: number;
}

/** How a number is made of its sums: a share of cases, a mean or ratio of sums, or a plain count of cases. */
export type EstimateKind = 'rate' | 'ratio' | 'count';

export interface LinkEstimate {
  /** cases behind the value */
  n: number;
  /** null where the denominator is 0, or may be 0 */
  value: number | null;
  low: number | null;
  high: number | null;
  /** value less that of the span before, with its 95 % interval; null without one */
  change: number | null;
  changeLow: number | null;
  changeHigh: number | null;
}

/**
 * The number of one link in a span and its change against the span before: Wilson's interval for shares (Newcombe's for their difference), a seeded bootstrap of customers
 * in blocks for means and ratios, none for counts. A ratio whose denominator is not positive in more than 2.5 % of the draws is not told (C15).
 * Sources: Wilson 1927; Newcombe 1998, method 10. Throws CodedError `model/stopped` after an abort.
 */
export function linkEstimate(
  kind: EstimateKind,
  now: readonly BlockSum[],
  before: readonly BlockSum[],
  { seed, replicates }: { seed: number; replicates: number },
  signal: { readonly aborted: boolean },
): LinkEstimate {
  if (signal.aborted) throw new CodedError('model/stopped');
  const here = total(now);
  const there = total(before);
  const none = { n: here.cases, value: null, low: null, high: null, change: null, changeLow: null, changeHigh: null };
  if (kind === 'count') return { ...none, value: here.num, change: before.length > 0 ? here.num - there.num : null };
  if (!(here.den > 0)) return none;
  const value = here.num / here.den;
  const past = there.den > 0 ? there.num / there.den : null;
  const change = past === null ? null : value - past;
  if (kind === 'rate') return { ...none, value, ...rateInterval(here, there), change };
  return { ...none, ...ratioIntervals(now, before, { value, change }, random(seed), replicates) };
}

function total(blocks: readonly BlockSum[]): Omit<BlockSum, 'block'> {
  const sum = { cases: 0, num: 0, den: 0 };
  for (const { cases, num, den } of blocks) {
    sum.cases += cases;
    sum.num += num;
    sum.den += den;
  }
  return sum;
}

type Intervals = Pick<LinkEstimate, 'low' | 'high' | 'changeLow' | 'changeHigh'>;

function rateInterval(here: { num: number; den: number }, there: { num: number; den: number }): Intervals {
  const { low, high } = wilson(here.num, here.den)!;
  const past = wilson(there.num, there.den);
  if (!past) return { low, high, changeLow: null, changeHigh: null };
  const [p, q] = [here.num / here.den, there.num / there.den];
  return { low, high, changeLow: p - q - Math.hypot(p - low, past.high - q), changeHigh: p - q + Math.hypot(high - p, q - past.low) };
}

/** Redraws whole blocks, the same customers in both spans. */
function ratioIntervals(
  now: readonly BlockSum[],
  before: readonly BlockSum[],
  { value, change }: { value: number; change: number | null },
  next: () => number,
  replicates: number,
): Partial<LinkEstimate> {
  const blocks = [...new Set([...now, ...before].map(({ block }) => block))].sort((a, b) => a - b);
  const [here, there] = [now, before].map((list) => new Map(list.map((sum) => [sum.block, sum])));
  const values: number[] = [];
  const changes: number[] = [];
  let drawn = 0;
  for (let r = 0; r < replicates; r++) {
    const sums = [0, 0, 0, 0];
    let cases = 0;
    for (const block of blocks) {
      const weight = poisson(next, 1);
      cases += weight * (here!.get(block)?.cases ?? 0);
      sums[0]! += weight * (here!.get(block)?.num ?? 0);
      sums[1]! += weight * (here!.get(block)?.den ?? 0);
      sums[2]! += weight * (there!.get(block)?.num ?? 0);
      sums[3]! += weight * (there!.get(block)?.den ?? 0);
    }
    if (cases === 0) continue; // nobody was drawn: says nothing about the denominator
    drawn += 1;
    if (sums[1]! <= 0) continue;
    values.push(sums[0]! / sums[1]!);
    if (sums[3]! > 0) changes.push(sums[0]! / sums[1]! - sums[2]! / sums[3]!);
  }
  if (values.length < 0.975 * drawn || drawn === 0) return {};
  const ends = (list: number[]) => list.sort((a, b) => a - b);
  const [sorted, moved] = [ends(values), change !== null && changes.length > 0 ? ends(changes) : []];
  return {
    value,
    low: quantileSorted(sorted, 0.025),
    high: quantileSorted(sorted, 0.975),
    change,
    changeLow: quantileSorted(moved, 0.025),
    changeHigh: quantileSorted(moved, 0.975),
  };
}
