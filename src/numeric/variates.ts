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
 * Means up to 30 multiply uniform numbers (Knuth); larger ones use transformed rejection, in constant time (Hörmann 1993, PTRS).
 */
export function poisson(next: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 30) return poissonByRejection(next, mean);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count++;
  return count;
}

function poissonByRejection(next: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const inside = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = next() - 0.5;
    const v = next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= inside) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * Math.log(mean) - mean - logFactorial(k)) return k;
  }
}

/** Natural logarithm of k!; Stirling's series from 10 on, good to 1e-10. */
function logFactorial(k: number): number {
  if (k < 10) return Math.log([1, 1, 2, 6, 24, 120, 720, 5040, 40_320, 362_880][k]!);
  return (k + 0.5) * Math.log(k) - k + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * k) - 1 / (360 * k ** 3) + 1 / (1260 * k ** 5);
}
