import { gaussLegendre } from './gauss-legendre.ts';

const { at, weight } = gaussLegendre(12);

/** Halvings of a panel at most. */
const deepest = 40;

/**
 * ∫ f over [from, to] for a smooth f, to a relative `tolerance`: panels of 12 Gauss–Legendre points, halved until both halves together say what the
 * whole says. `from` ≤ `to`, both finite. Source: Davis & Rabinowitz 1984, section 6.2 (adaptive integration).
 */
export function integrateTo(f: (x: number) => number, from: number, to: number, tolerance = 1e-13): number {
  const whole = panelOf(f, from, to);
  return refine(f, from, to, whole, tolerance, Math.abs(whole), deepest);
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
  for (let i = 0; i < at.length; i++) sum += weight[i]! * f(centre + half * at[i]!);
  return half * sum;
}
