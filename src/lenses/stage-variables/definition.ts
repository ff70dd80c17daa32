import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type StageVariablesOptions, type StageVariablesResult, analyse, panels } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How do input, volume, price, indirect benefit and profit develop? */
export const stageVariables: Lens<StageVariablesOptions, StageVariablesResult> = {
  id: 'stage-variables',
  title: m.lenses_stage_variables_title,
  statistics: ['profile', 'stage_variables', 'variable_curves', 'stage_age'],
  defaults: { axis: 'stage', base: 'all' },
  choices: { axis: ['stage', 'age', 'calendar'], base: ['all', 'survivors', 'balanced'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'stage-variables',
    rows: result.points.map((point) => ({ ...point })),
    options: { axis: result.axis, period: result.period, places: result.places, panels, remark: unallocatedRemark(result) },
  }),
  covers: ['S0-13', 'S0-29', 'S0-30', 'S2-27', 'S2-28', 'S2-29', 'S2-30', 'S2-31'],
  sources: ['Dwyer, Schurr & Oh 1987', 'Reichheld & Sasser 1990'],
};
