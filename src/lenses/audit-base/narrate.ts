import { customers, share } from '#figures/words.ts';
import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import {
  auditCitation,
  auditSilence,
  measureTitle,
  measureWords,
  moneyBounds,
  profitSettings,
  shareBounds,
  unitName,
} from '../audit-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, underAssumption, warningTexts } from '../telling.ts';
import type { AuditBaseResult } from './analyse.ts';

/** How much of the last year older customers brought, and how much of the next today's would bring. */
export function narrate(result: AuditBaseResult): Narration {
  const { by, ahead, unknown } = result;
  const ready = result.status === 'ready';
  return {
    headline: ready ? said(result, headline(result)) : m.lenses_audit_base_silent(),
    subtitle: [m.lenses_audit_base_sub({ measure: measureTitle(by) }), ...(ahead ? [m.lenses_audit_base_sub_ahead()] : [])].join(' · '),
    foot: footOf(
      result,
      ready && ahead ? m.lenses_audit_base_orders({ orders: formatInteger(ahead.orders), customers: customers(ahead.customers) }) : null,
      ready && ahead && ahead.won !== null ? m.lenses_audit_base_won({ share: share(ahead.won) }) : null,
      ready && unknown ? m.lenses_audit_base_unknown({ reason: unknownWords(unknown) }) : null,
    ),
    warnings: [...warningTexts(result), ...(ready && ahead && ahead.value.low === null ? [m.lenses_value_no_interval()] : [])],
    notReady: auditSilence(result),
    method: {
      definition: m.lenses_audit_base_definition(),
      formula: m.lenses_audit_base_formula(),
      settings: [
        m.lenses_audit_setting_years(),
        m.lenses_audit_setting_share(),
        m.lenses_audit_setting_ahead(),
        ...profitSettings(result, by),
      ],
      caveats: [m.lenses_audit_caveat_ahead(), m.lenses_value_caveat_no_season(), m.lenses_caveat_age_cohort()],
      citations: [
        `${auditCitation} Chapter 7.`,
        'Fader, P. S., Hardie, B. G. S. & Lee, K. L. 2005. “Counting your customers” the easy way: an alternative to the Pareto/NBD model. Marketing Science 24(2), 275–284.',
      ],
      statistics: ['profile', 'audit_cells', 'audit_outlook'],
    },
  };
}

function headline({ older, year, by, ahead, unknown, currency }: AuditBaseResult): string {
  const first =
    older && year !== null
      ? m.lenses_audit_base_older({ share: shareBounds(older), measure: measureWords(by), year: unitName(year, 'year') })
      : m.lenses_audit_base_no_year();
  if (!ahead) return m.lenses_two({ first, second: m.lenses_audit_base_unavailable({ reason: unknownWords(unknown ?? '') }) });
  const value = moneyBounds(ahead.value, currency);
  const second =
    ahead.share === null ? m.lenses_audit_base_ahead_only({ value }) : m.lenses_audit_base_ahead({ value, share: share(ahead.share) });
  return m.lenses_two({ first, second });
}

/** Why the value model says nothing. */
function unknownWords(reason: string): string {
  const reasons: Record<string, () => string> = {
    'clv-customers': m.lenses_clv_reason_customers,
    'clv-repeaters': m.lenses_clv_reason_repeaters,
  };
  return (reasons[reason] ?? m.lenses_clv_reason_other)();
}

function said(result: AuditBaseResult, words: string): string {
  return result.by === 'profit' ? underAssumption(words, result) : words;
}
