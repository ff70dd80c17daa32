import { CodedError } from '#base/error.ts';
import { quantileSorted } from '#numeric/quantile.ts';
import type { StopSignal } from '../../definition.ts';
import { type SixPartEstimates, type SixPartYear, sixPart } from './definition.ts';

/** Sums of one year over the customers of one block, in currency units. */
export interface YearBlock {
  year: number;
  block: number;
  /** customers whose year is complete, and those of them alive or seen in it */
  n: number;
  present: number;
  amount: number;
  goods: number;
  profit: number;
  acquisition: number;
  /** paid beyond the base prices, and goods' cost beyond the base unit costs */
  priceEffect: number;
  goodsEffect: number;
  referred: number;
  /** acquisition cost of those they referred, and rewards for referring them */
  referralSpent: number;
}

export interface SixPartKnown {
  /** goods' costs, or costs of serving, are in the files */
  costs: boolean;
  acquisition: boolean;
  /** usual acquisition cost, of a customer who was not recommended; null when there is no referral or no such cost */
  usual: number | null;
}

const summed = [
  'n',
  'present',
  'amount',
  'goods',
  'profit',
  'acquisition',
  'priceEffect',
  'goodsEffect',
  'referred',
  'referralSpent',
] as const;

/** The years that the model reads, from sums that blocks add up to; an empty list when the first year holds nobody. `weights` multiplies blocks. */
export function yearsOf(blocks: readonly YearBlock[], known: SixPartKnown, weights?: ArrayLike<number>, start = 0): SixPartYear[] {
  const sums: Record<(typeof summed)[number], number>[] = [];
  for (const block of blocks) {
    const weight = weights ? weights[start + block.block]! : 1;
    const year = (sums[block.year] ??= Object.fromEntries(summed.map((name) => [name, 0])) as Record<(typeof summed)[number], number>);
    if (weight > 0) for (const name of summed) year[name] += weight * block[name];
  }
  const [first] = sums;
  if (!first || first.present === 0) return [];
  const acquisition = sums.reduce((sum, year) => sum + (year ? year.acquisition / Math.max(1, year.n) : 0), 0);
  const goodsIndex = ratio(first.goods, first.goods - first.goodsEffect);
  const serving = (year: (typeof sums)[number]): number => year.amount - year.profit - year.acquisition - year.goods;
  const servingRate = ratio(serving(first), first.amount - first.priceEffect, 0);
  const years: SixPartYear[] = [];
  for (const year of sums) {
    if (!year || year.n === 0) break;
    const alive = Math.max(1, year.present);
    const quantity = year.amount - year.priceEffect;
    years.push({
      quantity: quantity / alive,
      revenue: year.amount / alive,
      cost: (year.amount - year.profit - year.acquisition) / alive,
      ...(known.costs ? { costAtBase: ((year.goods - year.goodsEffect) * goodsIndex + servingRate * quantity) / alive } : {}),
      referral: known.usual === null ? null : (year.referred * known.usual - year.referralSpent) / alive,
      acquisition: known.acquisition ? (acquisition * year.n) / alive : null,
      survival: year.present / year.n,
    });
  }
  return years;
}

function ratio(over: number, under: number, otherwise = 1): number {
  return Math.abs(under) > 1e-9 ? over / under : otherwise;
}

const parts = ['acquisition', 'base', 'growth', 'costSaving', 'pricePremium', 'referral', 'total', 'cumulative'] as const;
export type Part = (typeof parts)[number];
export type PartBands = Record<Part, { low: number | null; high: number | null }>;

/** 95 % bands of every part of every year: blocks of customers weighed as `weights[replicate · blocks + block]`. Throws `model/stopped`. */
export function sixPartBands(
  blocks: readonly YearBlock[],
  known: SixPartKnown,
  { weights, count, replicates }: { weights: Uint8Array; count: number; replicates: number },
  years: number,
  signal: StopSignal,
): PartBands[] {
  const draws = Array.from(
    { length: years },
    () => Object.fromEntries(parts.map((part) => [part, [] as number[]])) as Record<Part, number[]>,
  );
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    const { estimates } = fitted(yearsOf(blocks, known, weights, replicate * count), known, signal);
    estimates?.years.slice(0, years).forEach((year, k) => {
      for (const part of parts) if (year[part] !== null) draws[k]![part].push(year[part]);
    });
  }
  return draws.map((year) => Object.fromEntries(parts.map((part) => [part, band(year[part], replicates)])) as PartBands);
}

function band(values: number[], replicates: number): { low: number | null; high: number | null } {
  if (values.length < replicates * 0.95 || values.length === 0) return { low: null, high: null };
  const sorted = Float64Array.from(values).sort();
  return { low: quantileSorted(sorted, 0.025), high: quantileSorted(sorted, 0.975) };
}

function fitted(years: SixPartYear[], known: SixPartKnown, signal: StopSignal): { estimates: SixPartEstimates | null } {
  return sixPart.fit({ years }, { costsKnown: known.costs }, signal);
}
