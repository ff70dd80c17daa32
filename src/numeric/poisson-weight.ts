import { hashText, mix } from './hash.ts';

/** Cumulative Poisson(1) probabilities as thresholds on an unsigned 32-bit integer: weight w for a hash below `thresholds[w]`. */
const thresholds = cumulativeThresholds();

function cumulativeThresholds(): number[] {
  const list: number[] = [];
  let probability = Math.exp(-1);
  let sum = 0;
  for (let k = 1; sum < 1 - 1e-11; k++) {
    sum += probability;
    list.push(Math.round(sum * 4294967296));
    probability /= k;
  }
  return list;
}

/** The key of a resampled unit: one unsigned 32-bit integer from a seed and a text such as a customer id. */
export function weightKey(seed: number, text: string): number {
  return mix(hashText(text) ^ mix(seed + 0x9e3779b9));
}

/**
 * The Poisson(1) bootstrap weight of a unit in one replicate: 0, 1, 2, …
 * It depends on (key, replicate) alone, so any part of the data can be weighed anywhere and in any order with the same answer.
 * Source: Poisson bootstrap, Chamandy, Muralidharan, Najmi & Naidu 2012 (Google).
 */
export function poissonWeight(key: number, replicate: number): number {
  const h = mix(key + Math.imul(replicate + 1, 0x9e3779b1));
  let weight = 0;
  while (weight < thresholds.length && h >= thresholds[weight]!) weight++;
  return weight;
}
