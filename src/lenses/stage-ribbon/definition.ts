import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type StageRibbonResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Which paths do single customers take through the stages? */
export const stageRibbon: Lens<Record<string, never>, StageRibbonResult> = {
  id: 'stage-ribbon',
  title: m.lenses_stage_ribbon_title,
  statistics: ['profile', 'stage_ribbon'],
  defaults: {},
  analyse,
  narrate,
  figure: (result) => ({ figure: 'stage-ribbon', rows: result.stays.map((stay) => ({ ...stay })), options: { period: result.period } }),
  covers: ['S0-09', 'S0-10', 'S0-11', 'S0-24', 'S0-26', 'S0-28', 'S2-24'],
  sources: ['Dwyer, Schurr & Oh 1987', 'Chen Mingliang 2001–2003'],
};
