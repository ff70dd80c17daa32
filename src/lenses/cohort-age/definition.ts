import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type CohortAgeOptions, type CohortAgeResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Do later cohorts do better, and when did something change for all? */
export const cohortAge: Lens<CohortAgeOptions, CohortAgeResult> = {
  id: 'cohort-age',
  title: m.lenses_cohort_age_title,
  statistics: ['profile', 'cohort_age'],
  defaults: { measure: 'profit', axis: 'age', events: '' },
  choices: { measure: ['profit', 'amount', 'retention'], axis: ['age', 'calendar'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'cohort-age',
    rows: result.cells.map((cell) => ({ ...cell })),
    options: {
      measure: result.measure,
      axis: result.axis,
      period: result.period,
      periodMonths: result.periodMonths,
      cohortMonths: result.cohortMonths,
      cohorts: result.cohorts,
      events: result.events,
      remark: result.measure === 'profit' ? unallocatedRemark(result) : null,
    },
  }),
  covers: ['S0-32', 'S2-20'],
  sources: ['Glenn 2005', 'Fader & Hardie 2007'],
};
