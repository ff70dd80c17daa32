import type { RenewalProcess } from './renewal-process.ts';

type Values = ArrayLike<number>;

/** S(t): probability of still being a customer after t renewal opportunities, 0..1. Source: Fader & Hardie 2007, equation 6. */
export function survivalAt(process: RenewalProcess, values: Values, t: number): number {
  return Math.exp(process.logSurvival(values, t));
}

/** r_t = S(t)/S(t − 1), t ≥ 1: share of the customers of period t who renew into the next one. Source: Fader & Hardie 2007, equation 7. */
export function retentionAt(process: RenewalProcess, values: Values, t: number): number {
  return Math.min(1, Math.exp(process.logSurvival(values, t) - process.logSurvival(values, t - 1)));
}

/** Probability that a customer who has renewed `renewals` times will have renewed `ahead` times more: S(n + k)/S(n). */
export function staysFor(process: RenewalProcess, values: Values, renewals: number, ahead: number): number {
  return Math.exp(process.logSurvival(values, renewals + ahead) - process.logSurvival(values, renewals));
}

/**
 * Expected tenure of a new customer in periods, the first one counted: Σ_{t≥0} S(t), or its first `horizon` terms. Null where the sum has no limit
 * (sBG: α ≤ 1): a few customers with almost no risk then carry the mean. Closed form of the sBG: (α + β − 1)/(α − 1).
 */
export function expectedTenure(process: RenewalProcess, values: Values, horizon = Infinity): number | null {
  return discountedLifetime(process, values, { rate: 0, horizon });
}

/** Expected further periods of a customer who has renewed `renewals` times, the present one not counted; null where the sum has no limit. */
export function residualLifetime(process: RenewalProcess, values: Values, renewals: number, horizon = Infinity): number | null {
  const base = process.logSurvival(values, renewals);
  return sumUp((k) => process.logSurvival(values, renewals + 1 + k) - base, horizon);
}

/**
 * DEL, the discounted expected lifetime of a customer about to buy the first period: Σ_{t≥0} S(t)/(1 + d)^t, `rate` d ≥ 0 per period, over `horizon` periods
 * (all when left out). Times the margin of a period, paid at its start, it is the lifetime value. Null where the sum has no limit.
 * Source: Fader & Hardie 2010, Marketing Science 29(1):85–93; closed form of the sBG: ₂F₁(1, β; α + β; 1/(1 + d)).
 */
export function discountedLifetime(process: RenewalProcess, values: Values, { rate, horizon = Infinity }: Discounting): number | null {
  return sumUp((t) => process.logSurvival(values, t) - t * Math.log1p(rate), horizon);
}

/**
 * DERL, the discounted expected residual lifetime of a customer in period `period` ≥ 1 (so period − 1 renewals made) who stands just before the next
 * renewal: Σ_{t≥n} S(t)/S(n − 1)/(1 + d)^(t − n). Times the margin of a period it is the residual value. Null where the sum has no limit.
 * Source: Fader & Hardie 2010, equation 6: (β+n−1)/(α+β+n−1) · ₂F₁(1, β+n; α+β+n; 1/(1+d)) for the sBG.
 */
export function discountedResidual(
  process: RenewalProcess,
  values: Values,
  period: number,
  { rate, horizon = Infinity }: Discounting,
): number | null {
  const base = process.logSurvival(values, period - 1);
  return sumUp((k) => process.logSurvival(values, period + k) - base - k * Math.log1p(rate), horizon);
}

/** How future periods count. */
export interface Discounting {
  /** per period, compounded, ≥ 0 */
  rate: number;
  /** periods counted, whole; all when left out */
  horizon?: number;
}

/** Terms that are added one by one before the rest is an integral. */
const oneByOne = 2000;

/** Step of the integral in ln t. */
const step = 1 / 64;

/**
 * Σ_{k=0}^{count−1} exp(log(k)) of a smooth falling sequence. Without an end the terms from 2,000 on are taken by the Euler–Maclaurin formula, the integral by
 * Simpson's rule in ln t; null where it does not settle before t = e^300: the sum has no limit, or none that a customer base can show.
 */
function sumUp(log: (k: number) => number, count: number): number | null {
  let sum = 0;
  const terms = Math.min(count, oneByOne);
  for (let k = 0; k < terms; k++) {
    const term = Math.exp(log(k));
    sum += term;
    if (term === 0) return sum;
  }
  if (count <= oneByOne) return sum;
  if (Number.isFinite(count)) {
    for (let k = terms; k < count; k++) sum += Math.exp(log(k));
    return sum;
  }
  const tail = integral(log);
  const slope = Math.exp(log(oneByOne + 0.5)) - Math.exp(log(oneByOne - 0.5));
  return tail === null ? null : sum + tail + Math.exp(log(oneByOne)) / 2 - slope / 12;
}

function integral(log: (k: number) => number): number | null {
  const from = Math.log(oneByOne);
  const at = (u: number): number => Math.exp(log(Math.exp(u)) + u);
  let sum = 0;
  for (let u = from; u < 300; u += 2 * step) {
    const part = ((at(u) + 4 * at(u + step) + at(u + 2 * step)) * step) / 3;
    sum += part;
    if (part <= 1e-16 * sum || sum === 0) return sum;
  }
  return null;
}
