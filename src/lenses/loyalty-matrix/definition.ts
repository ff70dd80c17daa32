import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type LoyaltyMatrixResult, analyse, cuts } from './analyse.ts';
import { narrate } from './narrate.ts';

/** What holds customers: attachment, or something else? */
export const loyaltyMatrix: Lens<Record<string, never>, LoyaltyMatrixResult> = {
  id: 'loyalty-matrix',
  title: m.lenses_loyalty_title,
  statistics: ['profile', 'loyalty_bins'],
  defaults: {},
  analyse,
  narrate,
  figure(result) {
    const { ended: _ended, unknown: _unknown, ...groups } = result.groups ?? { ended: 0, unknown: 0 };
    return {
      figure: 'loyalty-matrix',
      rows: result.points,
      options: { view: result.view, counts: result.types ?? groups, ...cuts[result.view] },
    };
  },
  covers: ['S4-07', 'S4-08', 'S4-20', 'S2-36'],
  sources: ['Dick & Basu 1994', 'Oliver 1999'],
};
