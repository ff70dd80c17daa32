import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type StageCurveResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How do amount, profit and stage develop with the age of a relationship? */
export const stageCurve: Lens<Record<string, never>, StageCurveResult> = {
  id: 'stage-curve',
  title: m.lenses_stage_curve_title,
  statistics: ['profile', 'stage_age', 'stage_age_replicates'],
  defaults: {},
  analyse,
  narrate,
  figure(result) {
    const fitted = new Map(result.theory.map(({ age, value }) => [age, value]));
    return {
      figure: 'stage-curve',
      rows: result.periods.map(({ stageShare, ...row }) => ({ ...row, ...stageShare, theory: fitted.get(row.age) ?? null })),
      options: { period: result.period, measures: result.measures, zones: result.zones, remark: unallocatedRemark(result) },
    };
  },
  covers: ['S0-11', 'S0-13', 'S0-27', 'S0-28', 'S2-25', 'S2-27', 'S2-28'],
  sources: ['Dwyer, Schurr & Oh 1987', 'Chen Mingliang 陈明亮 2001–2003'],
};
