import { formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { stepName } from '#figures/step-words.ts';
import { share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, underAssumption, warningTexts } from '../telling.ts';
import type { ProfitWaterfallResult } from './analyse.ts';

/** What a hundred of revenue leaves, and the largest step between. */
export function narrate(result: ProfitWaterfallResult): Narration {
  return {
    headline: result.status === 'ready' ? underAssumption(headline(result), result) : m.lenses_waterfall_silent(),
    subtitle: result.segment === '' ? m.lenses_waterfall_subtitle() : m.lenses_waterfall_subtitle_segment({ segment: result.segment }),
    foot: footOf({ ...result, unallocated: Math.abs(result.unallocated) }, ...books(result)),
    warnings: [...warningTexts(result), ...(result.status === 'ready' && !result.costsKnown ? [m.lenses_waterfall_margin_only()] : [])],
    notReady:
      result.reason?.code === 'segment-unknown'
        ? { what: m.lenses_waterfall_segment_what(), why: m.lenses_waterfall_segment_why(), next: m.lenses_waterfall_segment_next() }
        : notReadyWords(result),
    method: {
      definition: m.lenses_waterfall_definition(),
      formula: m.lenses_waterfall_formula(),
      settings: [
        m.lenses_waterfall_setting_drivers(),
        result.assumedMargin === null
          ? m.lenses_setting_costs_known()
          : m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) }),
      ],
      caveats: [m.lenses_waterfall_caveat_amount(), m.lenses_waterfall_caveat_capital()],
      citations: [
        'Kaplan, R. S. & Narayanan, V. G. 2001. Measuring and managing customer profitability. Journal of Cost Management 15(5), 5–15.',
        'Cooper, R. & Kaplan, R. S. 1991. Profit priorities from activity-based costing. Harvard Business Review 69(3), 130–135.',
      ],
      statistics: ['profile', 'profit_waterfall'],
    },
  };
}

function headline({ revenue, steps, profit, customersProfit, unallocated, costsKnown, segment, currency }: ProfitWaterfallResult): string {
  const whole = segment === '' ? profit : customersProfit;
  const values = { revenue: formatMoney(revenue, currency), profit: formatMoney(whole, currency) };
  const first = costsKnown ? m.lenses_waterfall_leaves(values) : m.lenses_waterfall_leaves_margin(values);
  if (unallocated < 0 && segment === '')
    return m.lenses_two({ first, second: m.lenses_waterfall_nobody({ amount: formatMoney(-unallocated, currency) }) });
  const largest = steps.filter(({ amount }) => amount < 0).toSorted((a, b) => a.amount - b.amount)[0];
  if (!largest || revenue <= 0) return first;
  const second = m.lenses_waterfall_largest({ step: stepName(largest.id, costsKnown), share: share(-largest.amount / revenue) });
  return m.lenses_two({ first, second });
}

function books({ ledgerTotal, later, currency }: ProfitWaterfallResult): string[] {
  return [
    ...(ledgerTotal === null ? [] : [m.lenses_waterfall_books({ amount: formatMoney(ledgerTotal, currency, true) })]),
    ...(later === 0 ? [] : [m.lenses_waterfall_later({ amount: formatMoney(later, currency) })]),
  ];
}
