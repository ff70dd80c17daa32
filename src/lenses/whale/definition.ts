import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type WhaleLensOptions, type WhaleResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How much of the profit do few customers earn, and how many cost money? */
export const whale: Lens<WhaleLensOptions, WhaleResult> = {
  id: 'whale',
  title: m.lenses_whale_title,
  statistics: ['profile', 'profit_rank', 'profit_rank_young', 'unallocated_costs'],
  defaults: { replicates: 1000, young: 'include' },
  choices: { young: ['include', 'exclude'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'whale',
    rows: result.curve,
    options: {
      peak: result.peak,
      peakAt: result.peakAt,
      top20: result.top20,
      unprofitableShare: result.unprofitableShare,
      makers: result.makers,
      remark: unallocatedRemark(result),
    },
  }),
  covers: ['S2-17', 'S2-20'],
  sources: ['Kaplan & Narayanan 2001'],
};
