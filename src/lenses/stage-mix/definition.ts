import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type StageMixResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** In which stage are customers now? */
export const stageMix: Lens<Record<string, never>, StageMixResult> = {
  id: 'stage-mix',
  title: m.lenses_stage_mix_title,
  statistics: ['profile', 'stage_now', 'stage_flow', 'prospects'],
  defaults: {},
  analyse,
  narrate,
  figure: (result) => ({ figure: 'stage-mix', rows: result.shares, options: { tooEarly: result.current.tooEarly } }),
  covers: ['S0-09', 'S0-12', 'S0-24', 'S2-24'],
  sources: ['Dwyer, Schurr & Oh 1987'],
};
