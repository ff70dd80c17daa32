import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type PurchaseFrequencyOptions, type PurchaseFrequencyResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Do the models expect as many one-time buyers, and as many frequent ones, as there are? */
export const purchaseFrequency: Lens<PurchaseFrequencyOptions, PurchaseFrequencyResult> = {
  id: 'purchase-frequency',
  title: m.lenses_frequency_title,
  statistics: ['profile', 'purchase_fits', 'purchase_frequency'],
  defaults: { cohort: everyone },
  analyse,
  narrate,
  figure: ({ bins, models }) => ({
    figure: 'purchase-frequency',
    rows: bins.map(({ purchases, actual, expected }) => ({ purchases, actual, ...expected })),
    options: { models },
  }),
  covers: ['S0-06'],
  sources: ['Fader, Hardie & Lee 2005', 'Pearson 1900'],
};
