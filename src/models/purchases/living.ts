import { type BetaNodes, betaNodes, meanOver } from '#numeric/beta-mean.ts';
import { gaussLegendre, integrate } from '#numeric/gauss-legendre.ts';

/**
 * What is known of a customer who is alive, in the models that let customers drop out after a purchase: the rate λ of buying ~ Gamma(shape, rate),
 * the chance p of dropping out after each purchase ~ Beta(a, b).
 */
export interface Living {
  shape: number;
  /** in units of time */
  rate: number;
  a: number;
  b: number;
}

/** More terms than this, and the mean over p by quadrature is quicker. */
export const manyTerms = 400;

/** A term below this adds nothing to a sum, whatever its scale; smaller numbers may not become 0 when they are multiplied on. */
export const vanished = 1e-290;

/** Discounted to e^−40 of its value a purchase counts for nothing. */
const worthless = 40;

/** Pieces of the logarithmic scale of time, each with so many nodes, make residual values good to 1e-9. */
const [piece, nodes] = [2.5, gaussLegendre(16)];

/** E[Y(t)]: purchases within t, not counting any before. Fader, Hardie & Lee 2005, equation 9, as a sum over counts without cancellation. */
export function purchasesWithin(living: Living, t: number): number {
  const { shape, rate, a, b } = living;
  const z = t / rate;
  if (!(z > 0)) return 0;
  if (termsFor(shape, z) < manyTerms) return sumOverCounts(living, z).purchases;
  return meanOver(betaNodes(a, b), (p) => -Math.expm1(-shape * Math.log1p(p * z)) / p);
}

/** P(alive after t): no purchase within t was the last. */
export function aliveAfter(living: Living, t: number): number {
  const { shape, rate, a, b } = living;
  const z = t / rate;
  if (!(z > 0)) return 1;
  if (termsFor(shape, z) < manyTerms) return Math.min(1, sumOverCounts(living, z).alive);
  return stillThere(betaNodes(a, b), shape, z);
}

/**
 * Purchases within the horizon (Infinity: for ever), each discounted with e^(−discount·s): ∫ e^(−discount·s) E[λ e^(−λps)] ds. No closed form is
 * published. Throws RangeError for ever without a discount.
 */
export function discountedWithin(living: Living, discount: number, horizon: number): number {
  const next = { ...living, shape: living.shape + 1 };
  let chances: BetaNodes | null = null;
  const alive = (s: number): number => {
    const z = s / living.rate;
    if (termsFor(next.shape, z) < manyTerms) return sumOverCounts(next, z).alive;
    return stillThere((chances ??= betaNodes(living.a, living.b)), next.shape, z);
  };
  return (living.shape / living.rate) * discountedFlow(alive, living.rate / next.shape, discount, horizon);
}

/**
 * ∫ e^(−discount·s) flow(s) ds up to the horizon, by Gauss–Legendre quadrature on a logarithmic scale of time that begins at `scale`, the time in which the
 * flow begins to change. Throws RangeError when there is no end: an infinite horizon without a discount.
 */
export function discountedFlow(flow: (s: number) => number, scale: number, discount: number, horizon: number): number {
  const end = discount > 0 ? Math.min(horizon, worthless / discount) : horizon;
  if (!Number.isFinite(end)) throw new RangeError('purchases for ever need a discount rate above 0');
  const grown = (u: number): number => {
    const s = scale * Math.expm1(u);
    return Math.exp(u - discount * s) * flow(s);
  };
  return scale * integrate(grown, 0, Math.log1p(end / scale), piece, nodes);
}

/** E[(1 + pz)^−shape] over p: nobody who drops out with chance p after a purchase has done so within z. */
function stillThere(chances: BetaNodes, shape: number, z: number): number {
  return meanOver(chances, (p) => Math.exp(-shape * Math.log1p(p * z)));
}

/** About how many counts the sums below run over. */
export function termsFor(shape: number, z: number): number {
  return shape * z + 36 * (1 + z);
}

/**
 * Sums over n, the purchases a customer who never drops out would make within z (in units of `rate`; negative binomial): the chance that none of them
 * was the last, (b)ₙ/(a+b)ₙ, and the purchases made, Σ (b)ᵢ/(a+b)ᵢ for i < n. All terms are positive.
 */
function sumOverCounts({ shape, a, b }: Living, z: number): { alive: number; purchases: number } {
  const q = z / (1 + z);
  let scale = -shape * Math.log1p(z);
  let [term, stays, made, alive, purchases] = [1, 1, 0, 1, 0];
  for (let n = 1; term > vanished; n++) {
    term *= (q * (shape + n - 1)) / n;
    made += stays;
    stays *= (b + n - 1) / (a + b + n - 1);
    alive += term * stays;
    purchases += term * made;
    const ratio = Math.max(q, (q * (shape + n)) / (n + 1));
    if (ratio < 1 && (term * ratio * (made + stays / (1 - ratio))) / (1 - ratio) < 1e-15 * purchases) break;
    if (purchases > 1e200) {
      [term, alive, purchases] = [term * 1e-200, alive * 1e-200, purchases * 1e-200];
      scale += 200 * Math.LN10;
    }
  }
  const whole = Math.exp(scale);
  return { alive: alive * whole, purchases: purchases * whole };
}
