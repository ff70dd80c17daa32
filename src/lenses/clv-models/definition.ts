import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type ClvModelsOptions, type ClvModelsResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Which model of buying is to be trusted with this base? */
export const clvModels: Lens<ClvModelsOptions, ClvModelsResult> = {
  id: 'clv-models',
  title: m.lenses_clv_models_title,
  statistics: ['profile', 'purchase_fits', 'clv_leaderboard'],
  defaults: { cohort: everyone },
  analyse,
  narrate,
  figure: ({ models, best }) => ({
    figure: 'clv-models',
    rows: models.map((score) => ({ ...score })),
    options: { best: best?.model ?? null },
  }),
  covers: ['S0-06', 'S0-18'],
  sources: ['Fader, Hardie & Lee 2005', 'Schmittlein, Morrison & Colombo 1987', 'Gneiting & Raftery 2007'],
};
