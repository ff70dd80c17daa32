import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { share, span } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, underAssumption, warningTexts } from '../telling.ts';
import { plainHeadline } from '../rich.ts';
import type { CohortAgeResult } from './analyse.ts';

/** Whether a later cohort is higher at the same age than the one before it. */
export function narrate(result: CohortAgeResult): Narration {
  const name = { profit: m.lenses_name_profit, amount: m.lenses_name_amount, retention: m.lenses_name_retention }[result.measure]();
  return {
    headline: result.status === 'ready' ? headline(result, name) : m.lenses_cohort_age_silent(),
    subtitle: [
      result.measure === 'retention'
        ? m.lenses_cohort_age_subtitle_share()
        : m.lenses_cohort_age_subtitle_money({ measure: plainHeadline(name) }),
      result.axis === 'age' ? m.lenses_cohort_age_by_age() : m.lenses_cohort_age_by_calendar(),
    ].join(' · '),
    foot: footOf(result, m.lenses_cohort_age_cohorts({ cohorts: formatInteger(result.cohorts.length) })),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_cohort_age_definition(),
      formula: m.lenses_cohort_age_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_setting_cohort({ length: span(result.cohortMonths, 'month') }),
        m.lenses_setting_whole_cohort(),
        m.lenses_setting_difference_signs({ risen: formatInteger(result.risen), fallen: formatInteger(result.fallen) }),
        result.measure === 'retention' ? m.lenses_setting_wilson() : m.lenses_setting_mean_range(),
      ],
      caveats: [m.lenses_caveat_age_cohort(), m.lenses_caveat_heterogeneity(), m.lenses_caveat_unallocated()],
      citations: [
        'Glenn, N. D. 2005. Cohort Analysis, 2nd ed. Sage. (Age, cohort and period cannot all be separated linearly.)',
        'Moore, G. H. & Wallis, W. A. 1943. Time series significance tests based on signs of differences. JASA 38, 153–164.',
        'Fader, P. S. & Hardie, B. G. S. 2007. How to project customer retention. Journal of Interactive Marketing 21(1), 76–90.',
      ],
      statistics: ['profile', 'cohort_age'],
    },
  };
}

function headline(result: CohortAgeResult, name: string): string {
  const { laterHigher, pairs, verdict } = result;
  if (laterHigher === null) return m.lenses_cohort_age_one();
  const words = { measure: name, share: share(laterHigher), pairs: formatInteger(pairs) };
  const said =
    verdict === 'better'
      ? m.lenses_cohort_age_better(words)
      : verdict === 'worse'
        ? m.lenses_cohort_age_worse(words)
        : m.lenses_cohort_age_mixed(words);
  return result.measure === 'profit' ? underAssumption(said, result) : said;
}
