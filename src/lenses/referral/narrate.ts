import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { customers, share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { ReferralResult, Referrer } from './analyse.ts';

/** How many customers were brought by others, what that saved, and whether they stay longer. */
export function narrate(result: ReferralResult): Narration {
  const { rejected, accounting, currency } = result;
  const dropped = rejected.self + rejected.cycle + rejected.again + rejected.wasCustomer;
  const stayed = stayedLine(result);
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_referral_silent(),
    subtitle: m.lenses_referral_subtitle(),
    foot: footOf(
      result,
      ...(dropped > 0
        ? [
            m.lenses_referral_rejected({
              self: formatInteger(rejected.self),
              cycle: formatInteger(rejected.cycle),
              again: formatInteger(rejected.again),
              before: formatInteger(rejected.wasCustomer),
            }),
          ]
        : []),
      ...(accounting
        ? [
            m.lenses_referral_accounting({
              credit: formatMoney(accounting.credit, currency),
              debit: formatMoney(accounting.debit, currency),
            }),
          ]
        : []),
      ...(stayed ? [stayed] : []),
    ),
    warnings: warningTexts(result),
    notReady:
      result.reason?.code === 'referrals-missing'
        ? { what: m.lenses_no_referrals_what(), why: m.lenses_no_referrals_why(), next: m.lenses_no_referrals_next() }
        : notReadyWords(result),
    method: {
      definition: m.lenses_referral_definition(),
      formula: m.lenses_referral_formula(),
      settings: [
        result.usualCost === null
          ? m.lenses_setting_usual_cost_unknown()
          : m.lenses_setting_usual_cost({ cost: formatMoney(result.usualCost, currency) }),
        m.lenses_setting_referral_share({ share: share(result.share) }),
        ...(result.kFactor === null ? [] : [m.lenses_setting_k_factor({ k: formatNumber(result.kFactor) })]),
      ],
      caveats: [m.lenses_caveat_referral_twice_counted(), m.lenses_caveat_referral_selection()],
      citations: [
        'Kumar, V., Petersen, J. A. & Leone, R. P. 2010. Driving profitability by encouraging customer referrals: who, when, and how. Journal of Marketing 74(5), 1–17.',
      ],
      statistics: ['profile', 'referral_values'],
    },
  };
}

function headline({ converted, referrerCount, kFactor, n, saved, currency }: ReferralResult): string {
  const first = m.lenses_referral_headline({
    brought: customers(converted),
    referrers: customers(referrerCount),
    share: share(n > 0 ? converted / n : 0),
  });
  const second =
    saved === null
      ? m.lenses_referral_k({ k: formatNumber(kFactor ?? 0) })
      : saved >= 0
        ? m.lenses_referral_saved({ saved: formatMoney(saved, currency) })
        : m.lenses_referral_lost({ lost: formatMoney(-saved, currency) });
  return m.lenses_two({ first, second });
}

function stayedLine({ stayed }: ReferralResult): string | null {
  const [a, b] = [stayed.referred, stayed.others];
  return a && b
    ? m.lenses_referral_stayed({ referred: shareWithin(a.share, a.low, a.high), others: shareWithin(b.share, b.low, b.high) })
    : null;
}

/** What stands beside a referrer: at first hand, at further hand, saved. */
export function referrerNote({ direct, influenced, saved }: Referrer, currency: string | null): string {
  return [
    m.lenses_referral_note_direct({ n: formatInteger(direct) }),
    ...(influenced > direct ? [m.lenses_referral_note_further({ n: formatInteger(influenced - direct) })] : []),
    ...(saved === null ? [] : [m.lenses_referral_note_saved({ saved: formatMoney(saved, currency) })]),
  ].join(m.lenses_comma());
}
