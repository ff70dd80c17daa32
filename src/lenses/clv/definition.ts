import { m } from '#i18n/messages.ts';
import { formatMonth } from '#i18n/format.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { stageName } from '#figures/words.ts';
import type { Lens } from '../definition.ts';
import { type ClvOptions, type ClvResult, analyse } from './analyse.ts';
import { conventionName, narrate } from './narrate.ts';

/** What are the customers worth from today on, and who is worth more than the average? */
export const clv: Lens<ClvOptions, ClvResult> = {
  id: 'clv',
  title: m.lenses_clv_title,
  statistics: ['profile', 'clv_values', 'value_facts', 'purchase_fits'],
  defaults: { by: 'segment' },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'clv',
    rows: [
      ...result.bins.map((bin) => ({ kind: 'bin', ...bin })),
      ...result.groups.map((group) => ({ kind: 'group', ...group, label: nameOf(result, group.name) })),
    ],
    options: { ...result.mean, by: result.mode === 'model' ? result.by : 'convention', n: result.n },
  }),
  covers: ['S0-05', 'S0-18', 'S0-19', 'S2-22'],
  sources: ['Fader, Hardie & Lee 2005', 'Fader & Hardie 2013'],
};

const tiers: Record<string, () => string> = {
  top: m.terms_tier_top,
  big: m.terms_tier_big,
  medium: m.terms_tier_medium,
  small: m.terms_tier_small,
  inactive: m.terms_tier_inactive,
};

function nameOf({ mode, by }: ClvResult, name: string): string {
  if (mode === 'formula') return conventionName(name);
  if (by === 'stage') return stages.includes(name as Stage) ? stageName(name as Stage) : name;
  if (by === 'tier') return tiers[name]?.() ?? name;
  return by === 'cohort' && /^\d{4}-\d{2}-\d{2}$/.test(name) ? formatMonth(name) : name;
}
