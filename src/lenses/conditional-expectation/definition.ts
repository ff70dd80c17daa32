import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type ConditionalExpectationOptions, type ConditionalExpectationResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Do the models know what frequent buyers will do, or only what all will do together? */
export const conditionalExpectation: Lens<ConditionalExpectationOptions, ConditionalExpectationResult> = {
  id: 'conditional-expectation',
  title: m.lenses_conditional_title,
  statistics: ['profile', 'purchase_fits', 'conditional_expectation'],
  defaults: { cohort: everyone },
  analyse,
  narrate,
  figure: ({ bins, models }) => ({
    figure: 'conditional-expectation',
    rows: bins.map(({ expected, ...bin }) => ({ ...bin, ...expected })),
    options: { models },
  }),
  covers: ['S0-06', 'S0-18'],
  sources: ['Fader, Hardie & Lee 2005', 'Schmittlein & Peterson 1994'],
};
