import { m } from '#i18n/messages.ts';
import { tierName } from '#figures/ladder-words.ts';
import { tiers } from '#models/lifecycle/ladder/rungs.ts';
import type { FigureRequest, Lens } from '../definition.ts';
import { type LadderLensOptions, type LadderResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How far up do customers stand, and do they rise? */
export const ladder: Lens<LadderLensOptions, LadderResult> = {
  id: 'ladder',
  title: m.lenses_ladder_title,
  statistics: ['profile', 'ladder_counts', 'tier_migration'],
  defaults: { show: 'rungs' },
  choices: { show: ['rungs', 'migration'] },
  analyse,
  narrate,
  figure,
  covers: ['S2-19', 'S2-23', 'S1-19'],
  sources: ['Curry & Curry 2000', 'Wilson 1927'],
};

/** The top tier in the accent, the others in weights of one grey: the colours of the stages stay with the stages. */
const tokens = { top: 'accent', big: 'ink-3', medium: 'ink-3', small: 'ink-3', inactive: 'ink-3' };
const weights = { top: 1, big: 1, medium: 0.8, small: 0.55, inactive: 0.28 };

function figure({ show, rungs, migration }: LadderResult): FigureRequest {
  if (show === 'rungs') {
    return {
      figure: 'ladder',
      rows: rungs.map((row) => ({ ...row })),
      options: { order: ['loyal', 'old', 'regular', 'new', 'prospect'], off: ['occasional', 'ended'] },
    };
  }
  const names = Object.fromEntries(tiers.map((tier) => [tier, tierName(tier)]));
  const last = Object.fromEntries(tiers.map((tier) => [tier, { table: 'customer_state', where: [{ column: 'tier', is: tier }] }]));
  return {
    figure: 'flow',
    rows: migration.map(({ from, to, k }) => ({ step: 0, from, to, n: k })),
    options: { order: [...tiers], names, tokens, weights, moments: [m.lenses_ladder_before(), m.lenses_ladder_now()], last },
  };
}
