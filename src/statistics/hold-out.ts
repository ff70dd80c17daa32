import { outlookSurface } from '#panel/value-predictions.ts';
import type { Histories, History } from '#models/purchases/histories.ts';
import type { PurchaseProcess, Values } from '#models/purchases/process.ts';

/** Purchases expected within `t` of each unique history, and P(alive) of each; what lies ahead of the living is interpolated over x and T. */
export function expectedWithin(
  process: PurchaseProcess,
  values: Values,
  { x, tx, T }: Histories,
  t: number,
): { expected: Float64Array; alive: Float64Array } {
  const largest = (column: Float64Array) => column.reduce((most, one) => Math.max(most, one), 0);
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
