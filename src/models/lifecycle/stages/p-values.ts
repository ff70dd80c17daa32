import { binomialCdf } from '#numeric/binomial.ts';

const side = 256;
const half = new Float64Array(side * side).fill(-1);
const third = new Float64Array(side * side).fill(-1);

/** P[Bin(n, p) <= k], remembered for p of one half and one third and n below 256: the machine asks the same few thousand questions millions of times. */
export function binomialAtMost(k: number, n: number, p: number): number {
  const table = p === 0.5 ? half : p === 1 / 3 ? third : null;
  if (k < 0) return 0;
  if (table === null || n >= side) return binomialCdf(k, n, p);
  const place = n * side + k;
  const remembered = table[place]!;
  if (remembered >= 0) return remembered;
  return (table[place] = binomialCdf(k, n, p));
}

/** P[Bin(n, p) >= k]. */
export function binomialAtLeast(k: number, n: number, p: number): number {
  return 1 - binomialAtMost(k - 1, n, p);
}
