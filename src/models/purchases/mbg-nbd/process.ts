import { betaGeometric } from '../beta-geometric.ts';

/**
 * MBG/NBD: as BG/NBD, and a customer may also drop out right after the first purchase.
 * Sources: Batislam, Denizel & Filiztekin 2007, IJRM 24(3), 201–209; Hoppe & Wagner 2007 (CBG/NBD).
 */
export const mbgNbd = betaGeometric('mbg-nbd', 1, [
  [0.5, 1, 0.8, 2],
  [1, 3, 1, 5],
]);
