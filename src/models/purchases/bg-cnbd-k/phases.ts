import { betaNodes, meanOver } from '#numeric/beta-mean.ts';
import { betaBelow, logRising } from '#numeric/special.ts';
import { discountedFlow, type Living, manyTerms, termsFor, vanished } from '../living.ts';

/**
 * A living customer whose gaps are Erlang of order k: events at the rate λ ~ Gamma(shape, rate), of which every k-th is a purchase; `phase` events have
 * passed since the last one, 0..k−1.
 */
export interface Phased extends Living {
  k: number;
  phase: number;
}

/** P(alive after t): no purchase within t was the last. */
export function phasedAlive(living: Phased, t: number): number {
  const z = t / living.rate;
  if (!(z > 0)) return 1;
  if (termsFor(living.shape, z) < manyTerms) return Math.min(1, sumOverEvents(living, z).alive);
  return Math.min(
    1,
    meanOver(betaNodes(living.a, living.b), (p) => aliveGiven(living, p, z)),
  );
}

/** E[Y(t)]: purchases within t. A customer who drops out with chance p after each has made (1 − P(alive))/p of them. */
export function phasedPurchases(living: Phased, t: number): number {
  const z = t / living.rate;
  if (!(z > 0)) return 0;
  if (termsFor(living.shape, z) < manyTerms) return sumOverEvents(living, z).purchases;
  const least = 1e-8 / (1 + living.shape * z);
  return meanOver(betaNodes(living.a, living.b), (p) => {
    const chance = Math.max(p, least);
    return (1 - aliveGiven(living, chance, z)) / chance;
  });
}

/**
 * P[Y(t) = n]: nk − phase to nk − phase + k − 1 events within t and none of the n purchases the last, or the n-th was the last, whatever events followed. Events are
 * negative binomial. Source: Fader, Hardie & Lee 2005, equation 8, with k events for a purchase (Platzer & Reutterer 2016).
 */
export function phasedCount({ shape, rate, a, b, k, phase }: Phased, t: number, n: number): number {
  const q = t / (rate + t);
  if (!(q > 0)) return n === 0 ? 1 : 0;
  const least = Math.max(0, n * k - phase);
  let exactly = 0;
  for (let m = least; m < (n + 1) * k - phase; m++)
    exactly += Math.exp(logRising(shape, m) - logRising(1, m) - shape * Math.log1p(t / rate) + m * Math.log(q));
  if (n === 0) return Math.min(1, exactly);
  const stay = Math.exp(logRising(b, n) - logRising(a + b, n));
  return Math.min(1, stay * (exactly + (a / (b + n - 1)) * betaBelow(q, least, shape)));
}

/** Purchases within the horizon (Infinity: for ever), each discounted with e^(−discount·s). Throws RangeError for ever without a discount. */
export function phasedDiscounted(living: Phased, discount: number, horizon: number): number {
  const next = { ...living, shape: living.shape + 1 };
  const chances = betaNodes(living.a, living.b);
  const due = (s: number): number => {
    const z = s / living.rate;
    if (termsFor(next.shape, z) < manyTerms) return sumOverEvents(next, z).due;
    return meanOver(chances, (p) => dueGiven(next, p, z));
  };
  return (living.shape / living.rate) * discountedFlow(due, living.rate / next.shape, discount, horizon);
}

/**
 * Sums over the events within z (negative binomial): the chance to be alive, the purchases made, and the chance that the customer is alive and the next
 * event is a purchase. All terms are positive.
 */
function sumOverEvents({ shape, a, b, k, phase }: Phased, z: number): { alive: number; purchases: number; due: number } {
  const q = z / (1 + z);
  let scale = -shape * Math.log1p(z);
  let [term, stays, made, count] = [1, 1, 0, 0];
  let [alive, purchases, due] = [1, 0, phase === k - 1 ? 1 : 0];
  for (let m = 1; term > vanished; m++) {
    term *= (q * (shape + m - 1)) / m;
    if ((phase + m) % k === 0) {
      made += stays;
      stays *= (b + count) / (a + b + count);
      count += 1;
    }
    alive += term * stays;
    purchases += term * made;
    if ((phase + m + 1) % k === 0) due += term * stays;
    const ratio = Math.max(q, (q * (shape + m)) / (m + 1));
    if (ratio < 1 && (term * ratio * (made + stays / (1 - ratio))) / (1 - ratio) < 1e-15 * Math.min(purchases, due * (count + 1))) break;
    if (purchases > 1e200) {
      [term, alive, purchases, due] = [term * 1e-200, alive * 1e-200, purchases * 1e-200, due * 1e-200];
      scale += 200 * Math.LN10;
    }
  }
  const whole = Math.exp(scale);
  return { alive: alive * whole, purchases: purchases * whole, due: due * whole };
}

/** A k-th root w of 1 − p: ln |w|, its angle, and 1 − w. */
interface Root {
  log: number;
  angle: number;
  re: number;
  im: number;
}

/**
 * E[(1−p)^⌊(phase+N)/k⌋] over the events N within z, given p: Σ over the k-th roots w of 1 − p of p/(1−p) · w^(phase+1) / (k(1−w)) · (1 + z(1−w))^−shape, a
 * discrete Fourier transform over the phases.
 */
function aliveGiven({ shape, k, phase }: Phased, p: number, z: number): number {
  return overRoots(k, p, ({ log, angle, re, im }) => {
    const power = powerOf(1 + z * re, z * im, -shape);
    const turn = power.angle + angle * (phase + 1) - Math.atan2(im, re);
    return (p / Math.hypot(re, im)) * Math.exp(power.log + (phase + 1 - k) * log) * Math.cos(turn);
  });
}

/** As above, the chance to be alive with a purchase as the next event: Σ over w of w^(phase+1) / (k(1−p)) · (1 + z(1−w))^−shape. */
function dueGiven({ shape, k, phase }: Phased, p: number, z: number): number {
  return overRoots(k, p, ({ log, angle, re, im }) => {
    const power = powerOf(1 + z * re, z * im, -shape);
    return Math.exp(power.log + (phase + 1 - k) * log) * Math.cos(power.angle + angle * (phase + 1));
  });
}

/** The mean of f over the k-th roots of 1 − p. */
function overRoots(k: number, p: number, f: (root: Root) => number): number {
  const log = Math.log1p(-Math.min(p, 1 - 2 ** -52)) / k;
  const size = Math.exp(log);
  let sum = 0;
  for (let l = 0; l < k; l++) {
    const angle = (2 * Math.PI * l) / k;
    sum += f({ log, angle, re: l === 0 ? -Math.expm1(log) : 1 - size * Math.cos(angle), im: l === 0 ? 0 : -size * Math.sin(angle) });
  }
  return sum / k;
}

function powerOf(re: number, im: number, exponent: number): { log: number; angle: number } {
  return { log: exponent * Math.log(Math.hypot(re, im)), angle: exponent * Math.atan2(im, re) };
}
