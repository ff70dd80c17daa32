import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { shownModels } from '../fitted.ts';
import { type IsoValueOptions, type IsoValueResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Which histories are worth the same? */
export const isoValue: Lens<IsoValueOptions, IsoValueResult> = {
  id: 'iso-value',
  title: m.lenses_iso_title,
  statistics: ['profile', 'history_grid', 'purchase_fits', 'value_facts'],
  defaults: { model: 'mbg-nbd', years: null, rate: 0.1, spend: 1, cohort: everyone },
  choices: { model: shownModels },
  analyse,
  narrate,
  figure: ({ T, columns, rows }) => ({ figure: 'recency-frequency', rows, options: { show: 'value', weeks: 52, T, columns } }),
  covers: ['S0-18'],
  sources: ['Fader, Hardie & Lee 2005 (JMR)'],
};
