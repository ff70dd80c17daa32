import { dayRange, everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { shownModels } from '../fitted.ts';
import { type HeterogeneityOptions, type HeterogeneityResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How much do customers differ in how often they buy and how soon they leave? */
export const heterogeneity: Lens<HeterogeneityOptions, HeterogeneityResult> = {
  id: 'heterogeneity',
  title: m.lenses_heterogeneity_title,
  statistics: ['profile', 'history_grid', 'purchase_fits'],
  also: ({ cohort }) => (dayRange(cohort) ? ['cohort_fits'] : []),
  defaults: { model: 'mbg-nbd', cohort: everyone },
  choices: { model: shownModels },
  analyse,
  narrate,
  figure: ({ rate, dropout, rows }) => ({
    figure: 'heterogeneity',
    rows,
    options: {
      panels: [
        { id: 'rate', kind: rate.kind, mean: rate.mean.value, last: rate.last, highest: rate.highest },
        { id: 'dropout', kind: dropout.kind, mean: dropout.mean.value, last: dropout.last, highest: dropout.highest },
      ],
    },
  }),
  covers: ['S0-06'],
  sources: ['Fader, Hardie & Lee 2005', 'Schmittlein, Morrison & Colombo 1987'],
};
