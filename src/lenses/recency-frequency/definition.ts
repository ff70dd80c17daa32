import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { shownModels } from '../fitted.ts';
import { type RecencyFrequencyOptions, type RecencyFrequencyResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Who is still there, and who will buy, by how often and how recently they bought? */
export const recencyFrequency: Lens<RecencyFrequencyOptions, RecencyFrequencyResult> = {
  id: 'recency-frequency',
  title: m.lenses_recency_title,
  statistics: ['profile', 'history_grid', 'purchase_fits'],
  defaults: { show: 'alive', model: 'mbg-nbd', weeks: 52, cohort: everyone },
  choices: { show: ['alive', 'expected'], model: shownModels },
  analyse,
  narrate,
  figure: ({ show, weeks, T, columns, model, rows }) => ({
    figure: 'recency-frequency',
    rows,
    options: { show, weeks, T, columns, model },
  }),
  covers: ['S0-06'],
  sources: ['Fader, Hardie & Lee 2005'],
};
