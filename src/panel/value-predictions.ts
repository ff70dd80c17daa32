import type { History } from '#models/purchases/histories.ts';
import type { PurchaseProcess, Values } from '#models/purchases/process.ts';

/**
 * What a customer who is alive is expected to do, as a function of x and T alone, by place: ln of the purchases in the time ahead, ln of the discounted purchases
 * within the horizon, ln of those for ever, and from place 3 on the slopes of the second by the ln parameters.
 */
export type Outlook = Float64Array;

export const slopesFrom = 3;

export interface OutlookTerms {
  /** units of time ahead */
  ahead: number;
  /** continuous discount rate per unit, above 0 */
  rate: number;
  horizon: number;
}

/** Places at which the functions are computed over T and over x; between them they are so smooth that polynomials through these are right to seven digits. */
const [placesOfT, placesOfX] = [12, 9];

/** Up to so many purchases every x has a curve of its own. */
const single = 10;

const width = 1e-3;

/** The outlook at one x and T. What a customer who is alive will do does not hang on when the last purchase was. */
function outlookAt(process: PurchaseProcess, values: Values, x: number, T: number, terms: OutlookTerms): Outlook {
  const history: History = { x, tx: T, T };
  const residual = (at: Values, horizon: number): number =>
    Math.log(process.residual(at, history, terms.rate, horizon) / process.alive(at, history));
  const now = residual(values, terms.horizon);
  const slopes = Array.from(values, (_, axis) => {
    const moved = Array.from(values, (value, i) => (i === axis ? value * Math.exp(width) : value));
    return (residual(moved, terms.horizon) - now) / width;
  });
  const ahead = Math.log(process.conditional(values, history, terms.ahead) / process.alive(values, history));
  return Float64Array.of(ahead, now, residual(values, Infinity), ...slopes);
}

/** The outlook of any customer with x from 0 to `most` and T from 0 to `longest`. */
export function outlooks(process: PurchaseProcess, values: Values, span: Span, terms: OutlookTerms): (x: number, T: number) => Outlook {
  return outlookSurface((x, T) => outlookAt(process, values, x, T, terms), span);
}

interface Span {
  most: number;
  longest: number;
}

/**
 * Smooth functions of x (0 to `most`) and T (0 to `longest`), computed at a few places and interpolated between them, a hundred times faster than customer by
 * customer.
 */
export function outlookSurface(of: (x: number, T: number) => Outlook, { most, longest }: Span): (x: number, T: number) => Outlook {
  const curve = (x: number) => interpolated((u) => of(x, Math.expm1(u)), 0, Math.log1p(longest), placesOfT);
  const own = Array.from({ length: Math.min(single, most) + 1 }, (_, x) => curve(x));
  if (most <= single) return (x, T) => own[x]!(Math.log1p(T));
  const nodes = places(Math.log(single), Math.log(most), placesOfX);
  const curves = nodes.map((node) => curve(Math.exp(node)));
  return (x, T) => {
    const u = Math.log1p(T);
    if (x <= single) return own[x]!(u);
    const known = curves.map((at) => at(u));
    return between(nodes, known, Math.log(x));
  };
}

function interpolated(of: (u: number) => Outlook, from: number, to: number, count: number): (u: number) => Outlook {
  if (to - from < 1e-9) {
    const one = of(from);
    return () => one;
  }
  const nodes = places(from, to, count);
  const known = nodes.map(of);
  return (u) => between(nodes, known, u);
}

/** Chebyshev's places of the first kind. */
function places(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (from + to) / 2 + ((to - from) / 2) * Math.cos(((2 * i + 1) * Math.PI) / (2 * count)));
}

/** The polynomial through what is known at Chebyshev's places. Source: Berrut & Trefethen 2004, SIAM Review 46(3), equations 4.2 and 5.3. */
function between(nodes: readonly number[], known: readonly Outlook[], u: number): Outlook {
  const count = nodes.length;
  const at = new Float64Array(known[0]!.length);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const distance = u - nodes[i]!;
    if (Math.abs(distance) < 1e-12) return known[i]!;
    const weight = ((i % 2 === 0 ? 1 : -1) * Math.sin(((2 * i + 1) * Math.PI) / (2 * count))) / distance;
    sum += weight;
    const node = known[i]!;
    for (let j = 0; j < at.length; j++) at[j]! += weight * node[j]!;
  }
  for (let j = 0; j < at.length; j++) at[j]! /= sum;
  return at;
}
