import { monthsName } from '#figures/linked.ts';
import { share } from '#figures/words.ts';
import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, moneyWithin, notReadyWords, nth, shareWithin, underAssumption, warningTexts } from '../telling.ts';
import type { CohortsResult, Estimate } from './analyse.ts';
import { unitMonths } from './cells.ts';

/** What the chosen age, cohort or stretch of the calendar says, and whether cohorts differ by more than chance. */
export function narrate(result: CohortsResult): Narration {
  const { measure, unit, suppressed } = result;
  const units = { month: m.lenses_cohorts_rows_month, quarter: m.lenses_cohorts_rows_quarter, year: m.lenses_cohorts_rows_year };
  const measures = {
    retention: m.lenses_cohorts_shown_retention,
    orders: m.lenses_cohorts_shown_orders,
    amount: m.lenses_cohorts_shown_amount,
    profit: m.lenses_cohorts_shown_profit,
    cumulated: m.lenses_cohorts_shown_cumulated,
  };
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_cohorts_silent(),
    subtitle: [measures[measure](), units[unit]()].join(' · '),
    foot: footOf(
      result,
      m.lenses_cohort_age_cohorts({ cohorts: formatInteger(result.cohorts.length) }),
      suppressed.cohorts > 0
        ? m.lenses_cohorts_small({ cohorts: formatInteger(suppressed.cohorts), n: formatInteger(suppressed.customers) })
        : null,
    ),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_cohorts_definition(),
      formula: m.lenses_cohorts_formula(),
      settings: [
        m.lenses_cohorts_setting_calendar(),
        measure === 'retention' ? m.lenses_setting_wilson() : m.lenses_cohorts_setting_mean(),
        m.lenses_cohorts_setting_partial(),
        m.lenses_cohorts_setting_smallest(),
        ...(result.compared ? [tested(result)] : []),
      ],
      caveats: [m.lenses_caveat_age_cohort(), m.lenses_caveat_heterogeneity(), m.lenses_cohorts_caveat_silent()],
      citations: [
        'Fader, P. S. & Hardie, B. G. S. 2007. How to project customer retention. Journal of Interactive Marketing 21(1), 76–90.',
        'Glenn, N. D. 2005. Cohort Analysis, 2nd ed. Sage. (Age, cohort and period cannot all be separated linearly.)',
        'Wilson, E. B. 1927. Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.',
        'Cochran, W. G. 1954. The combination of estimates from different experiments. Biometrics 10, 101–129.',
      ],
      statistics: ['profile', 'cohort_triangle'],
    },
  };
}

function headline(result: CohortsResult): string {
  const { chosen, picked, pooled } = result;
  const months = unitMonths[result.unit];
  if (chosen.calendar !== null && chosen.cohort === null) {
    if (!picked) return m.lenses_cohorts_nobody({ when: monthsName(chosen.calendar, months) });
    const words = statement(result, picked, monthsName(chosen.calendar, months), true);
    return said(result, result.others === null ? words : m.lenses_cohorts_usual({ words, others: plain(result, result.others) }));
  }
  const when = nth(result.at, result.unit);
  if (chosen.cohort !== null) {
    const cohort = monthsName(chosen.cohort, months);
    if (!picked) return m.lenses_cohorts_too_young({ cohort, when });
    const words = m.lenses_cohorts_of({ cohort, words: statement(result, picked, when, false) });
    return said(result, result.others === null ? words : m.lenses_cohorts_others({ words, others: plain(result, result.others) }));
  }
  if (!pooled) return m.lenses_cohorts_silent();
  return said(result, m.lenses_cohorts_both({ words: statement(result, pooled, when, false), cohorts: differing(result) }));
}

function said(result: CohortsResult, words: string): string {
  return result.measure === 'profit' ? underAssumption(words, result) : words;
}

function statement(result: CohortsResult, estimate: Estimate, when: string, calendar: boolean): string {
  const { value, low, high } = estimate;
  const { measure, currency } = result;
  const words = (text: string) => ({ value: `[[accent:${text}]]`, when });
  if (measure === 'retention')
    return (calendar ? m.lenses_cohorts_calendar_retention : m.lenses_cohorts_at_retention)(words(shareWithin(value, low, high)));
  if (measure === 'orders') {
    const number = formatNumber(value, 2);
    const text =
      low === null || high === null
        ? number
        : m.lenses_within({ value: number, interval: interval(formatNumber(low, 2), formatNumber(high, 2)) });
    return (calendar ? m.lenses_cohorts_calendar_orders : m.lenses_cohorts_at_orders)(words(text));
  }
  const money = words(moneyWithin(value, low, high, currency));
  if (measure === 'cumulated') return (calendar ? m.lenses_cohorts_calendar_cumulated : m.lenses_cohorts_at_cumulated)(money);
  if (measure === 'profit') return (calendar ? m.lenses_cohorts_calendar_profit : m.lenses_cohorts_at_profit)(money);
  return (calendar ? m.lenses_cohorts_calendar_amount : m.lenses_cohorts_at_amount)(money);
}

function plain({ measure, currency }: CohortsResult, value: number): string {
  if (measure === 'retention') return share(value);
  return measure === 'orders' ? formatNumber(value, 2) : formatMoney(value, currency);
}

function differing(result: CohortsResult): string {
  const { compared, lowest, highest } = result;
  if (!compared || !lowest || !highest || lowest.cohort === highest.cohort) return m.lenses_cohorts_incomparable();
  if (!compared.differ) return m.lenses_cohorts_alike();
  const name = (cohort: string) => monthsName(cohort, unitMonths[result.unit]);
  return m.lenses_cohorts_differ({
    low: plain(result, lowest.value),
    lowest: name(lowest.cohort),
    high: plain(result, highest.value),
    highest: name(highest.cohort),
  });
}

function tested({ compared, measure, at, unit }: CohortsResult): string {
  const words = {
    when: nth(at, unit),
    cohorts: formatInteger(compared!.cohorts),
    statistic: formatNumber(compared!.statistic, 1),
    p: compared!.p < 0.001 ? '< 0.001' : `= ${formatNumber(compared!.p, 3)}`,
  };
  return measure === 'retention' ? m.lenses_cohorts_setting_shares(words) : m.lenses_cohorts_setting_means(words);
}
