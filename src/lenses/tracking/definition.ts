import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type TrackingOptions, type TrackingResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Do the models follow what happened after they were fitted? */
export const tracking: Lens<TrackingOptions, TrackingResult> = {
  id: 'tracking',
  title: m.lenses_tracking_title,
  statistics: ['profile', 'purchase_fits', 'clv_tracking'],
  defaults: { view: 'incremental', cohort: everyone, calendar: everyone },
  choices: { view: ['incremental', 'cumulative'] },
  analyse,
  narrate,
  figure: ({ weeks, models, view, step, calendar }) => ({
    figure: 'tracking',
    rows: weeks.map(({ expected, week, ends, heldOut, actual }) => ({ week, ends, heldOut, actual, ...expected })),
    options: { models, view, step, calendar },
  }),
  covers: ['S0-06'],
  sources: ['Fader, Hardie & Lee 2005', 'Schmittlein, Morrison & Colombo 1987'],
};
