/** Places in (−1, 1) and weights that add up to 2. */
export interface Nodes {
  at: Float64Array;
  weight: Float64Array;
}

/** The nodes of Gauss–Legendre quadrature of order n ≥ 1: exact for polynomials of degree 2n − 1. Source: Press et al. 2007, section 4.6. */
export function gaussLegendre(n: number): Nodes {
  const nodes: Nodes = { at: new Float64Array(n), weight: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    let z = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let round = 0; round < 100; round++) {
      let [now, before] = [1, 0];
      for (let j = 0; j < n; j++) [now, before] = [((2 * j + 1) * z * now - j * before) / (j + 1), now];
      slope = (n * (z * now - before)) / (z * z - 1);
      const move = now / slope;
      z -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    nodes.at[i] = z;
    nodes.weight[i] = 2 / ((1 - z * z) * slope * slope);
  }
  return nodes;
}

/** ∫ f over [from, to] in equal pieces no longer than `piece`, by the nodes on each. */
export function integrate(f: (x: number) => number, from: number, to: number, piece: number, { at, weight }: Nodes): number {
  const pieces = Math.max(1, Math.ceil((to - from) / piece));
  const half = (to - from) / pieces / 2;
  let sum = 0;
  for (let p = 0; p < pieces; p++) {
    const centre = from + half * (2 * p + 1);
    for (let i = 0; i < at.length; i++) sum += weight[i]! * f(centre + half * at[i]!);
  }
  return sum * half;
}
