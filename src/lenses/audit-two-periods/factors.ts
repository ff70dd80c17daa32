import { productParts } from '#numeric/shapley.ts';
import type { StatisticRow } from '#statistics/definition.ts';
import { type AuditMeasure, type Bounds, bounds } from '../audit-reading.ts';
import { number } from '../reading.ts';

/** What a sum is the product of: customers, orders per customer, amount per order and, for profit, the margin. */
export type Factor = 'customers' | 'orders' | 'value' | 'margin';

export interface FactorPart extends Bounds {
  factor: Factor;
  before: number;
  now: number;
}

/** Sums in the order of `audit_moments`: active, orders, amount, profit, each before and now. */
const names = ['active', 'orders', 'amount', 'profit'].flatMap((name) => [`${name}_before`, `${name}_now`]);

/**
 * The change of amount or profit in its factors, which add up to it exactly (Shapley's parts of a product), with 95 % intervals by the delta method: customers are drawn by
 * Poisson weights, so that the sums of products by customer are the covariance of the sums. Empty where a factor is not defined: nobody, no order, or no positive amount in one of the stretches.
 */
export function factorsOf(row: StatisticRow | undefined, by: AuditMeasure): FactorPart[] {
  const sums = names.map((name) => number(row, name));
  if (sums.some((sum) => sum === null) || sums.slice(0, 6).some((sum) => sum! <= 0)) return [];
  const values = sums as number[];
  const factors: Factor[] = by === 'profit' ? ['customers', 'orders', 'value', 'margin'] : ['customers', 'orders', 'value'];
  const levels = (some: readonly number[], when: 0 | 1): number[] => {
    const [active, orders, amount, profit] = [some[when]!, some[2 + when]!, some[4 + when]!, some[6 + when]!];
    return [active, orders / active, amount / orders, profit / amount].slice(0, factors.length);
  };
  const parts = (some: readonly number[]): number[] => productParts(levels(some, 0), levels(some, 1));
  const slopes = values.map((value, i) => {
    const step = 1e-5 * Math.max(1e-6, Math.abs(value));
    const moved = (shift: number): number[] => parts(values.map((other, j) => (j === i ? other + shift : other)));
    const [up, down] = [moved(step), moved(-step)];
    return up.map((part, f) => (part - down[f]!) / (2 * step));
  });
  const [before, now] = [levels(values, 0), levels(values, 1)];
  return parts(values).map((part, f) => {
    const variance = names.reduce(
      (sum, _, i) => sum + names.reduce((inner, __, j) => inner + slopes[i]![f]! * slopes[j]![f]! * product(row!, i, j), 0),
      0,
    );
    return { factor: factors[f]!, before: before[f]!, now: now[f]!, ...bounds(part, Math.sqrt(Math.max(0, variance))) };
  });
}

function product(row: StatisticRow, i: number, j: number): number {
  const [a, b] = [names[Math.min(i, j)]!, names[Math.max(i, j)]!];
  return number(row, `${a}__${b}`) ?? 0;
}
