import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, moneyWithin, ofCohort, underAssumption, warningTexts } from '../telling.ts';
import { termsSetting, valueCitations, valueSilence } from '../value-words.ts';
import type { ClvResult } from './analyse.ts';

/** What a customer is worth on average and how many are worth more; by formula, with its range and why. */
export function narrate(result: ClvResult): Narration {
  const { mode, years, annualRate, margin, beyond, total, cohort } = result;
  const formula = mode === 'formula';
  const marginWords = m.lenses_clv_margin({ margin: formatPercent(margin, 1) });
  const rho = result.warnings.find(({ code }) => code === 'spend-correlated')?.parameters.rho;
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_clv_silent(),
    subtitle: formula ? m.lenses_clv_subtitle_formula() : [distributionWords(result), groupWords(result)].join(' · '),
    foot: footOf(
      result,
      ...(result.status === 'ready' ? [termsSetting(years, annualRate), marginWords] : []),
      total === null ? null : totalWords(total, result),
      beyond === null ? null : m.lenses_clv_beyond({ share: share(beyond), years: formatInteger(years) }),
      formula ? why(result) : null,
    ),
    warnings: [
      ...warningTexts(result),
      ...(formula && result.status === 'ready' ? [m.lenses_clv_warning_formula()] : []),
      ...(!formula && result.status === 'ready' && result.mean.low === null ? [m.lenses_value_no_interval()] : []),
      ...(rho === undefined ? [] : [m.lenses_clv_warning_correlated({ rho: formatNumber(Number(rho)) })]),
    ],
    notReady: valueSilence(result),
    method: {
      definition: m.lenses_clv_definition(),
      formula: formula ? m.lenses_clv_formula_formula() : m.lenses_clv_formula(),
      settings: [
        termsSetting(years, annualRate),
        m.lenses_setting_discount(),
        marginWords,
        ...(formula
          ? [why(result) ?? '', m.lenses_clv_setting_conventions()]
          : [
              m.lenses_clv_setting_intervals(),
              m.lenses_clv_setting_models(),
              ...(cohort === null ? [] : [m.lenses_clv_setting_cohort({ cohort })]),
            ]),
      ].filter((line) => line !== ''),
      caveats: [
        m.lenses_value_caveat_sunk(),
        m.lenses_clv_caveat_mean(),
        ...(formula
          ? [m.lenses_clv_caveat_formula()]
          : [m.lenses_value_caveat_independence(), m.lenses_clv_caveat_ahead(), m.lenses_clv_caveat_groups()]),
      ],
      citations: [
        valueCitations.mbgNbd,
        valueCitations.gammaGamma,
        'Gupta, S. & Lehmann, D. R. 2003. Customers as assets. Journal of Interactive Marketing 17(1), 9–24.',
      ],
      statistics: ['profile', 'clv_values', 'value_facts', 'purchase_fits'],
    },
  };
}

/** When money arrives, by the convention of the formula. */
export function conventionName(name: string): string {
  const names: Record<string, () => string> = { end: m.lenses_clv_end, middle: m.lenses_clv_middle, start: m.lenses_clv_start };
  return names[name]?.() ?? name;
}

function distributionWords({ cohort }: ClvResult): string {
  return cohort === null ? m.lenses_clv_subtitle() : m.lenses_clv_subtitle_cohort({ cohort });
}

function totalWords(total: number, { cohort, currency }: ClvResult): string {
  const text = formatMoney(total, currency);
  return cohort === null ? m.lenses_clv_total({ total: text }) : m.lenses_clv_total_cohort({ total: text, cohort });
}

function groupWords({ by, groups, cohort }: ClvResult): string {
  const names = {
    segment: m.lenses_clv_by_segment,
    source: m.lenses_clv_by_source,
    stage: m.lenses_clv_by_stage,
    tier: m.lenses_clv_by_tier,
    cohort: m.lenses_clv_by_cohort,
  };
  if (groups.length === 0) return m.lenses_clv_no_groups();
  return cohort !== null && by === 'cohort' ? m.lenses_clv_by_cohort_all() : names[by]();
}

function why({ formula, currency }: ClvResult): string | null {
  if (!formula) return null;
  const { retention, kept, before, days, marginPerWindow } = formula;
  return m.lenses_clv_basis({
    margin: formatMoney(marginPerWindow, currency),
    days: formatInteger(days),
    retention: m.lenses_within({
      value: share(retention.value),
      interval: interval(share(retention.low ?? 0), share(retention.high ?? 1)),
    }),
    kept: formatInteger(kept),
    before: formatInteger(before),
  });
}

function headline(result: ClvResult): string {
  const { mean, benchmark, above, years, currency, mode, formula, cohort } = result;
  const words = { value: moneyWithin(mean.value, mean.low, mean.high, currency), years: formatInteger(years) };
  if (mode === 'formula') {
    const reasons: Record<string, () => string> = {
      'clv-customers': m.lenses_clv_reason_customers,
      'clv-repeaters': m.lenses_clv_reason_repeaters,
      'clv-few-amounts': m.lenses_clv_reason_few_amounts,
      'clv-same-amounts': m.lenses_clv_reason_same_amounts,
      'clv-endless-mean': m.lenses_clv_reason_endless,
      'clv-no-margin': m.lenses_clv_reason_no_margin,
    };
    return m.lenses_clv_headline_because({
      headline: underAssumption(m.lenses_clv_headline_formula(words), result),
      reason: (reasons[formula?.reason ?? ''] ?? m.lenses_clv_reason_other)(),
    });
  }
  const modelled = { ...words, above: share(above ?? 0), all: formatMoney(benchmark.value, currency) };
  return underAssumption(
    cohort === null ? m.lenses_clv_headline(modelled) : ofCohort(cohort, m.lenses_clv_headline_cohort(modelled)),
    result,
  );
}
