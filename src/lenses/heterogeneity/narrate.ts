import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { processLook } from '#figures/process-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, ofCohort, shareWithin, warningTexts } from '../telling.ts';
import { valueCitations, valueSilence } from '../value-words.ts';
import type { HeterogeneityResult } from './analyse.ts';

/** How rarely the usual customer buys beside the most frequent, and how likely one leaves. */
export function narrate(result: HeterogeneityResult): Narration {
  const beta = result.dropout.kind === 'beta';
  return {
    headline: result.status === 'ready' ? ofCohort(result.cohort, headline(result)) : m.lenses_heterogeneity_silent(),
    subtitle: beta ? m.lenses_heterogeneity_subtitle() : m.lenses_heterogeneity_subtitle_rate(),
    foot: footOf(result, processLook(result.model).name, m.lenses_value_delta()),
    warnings: warningTexts(result),
    notReady: valueSilence(result),
    method: {
      definition: m.lenses_heterogeneity_definition(),
      formula: beta ? m.lenses_heterogeneity_formula() : m.lenses_heterogeneity_formula_rate(),
      settings: [
        m.lenses_value_delta(),
        m.lenses_heterogeneity_setting_cut(),
        ...(result.cohort === null ? [] : [m.lenses_heterogeneity_setting_cohort({ cohort: result.cohort })]),
      ],
      caveats: [m.lenses_heterogeneity_caveat_shape(), m.lenses_heterogeneity_caveat_fixed()],
      citations: [valueCitations.bgNbd, valueCitations.mbgNbd, valueCitations.paretoNbd],
      statistics: ['profile', 'history_grid', 'purchase_fits', ...(result.cohort === null ? [] : ['cohort_fits'])],
    },
  };
}

/** Weeks between two purchases at a rate; more than ten years are called that. */
function weeksBetween(rate: number): string {
  const weeks = rate > 0 ? 1 / rate : Infinity;
  return weeks > 520
    ? m.lenses_heterogeneity_decade()
    : m.lenses_heterogeneity_weeks({ n: weeks < 10 ? formatNumber(weeks, 1) : formatInteger(weeks) });
}

function headline({ rate, dropout }: HeterogeneityResult): string {
  const words = { median: weeksBetween(rate.median), top: weeksBetween(rate.top) };
  const leave = shareWithin(dropout.mean.value, dropout.mean.low, dropout.mean.high);
  if (dropout.kind === 'beta') return m.lenses_heterogeneity_headline({ ...words, leave });
  return m.lenses_heterogeneity_headline_rate({ ...words, life: weeksBetween(dropout.median) });
}
