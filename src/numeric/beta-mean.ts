import { trigamma } from './special.ts';

/** Places in (0, 1) and how much of a beta distribution each stands for; the shares add up to 1. */
export interface BetaNodes {
  p: Float64Array;
  share: Float64Array;
}

/** A node with less than this share of the greatest one's changes nothing. */
const negligible = -42;

/** Log-odds beyond which p is 0 or 1 to working precision for any function of it. */
const ends = { low: -60, high: 40 };

/**
 * Nodes for means over p ~ Beta(a, b), a, b > 0: the trapezoid rule in the log-odds y of p. The integrand dies out like e^(ay) and e^(−by), so the error
 * falls with e^(−π²/step) or faster; what lies beyond the ends is a geometric series and goes to the last node. Source: Trefethen & Weideman 2014, section 5.
 */
export function betaNodes(a: number, b: number): BetaNodes {
  const middle = Math.log(a / b);
  const step = 0.3 * Math.min(1, Math.sqrt(trigamma(a) + trigamma(b)));
  const logOf = (y: number): number => (y < 0 ? a * y - (a + b) * Math.log1p(Math.exp(y)) : -b * y - (a + b) * Math.log1p(Math.exp(-y)));
  const top = logOf(middle);
  const [p, share]: [number[], number[]] = [[], []];
  let mass = 0;
  const add = (y: number, times: number): boolean => {
    const log = logOf(y) - top;
    const odds = Math.exp(-Math.abs(y));
    p.push((y < 0 ? odds : 1) / (1 + odds));
    mass += share[share.push(Math.exp(log) * times) - 1]!;
    return log > negligible && times === 1;
  };
  for (let y = middle; add(y, y < ends.low ? 1 / -Math.expm1(-a * step) : 1); y -= step);
  for (let y = middle + step; add(y, y > ends.high ? 1 / -Math.expm1(-b * step) : 1); y += step);
  return { p: Float64Array.from(p), share: Float64Array.from(share, (one) => one / mass) };
}

/** The mean of f over the nodes. f must be finite at every p in 0..1. */
export function meanOver({ p, share }: BetaNodes, f: (p: number) => number): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += share[i]! * f(p[i]!);
  return sum;
}
