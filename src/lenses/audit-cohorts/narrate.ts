import { formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { auditRules } from '#schema/thresholds.ts';
import { cohortMonths } from '../audit-cells.ts';
import {
  auditCitation,
  auditSilence,
  cohortName,
  measureTitle,
  measureWords,
  moneyBounds,
  profitSettings,
  shareBounds,
  unitName,
} from '../audit-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, nth, underAssumption, warningTexts } from '../telling.ts';
import { type AuditCohortsResult, cohortStart, differ } from './analyse.ts';

/** Whether cohorts differ at the same age, or how much of the latest unit rests on customers won before. */
export function narrate(result: AuditCohortsResult): Narration {
  const { by, view, unit, test, at } = result;
  const title = measureTitle(by);
  return {
    headline: result.status === 'ready' ? said(result, view === 'age' ? atAge(result) : resting(result)) : m.lenses_audit_cohorts_silent(),
    subtitle:
      view === 'age'
        ? [m.lenses_audit_cohorts_sub_age({ measure: title }), m.lenses_band()].join(' · ')
        : m.lenses_audit_cohorts_sub_calendar({ measure: title }),
    foot: footOf(result, view === 'age' ? m.lenses_audit_cohorts_foot_age() : m.lenses_audit_cohorts_foot_calendar()),
    warnings: warningTexts(result),
    notReady: auditSilence(result),
    method: {
      definition: m.lenses_audit_cohorts_definition(),
      formula: m.lenses_audit_cohorts_formula(),
      settings: [
        m.lenses_audit_setting_cohort(),
        m.lenses_audit_setting_means(),
        ...(test && at !== null
          ? [
              m.lenses_audit_setting_test({
                when: nth(at, unit),
                statistic: formatNumber(test.statistic, 1),
                p: test.p < 0.001 ? '< 0.001' : `= ${formatNumber(test.p, 3)}`,
              }),
            ]
          : []),
        ...profitSettings(result, by),
      ],
      caveats: [m.lenses_caveat_age_cohort(), m.lenses_audit_caveat_calendar(), m.lenses_audit_caveat_season(), m.lenses_caveat_mix()],
      citations: [
        `${auditCitation} Chapter 6.`,
        'Cochran, W. G. 1954. The combination of estimates from different experiments. Biometrics 10, 101–129.',
      ],
      statistics: ['profile', 'audit_cells'],
    },
  };
}

function atAge(result: AuditCohortsResult): string {
  const { compared, at, unit, by, currency } = result;
  const months = cohortMonths[unit];
  const [oldest, newest] = [compared[0]!, compared[compared.length - 1]!];
  const words = {
    when: nth(at!, unit),
    measure: measureWords(by),
    oldest: cohortName(oldest.cohort, months),
    old: moneyBounds(oldest, currency),
    newest: cohortName(newest.cohort, months),
    new: moneyBounds(newest, currency),
  };
  if (oldest === newest) return m.lenses_audit_cohorts_one({ ...words, value: words.new });
  if (!differ(result)) return m.lenses_audit_cohorts_alike(words);
  const apart = Math.abs(newest.value - oldest.value) > auditRules.z * Math.hypot(newest.error ?? Infinity, oldest.error ?? Infinity);
  if (!apart) {
    const sorted = compared.toSorted((a, b) => a.value - b.value);
    const [low, high] = [sorted[0]!, sorted[sorted.length - 1]!];
    return m.lenses_audit_cohorts_differ({
      ...words,
      low: formatMoney(low.value, currency),
      lowest: cohortName(low.cohort, months),
      high: formatMoney(high.value, currency),
      highest: cohortName(high.cohort, months),
    });
  }
  return newest.value > oldest.value ? m.lenses_audit_cohorts_better(words) : m.lenses_audit_cohorts_worse(words);
}

function resting({ older, latest, unit, by }: AuditCohortsResult): string {
  if (!older || latest === null) return m.lenses_audit_cohorts_silent();
  return m.lenses_audit_cohorts_older({
    share: shareBounds(older),
    measure: measureWords(by),
    when: unitName(latest, unit),
    before: cohortName(cohortStart(latest, unit), cohortMonths[unit]),
  });
}

function said(result: AuditCohortsResult, words: string): string {
  return result.by === 'profit' ? underAssumption(words, result) : words;
}
