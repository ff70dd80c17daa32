import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type CohortsOptions, type CohortsResult, analyse } from './analyse.ts';
import { unitMonths } from './cells.ts';
import { narrate } from './narrate.ts';

/** How many of a cohort come back, age by age, and are cohorts alike? Choosing in it narrows every figure of the page. */
export const cohorts: Lens<CohortsOptions, CohortsResult> = {
  id: 'cohorts',
  title: m.lenses_cohorts_title,
  statistics: ['profile', 'cohort_triangle'],
  defaults: { measure: 'retention', unit: 'auto', at: 3, cohort: everyone, age: everyone, calendar: everyone },
  choices: { measure: ['retention', 'orders', 'amount', 'profit', 'cumulated'], unit: ['auto', 'month', 'quarter', 'year'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'cohorts',
    rows: result.cells.map(({ error: _, ...cell }) => ({ ...cell })),
    options: {
      measure: result.measure,
      unit: result.unit,
      months: unitMonths[result.unit],
      cohorts: result.cohorts,
      chosen: result.chosen,
      remark: result.measure === 'profit' ? unallocatedRemark(result) : null,
    },
  }),
  covers: ['S0-32', 'S2-20', 'S2-22'],
  sources: ['Fader & Hardie 2007', 'Glenn 2005', 'Wilson 1927'],
};
