import type { Spread } from '#models/purchases/process.ts';
import { logBeta, logGamma } from '#numeric/special.ts';

/** The ln density of a gamma (x > 0) or beta (0 < x < 1) distribution; −∞ outside. */
export function logDensity(spread: Spread, x: number): number {
  if (spread.kind === 'gamma') {
    const { shape, rate } = spread;
    return x > 0 ? shape * Math.log(rate) - logGamma(shape) + (shape - 1) * Math.log(x) - rate * x : -Infinity;
  }
  const { a, b } = spread;
  return x > 0 && x < 1 ? (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b) : -Infinity;
}

/** The mean of a distribution between customers. */
export function meanOf(spread: Spread): number {
  return spread.kind === 'gamma' ? spread.shape / spread.rate : spread.a / (spread.a + spread.b);
}

/**
 * Values with the share of customers below them, ascending: sums of the density over equal steps of ln x (gamma) or of the logit (beta), where poles at the ends
 * of the range vanish. Good to about 1e-4.
 */
export function cumulative(spread: Spread): { at: number; below: number }[] {
  const steps = 1200;
  const [low, high] = spread.kind === 'gamma' ? [Math.log(meanOf(spread)) - 60, Math.log(meanOf(spread)) + 6] : [-40, 40];
  const step = (high - low) / steps;
  const at = (u: number): number => (spread.kind === 'gamma' ? Math.exp(u) : 1 / (1 + Math.exp(-u)));
  const slope = (u: number): number => (spread.kind === 'gamma' ? u : Math.log(at(u)) + Math.log1p(-Math.min(at(u), 1 - 1e-16)));
  const points: { at: number; below: number }[] = [];
  let below = 0;
  for (let i = 0; i < steps; i++) {
    const u = low + (i + 0.5) * step;
    const mass = Math.exp(logDensity(spread, at(u)) + slope(u)) * step;
    below += Number.isFinite(mass) ? mass : 0;
    points.push({ at: at(u + step / 2), below });
  }
  const all = below > 0 ? below : 1;
  return points.map((point) => ({ at: point.at, below: Math.min(1, point.below / all) }));
}

/** The value below which a share of the customers lies, linear between the points. */
export function quantileAt(points: readonly { at: number; below: number }[], p: number): number {
  const place = points.findIndex(({ below }) => below >= p);
  const [before, after] = [points[place - 1], points[place] ?? points[points.length - 1]];
  if (!before || !after || after.below <= before.below) return after?.at ?? 0;
  return before.at + ((p - before.below) / (after.below - before.below)) * (after.at - before.at);
}

/** The share of the customers below a value, linear between the points. */
export function shareBelow(points: readonly { at: number; below: number }[], value: number): number {
  const place = points.findIndex(({ at }) => at >= value);
  if (place < 0) return 1;
  const [before, after] = [points[place - 1], points[place]!];
  return before ? before.below + ((value - before.at) / (after.at - before.at)) * (after.below - before.below) : 0;
}
