import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { flowOptions } from './states.ts';
import { type StageFlowOptions, type StageFlowResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How do customers move from stage to stage? */
export const stageFlow: Lens<StageFlowOptions, StageFlowResult> = {
  id: 'stage-flow',
  title: m.lenses_stage_flow_title,
  statistics: ['profile', 'stage_flow', 'stage_flow_spread', 'stage_years'],
  defaults: { span: 'period' },
  choices: { span: ['period', 'year', 'years'] },
  analyse,
  narrate,
  figure: (result) => ({ figure: 'flow', rows: result.moves.map((move) => ({ ...move })), options: flowOptions(result) }),
  covers: ['S0-12', 'S0-24', 'S0-28', 'S0-31'],
  sources: ['Dwyer, Schurr & Oh 1987'],
};
