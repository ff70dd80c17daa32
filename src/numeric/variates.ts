import type { Random } from './random.ts';

/** A standard normal number. Source: Box & Muller 1958, one of the pair. */
export function normal(next: Random): number {
  return Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

/** An exponential number with the given rate (mean 1/rate; rate > 0), by inversion. */
export function exponential(next: Random, rate: number): number {
  return -Math.log(next()) / rate;
}

/** A gamma number with the given shape > 0 and scale 1. Source: Marsaglia & Tsang 2000; for shape < 1 their power of a uniform number. */
export function gamma(next: Random, shape: number): number {
  if (shape < 1) return gamma(next, shape + 1) * next() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(next);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * A Poisson count with the given mean >= 0.
 * Multiplies uniform numbers (Knuth) for means up to 30; a larger mean is split into parts of at most 30, whose sum is again Poisson.
 */
export function poisson(next: Random, mean: number): number {
  let count = 0;
  for (let rest = mean; rest > 0; rest -= 30) {
    const limit = Math.exp(-Math.min(rest, 30));
    for (let product = next(); product > limit; product *= next()) count++;
  }
  return count;
}
