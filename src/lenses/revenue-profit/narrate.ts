import { formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { customers, share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, shareWithin, underAssumption, warningTexts } from '../telling.ts';
import type { RevenueProfitResult } from './analyse.ts';

/** How many customers cost more than they bring, and what spreading their acquisition changes. */
export function narrate(result: RevenueProfitResult): Narration {
  return {
    headline: result.status === 'ready' ? underAssumption(headline(result), result) : m.lenses_revenue_profit_silent(),
    subtitle: result.dots.some(({ customer_id }) => customer_id !== null)
      ? m.lenses_revenue_profit_subtitle_each()
      : m.lenses_revenue_profit_subtitle_cells(),
    foot: footOf(result, result.acquisition === 'amortised' ? m.lenses_revenue_profit_amortised() : m.lenses_revenue_profit_expensed()),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_revenue_profit_definition(),
      formula: m.lenses_revenue_profit_formula(),
      settings: [
        result.lifeDays === null
          ? m.lenses_revenue_profit_life_unknown()
          : m.lenses_revenue_profit_life({ years: formatNumber(result.lifeDays / 365.25, 1) }),
        result.assumedMargin === null
          ? m.lenses_setting_costs_known()
          : m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) }),
      ],
      caveats: [m.lenses_caveat_new_customers(), m.lenses_waterfall_caveat_amount(), m.lenses_caveat_unallocated()],
      citations: [
        'Kaplan, R. S. & Narayanan, V. G. 2001. Measuring and managing customer profitability. Journal of Cost Management 15(5), 5–15.',
      ],
      statistics: ['profile', 'revenue_profit'],
    },
  };
}

function headline(result: RevenueProfitResult): string {
  const { losing, losingShare, losingLow, losingHigh, loss, revenueShare, losingAmortised, n, lifeDays, acquisition, currency } = result;
  if (losing === 0) return m.lenses_revenue_profit_none({ customers: customers(n) });
  const part = shareWithin(losingShare, losingLow, losingHigh);
  const first =
    revenueShare === null
      ? m.lenses_revenue_profit_losing({ share: part })
      : m.lenses_revenue_profit_losing_of({ share: part, revenue: share(revenueShare) });
  const second =
    acquisition === 'expensed' && lifeDays !== null && losingAmortised !== null && losingAmortised !== losing
      ? m.lenses_revenue_profit_spread({ years: formatNumber(lifeDays / 365.25, 1), customers: customers(losingAmortised) })
      : m.lenses_revenue_profit_loss({ amount: formatMoney(Math.abs(loss), currency) });
  return m.lenses_two({ first, second });
}
