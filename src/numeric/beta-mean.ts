import { trigamma } from './special.ts';

/** A term this small beside the sum changes nothing. */
const negligible = 1e-17;

/**
 * The mean of f(p) over p ~ Beta(a, b), a, b > 0. f is positive, falls with p and is finite at 0.
 * The trapezoid rule in the log-odds y of p: the integrand dies out like e^(ay) and e^(−by), so the error falls with e^(−2π²/step).
 * Source: Trefethen & Weideman 2014, section 5.
 */
export function betaMean(a: number, b: number, f: (p: number) => number): number {
  const middle = Math.log(a / b);
  const step = 0.4 * Math.min(1, Math.sqrt(trigamma(a) + trigamma(b)));
  const logOf = (y: number): number => a * -softplus(-y) - b * softplus(y);
  const top = logOf(middle);
  const most = f(0);
  let [sum, mass] = [0, 0];
  for (const side of [-1, 1])
    for (let i = side === 1 ? 0 : 1; ; i++) {
      const y = middle + side * i * step;
      const weight = Math.exp(logOf(y) - top);
      const value = f(y < 0 ? Math.exp(y) / (1 + Math.exp(y)) : 1 / (1 + Math.exp(-y)));
      sum += weight * value;
      mass += weight;
      if (weight < negligible * mass && weight * (side === 1 ? value : most) <= negligible * sum) break;
      if (weight === 0) break;
    }
  return sum / mass;
}

/** ln(1 + eʸ) without overflow. */
function softplus(y: number): number {
  return y > 0 ? y + Math.log1p(Math.exp(-y)) : Math.log1p(Math.exp(y));
}
