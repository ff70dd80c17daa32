import { betaGeometric } from '../beta-geometric.ts';

/**
 * BG/NBD: purchases at random, dropping out after a repeat purchase. A customer without a repeat purchase is alive for certain.
 * Source: Fader, Hardie & Lee 2005, Marketing Science 24(2), 275–284.
 */
export const bgNbd = betaGeometric('bg-nbd', 0, [
  [0.5, 1, 0.8, 2],
  [1, 3, 1, 5],
]);
