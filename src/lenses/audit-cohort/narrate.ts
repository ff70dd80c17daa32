import { monthsName } from '#figures/linked.ts';
import { customers } from '#figures/words.ts';
import { formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { isoOfMonth } from '../audit-cells.ts';
import type { Bounds } from '../audit-reading.ts';
import { auditCitation, auditSilence, measureTitle, measureWords, profitSettings, shareBounds } from '../audit-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, nth, underAssumption, warningTexts } from '../telling.ts';
import type { AuditCohortResult } from './analyse.ts';

/** How many of the cohort still order, how fast they become fewer, and whether those who stay order as often. */
export function narrate(result: AuditCohortResult): Narration {
  const ready = result.status === 'ready';
  const name = nameOf(result);
  const often = frequency(result);
  return {
    headline: ready
      ? result.by === 'profit'
        ? underAssumption(headline(result), result)
        : headline(result)
      : m.lenses_audit_cohort_silent(),
    subtitle: [m.lenses_audit_cohort_sub({ cohort: name, measure: measureWords(result.by) }), m.lenses_band()].join(' · '),
    foot: footOf(
      result,
      m.lenses_audit_cohort_of({ cohort: name }),
      ready && often && !often.sure ? often.words : null,
      ready ? m.lenses_audit_so_far({ measure: measureTitle(result.by), amount: formatMoney(result.soFar, result.currency) }) : null,
    ),
    warnings: warningTexts(result),
    notReady: auditSilence(result),
    method: {
      definition: m.lenses_audit_cohort_definition(),
      formula: m.lenses_audit_cohort_formula(),
      settings: [
        m.lenses_audit_setting_cohort(),
        m.lenses_setting_wilson(),
        m.lenses_audit_setting_means(),
        m.lenses_audit_setting_decay(),
        ...profitSettings(result, result.by),
      ],
      caveats: [
        m.lenses_caveat_heterogeneity(),
        m.lenses_audit_caveat_cohort_season(),
        m.lenses_cohorts_caveat_silent(),
        m.lenses_caveat_mix(),
      ],
      citations: [
        `${auditCitation} Chapter 5.`,
        'Wilson, E. B. 1927. Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.',
      ],
      statistics: ['profile', 'audit_cells'],
    },
  };
}

function nameOf({ cohort, months }: AuditCohortResult): string {
  return cohort === null ? '–' : monthsName(isoOfMonth(cohort), months);
}

function headline(result: AuditCohortResult): string {
  const { ages, unit, n, decay } = result;
  const [second, last] = [ages.find(({ age }) => age > 0)!, ages[ages.length - 1]!];
  const words = {
    n: customers(n),
    cohort: nameOf(result),
    share: shareBounds(second.share),
    when: nth(second.age, unit),
    latest: shareBounds(last.share),
    then: nth(last.age, unit),
  };
  const first = m.lenses_audit_cohort_active(words);
  const fall =
    decay && decay.low !== null && decay.low > 0
      ? m.lenses_audit_cohort_decay({ share: shareBounds(decay), unit: unitWord(result) })
      : null;
  const often = frequency(result);
  const rest = [fall, often?.sure ? often.words : null].filter((part) => part !== null);
  return rest.length === 0 ? first : m.lenses_two({ first, second: rest.join(m.lenses_audit_comma()) });
}

function unitWord({ unit }: AuditCohortResult): string {
  return { month: m.lenses_audit_each_month, quarter: m.lenses_audit_each_quarter, year: m.lenses_audit_each_year }[unit]();
}

/** Orders of those who order, at the first and the last age where ten or more do, and whether they surely differ. */
function frequency({ ages }: AuditCohortResult): { words: string; sure: boolean } | null {
  const known = ages.filter(({ age, orders }) => age > 0 && orders !== null);
  const [first, last] = [known[0]?.orders, known[known.length - 1]?.orders];
  if (!first || !last || known.length < 2) return null;
  const words = { before: formatNumber(first.value, 1), now: formatNumber(last.value, 1) };
  const above = (one: Bounds, other: Bounds) => one.low !== null && other.high !== null && one.low > other.high;
  if (above(last, first)) return { words: m.lenses_audit_often_more(words), sure: true };
  if (above(first, last)) return { words: m.lenses_audit_often_less(words), sure: true };
  return { words: m.lenses_audit_often_same(words), sure: false };
}
