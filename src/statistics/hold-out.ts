import { heldOutRules } from '#schema/thresholds.ts';
import { outlookSurface } from '#panel/value-predictions.ts';
import type { Histories, History } from '#models/purchases/histories.ts';
import type { PurchaseProcess, Values } from '#models/purchases/process.ts';
import { type Fitted, isRegular } from './fitted.ts';

/** Purchases expected within `t` of each unique history, and P(alive) of each; what lies ahead of the living is interpolated over x and T, where it does not hang on when they bought last. */
export function expectedWithin(
  process: PurchaseProcess,
  values: Values,
  { x, tx, T }: Histories,
  t: number,
): { expected: Float64Array; alive: Float64Array } {
  const largest = (column: Float64Array) => column.reduce((most, one) => Math.max(most, one), 0);
  if (isRegular(process)) {
    const of = (each: (history: History) => number) => x.map((n, i) => each({ x: n, tx: tx[i]!, T: T[i]! }));
    return { expected: of((history) => process.conditional(values, history, t)), alive: of((history) => process.alive(values, history)) };
  }
  const ahead = outlookSurface(
    (n, length) => {
      const history: History = { x: n, tx: length, T: length };
      return Float64Array.of(Math.log(process.conditional(values, history, t) / process.alive(values, history)));
    },
    { most: largest(x), longest: largest(T) },
  );
  const alive = x.map((n, i) => process.alive(values, { x: n, tx: tx[i]!, T: T[i]! }));
  return { alive, expected: t > 0 ? alive.map((p, i) => p * Math.exp(ahead(x[i]!, T[i]!)[0]!)) : alive.map(() => 0) };
}

/**
 * ln P[Y(t) = came | history] of customers: the chance of exactly the purchases that came within `t` of the end of the calibration. `alive` and the histories by unique
 * history, `place` and `came` by customer. Chances below e^−690 count as that, so that one impossible outcome does not end a comparison.
 */
export function logChances(
  { process, values, histories, place }: Fitted,
  alive: ArrayLike<number>,
  came: (customer: number) => number,
  t: number,
): Float64Array {
  const { x, tx, T } = histories;
  const known = new Map<string, number>();
  return Float64Array.from(place, (at, customer) => {
    const n = came(customer);
    const key = `${x[at]} ${T[at]} ${n} ${isRegular(process) ? tx[at] : ''}`;
    let chance = known.get(key);
    if (chance === undefined) known.set(key, (chance = process.countOfLiving(values, { x: x[at]!, tx: tx[at]!, T: T[at]! }, t, n)));
    return Math.max(heldOutRules.leastLogChance, Math.log((n === 0 ? 1 - alive[at]! : 0) + alive[at]! * chance));
  });
}
