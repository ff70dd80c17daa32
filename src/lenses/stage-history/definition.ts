import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type StageHistoryResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How has the mix of stages changed over calendar time? */
export const stageHistory: Lens<Record<string, never>, StageHistoryResult> = {
  id: 'stage-history',
  title: m.lenses_stage_history_title,
  statistics: ['profile', 'stage_history'],
  defaults: {},
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'stage-history',
    rows: result.rows.map((row) => ({ ...row })),
    options: { periodDays: result.periodDays, remark: null },
  }),
  covers: ['S0-09', 'S0-12', 'S0-24', 'S2-24'],
  sources: ['Dwyer, Schurr & Oh 1987'],
};
