import type { CoxRows } from './rows.ts';

/** The partial likelihood at one place, of scaled covariates. */
export interface Partial {
  logLikelihood: number;
  gradient: Float64Array;
  /** −second derivatives, by rows */
  information: number[][];
  /** steps of the cumulative hazard of a life with mean covariates, ascending in time */
  hazards: { time: number; hazard: number }[];
}

/** Sums of weight · e^η over a set of rows, and of its products with the covariates. */
class Sums {
  zero = 0;
  readonly size: number;
  readonly one: Float64Array;
  readonly two: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.one = new Float64Array(size);
    this.two = new Float64Array(size * size);
  }

  add(x: Float64Array, at: number, risk: number): void {
    const { size, one, two } = this;
    this.zero += risk;
    for (let j = 0; j < size; j++) {
      const value = risk * x[at + j]!;
      one[j]! += value;
      for (let k = 0; k <= j; k++) two[j * size + k]! += value * x[at + k]!;
    }
  }

  clear(): void {
    this.zero = 0;
    this.one.fill(0);
    this.two.fill(0);
  }
}

/**
 * ln partial likelihood with its slopes and curvature, ties by Efron's method, one scan back in time. A weight is a number of lives: where the weights that
 * end at a time add up to a whole number, the answer is that of the expanded data; else the rows stand for their mean weight.
 * Logarithm −∞ where numbers overflow. Sources: Cox 1972; Efron 1977, equation 3.13; weights and delayed entry: Therneau & Grambsch 2000, chapters 3 and 7.
 */
export function partialLikelihood(rows: CoxRows, beta: ArrayLike<number>): Partial {
  const { n, size, time, entry, ended, weight, x, byTime, byEntry } = rows;
  const eta = linear(rows, beta);
  const highest = eta.reduce((most, value) => Math.max(most, value), -Infinity);
  const risk = eta.map((value, i) => weight[i]! * Math.exp(value - highest));
  const [atRisk, dying] = [new Sums(size), new Sums(size)];
  const sum = { value: 0, gradient: new Float64Array(size), two: new Float64Array(size * size) };
  const hazards: Partial['hazards'] = [];
  let [entered, left] = [0, 0];
  while (entered < n) {
    const now = time[byTime[entered]!]!;
    for (; left < byEntry.length && entry[byEntry[left]!]! >= now; left++) {
      const i = byEntry[left]!;
      atRisk.add(x, i * size, -risk[i]!);
    }
    dying.clear();
    let [deaths, died] = [0, 0];
    for (; entered < n && time[byTime[entered]!] === now; entered++) {
      const i = byTime[entered]!;
      atRisk.add(x, i * size, risk[i]!);
      if (!ended[i]) continue;
      dying.add(x, i * size, risk[i]!);
      deaths += 1;
      died += weight[i]!;
      sum.value += weight[i]! * (eta[i]! - highest);
      for (let j = 0; j < size; j++) sum.gradient[j]! += weight[i]! * x[i * size + j]!;
    }
    if (deaths > 0) hazards.push({ time: now, hazard: take(sum, atRisk, dying, deaths, died) * Math.exp(-highest) });
  }
  const information = Array.from({ length: size }, (_, j) =>
    Array.from({ length: size }, (__, k) => sum.two[Math.max(j, k) * size + Math.min(j, k)]!),
  );
  const finite = Number.isFinite(sum.value) && sum.gradient.every(Number.isFinite) && sum.two.every(Number.isFinite);
  return { logLikelihood: finite ? sum.value : -Infinity, gradient: sum.gradient, information, hazards: hazards.reverse() };
}

/** The score x·β of every row. */
export function linear({ n, size, x }: CoxRows, beta: ArrayLike<number>): Float64Array {
  const eta = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < size; j++) eta[i]! += x[i * size + j]! * beta[j]!;
  return eta;
}

/** Takes the ends of one time out of the sums, as if they came one after another in every order; answers the hazard of the time. */
function take(
  sum: { value: number; gradient: Float64Array; two: Float64Array },
  atRisk: Sums,
  dying: Sums,
  deaths: number,
  died: number,
): number {
  const steps = Number.isInteger(died) ? died : deaths;
  const share = died / steps;
  let [a, af, b, bf, bff] = [0, 0, 0, 0, 0];
  for (let l = 0; l < steps; l++) {
    const f = l / steps;
    const rest = atRisk.zero - f * dying.zero;
    sum.value -= share * Math.log(rest);
    const one = share / rest;
    const two = one / rest;
    a += one;
    af += f * one;
    b += two;
    bf += f * two;
    bff += f * f * two;
  }
  const { size, one: r, two: rr } = atRisk;
  const { one: d, two: dd } = dying;
  for (let j = 0; j < size; j++) {
    sum.gradient[j]! -= a * r[j]! - af * d[j]!;
    for (let k = 0; k <= j; k++) {
      const at = j * size + k;
      const cross = b * r[j]! * r[k]! - bf * (r[j]! * d[k]! + d[j]! * r[k]!) + bff * d[j]! * d[k]!;
      sum.two[at]! += a * rr[at]! - af * dd[at]! - cross;
    }
  }
  return a;
}
