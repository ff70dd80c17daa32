/** Integrates over the whole line of y = ln(odds of p) and of v = ln λ by the trapezoid rule: slow, general, and nothing but the definitions. */
export function meanOver(values: readonly number[], f: (lambda: number, p: number) => number): number {
  const [r, alpha, a, b] = values as [number, number, number, number];
  const reach = 160;
  const lambdas = line(0.15, reach, (v) => ({ at: Math.exp(v) / alpha, ln: r * v - Math.exp(v) }));
  const chances = line(0.3, reach, (y) => ({
    at: 1 / (1 + Math.exp(-y)),
    ln: -a * Math.log1p(Math.exp(-y)) - b * Math.log1p(Math.exp(y)),
  }));
  let sum = 0;
  for (const lambda of lambdas) for (const p of chances) sum += lambda.share * p.share * f(lambda.at, p.at);
  return sum;
}

function line(step: number, reach: number, of: (y: number) => { at: number; ln: number }): { at: number; share: number }[] {
  const points = Array.from({ length: (2 * reach) / step }, (_, i) => of(i * step - reach));
  const top = Math.max(...points.map(({ ln }) => ln));
  const mass = points.reduce((sum, { ln }) => sum + Math.exp(ln - top), 0);
  return points.map(({ at, ln }) => ({ at, share: Math.exp(ln - top) / mass })).filter(({ share }) => share > 1e-18);
}

export interface Seen {
  x: number;
  tx: number;
  T: number;
}

/** Density of a history given λ and p, by whether the customer is alive at T (an Erlang process of order k; early 1: may drop out at once). */
export function densities({ x, tx, T }: Seen, early: 0 | 1, k: number, lambda: number, p: number): { alive: number; gone: number } {
  const chances = x + early;
  const events = lambda ** (k * x);
  let [quiet, term] = [0, 1];
  for (let i = 0; i < k; i++) {
    quiet += term;
    term *= (lambda * (T - tx)) / (i + 1);
  }
  return {
    alive: events * (1 - p) ** chances * Math.exp(-lambda * T) * quiet,
    gone: chances > 0 ? events * p * (1 - p) ** (chances - 1) * Math.exp(-lambda * tx) : 0,
  };
}
