import { nodes, weights } from './legendre.ts';

/**
 * ∫ f over [from, to] for a smooth f: panels of 12 points, halved until both halves together say the same as the whole to `tolerance` (relative to the
 * largest of the sums so far), at most 40 times. `from` ≤ `to`, both finite. Source: Davis & Rabinowitz 1984, section 6.2 (adaptive Gauss–Legendre).
 */
export function integrate(f: (x: number) => number, from: number, to: number, tolerance = 1e-13): number {
  const whole = panelOf(f, from, to);
  return refine(f, from, to, whole, tolerance, Math.abs(whole), 40);
}

function refine(f: (x: number) => number, from: number, to: number, whole: number, tolerance: number, size: number, depth: number): number {
  const middle = (from + to) / 2;
  const [left, right] = [panelOf(f, from, middle), panelOf(f, middle, to)];
  const halves = left + right;
  const scale = Math.max(size, Math.abs(halves));
  if (depth === 0 || Math.abs(halves - whole) <= tolerance * scale) return halves;
  return refine(f, from, middle, left, tolerance, scale, depth - 1) + refine(f, middle, to, right, tolerance, scale, depth - 1);
}

function panelOf(f: (x: number) => number, from: number, to: number): number {
  const [half, centre] = [(to - from) / 2, (to + from) / 2];
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) {
    const step = half * nodes[i]!;
    sum += weights[i]! * (f(centre + step) + f(centre - step));
  }
  return half * sum;
}
