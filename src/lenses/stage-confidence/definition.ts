import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { stageSamples } from '#schema/thresholds.ts';
import { type StageConfidenceResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How sure are the stages? */
export const stageConfidence: Lens<Record<string, never>, StageConfidenceResult> = {
  id: 'stage-confidence',
  title: m.lenses_stage_confidence_title,
  statistics: ['profile', 'stage_confidence'],
  defaults: {},
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'stage-confidence',
    rows: result.stages.map((row) => ({ ...row })),
    options: { sure: stageSamples.sure },
  }),
  covers: ['S0-12', 'S2-24'],
  sources: ['Chamandy et al. 2012'],
};
