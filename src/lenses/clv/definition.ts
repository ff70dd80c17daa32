import type { FigureRow } from '#figures/definition.ts';
import { everyone, rangeName } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
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
  defaults: { by: 'segment', cohort: everyone },
  choices: { by: ['segment', 'source', 'stage', 'tier', 'cohort'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'clv',
    rows: [
      ...result.bins.map((bin) => ({ kind: 'bin', ...bin })),
      ...ownRow(result),
      ...result.groups.map(({ days, ...group }) => ({
        kind: 'group',
        ...group,
        label: nameOf(result, { days, ...group }),
        from: days?.from ?? null,
        to: days?.to ?? null,
      })),
    ],
    options: {
      ...result.benchmark,
      by: result.mode === 'model' ? result.by : 'convention',
      n: result.n,
      cohort: result.cohort === null ? null : { name: result.cohort, days: result.days, ...result.mean },
    },
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

/** The chosen cohort beside the average of all, above its groups; cohorts stand among the groups where they are compared. */
function ownRow({ cohort, days, mean, benchmark, n, by }: ClvResult): FigureRow[] {
  if (cohort === null || days === null || by === 'cohort') return [];
  const ratio = benchmark.value > 0 ? mean.value / benchmark.value : 0;
  return [{ kind: 'group', name: cohort, label: m.figures_cohorts_row({ cohort }), n, ...mean, ratio, from: days.from, to: days.to }];
}

function nameOf({ mode, by }: ClvResult, { name, days }: Pick<ClvResult['groups'][number], 'name' | 'days'>): string {
  if (mode === 'formula') return conventionName(name);
  if (by === 'stage') return name === 'early' ? m.lenses_clv_early() : stages.includes(name as Stage) ? stageName(name as Stage) : name;
  if (by === 'tier') return tiers[name]?.() ?? name;
  return days ? rangeName(days) : name;
}
