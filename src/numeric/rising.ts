/** ln Γ(base + k) − ln Γ(base) and ψ(base + k) − ψ(base) for k = 0..most. */
export interface Rising {
  readonly log: Float64Array;
  readonly slope: Float64Array;
}

/**
 * Rising factorials of a base above 0 by whole steps, as cumulative sums: a likelihood whose data are counts looks its log-gammas up in here.
 * Source: Γ(z + 1) = z·Γ(z).
 */
export function rising(base: number, most: number): Rising {
  const log = new Float64Array(most + 1);
  const slope = new Float64Array(most + 1);
  for (let k = 0; k < most; k++) {
    log[k + 1] = log[k]! + Math.log(base + k);
    slope[k + 1] = slope[k]! + 1 / (base + k);
  }
  return { log, slope };
}
