import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { customers } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, notReadyWords, shareWithin, underAssumption, warningTexts } from '../telling.ts';
import type { AllocationSensitivityResult } from './analyse.ts';

/** Whose profit changes sign, and who makes losses that an allocation by revenue hides. */
export function narrate(result: AllocationSensitivityResult): Narration {
  return {
    headline: result.status === 'ready' ? underAssumption(headline(result), result) : m.lenses_allocation_silent(),
    subtitle: m.lenses_allocation_subtitle(),
    foot: footOf(
      result,
      m.lenses_allocation_pools({ amount: formatMoney(result.pools, result.currency) }),
      ...(result.n < result.customers ? [m.lenses_allocation_sample({ customers: customers(result.customers) })] : []),
    ),
    warnings: warningTexts(result),
    notReady:
      result.reason?.code === 'pools-missing'
        ? { what: m.lenses_allocation_pools_what(), why: m.lenses_allocation_pools_why(), next: m.lenses_allocation_pools_next() }
        : notReadyWords(result),
    method: {
      definition: m.lenses_allocation_definition(),
      formula: m.lenses_allocation_formula(),
      settings: [m.lenses_waterfall_setting_drivers(), m.lenses_allocation_setting_rank()],
      caveats: [m.lenses_waterfall_caveat_amount(), m.lenses_allocation_caveat_months()],
      citations: [
        'Cooper, R. & Kaplan, R. S. 1991. Profit priorities from activity-based costing. Harvard Business Review 69(3), 130–135.',
        'Bonett, D. G. & Wright, T. A. 2000. Sample size requirements for estimating Pearson, Kendall and Spearman correlations. Psychometrika 65(1), 23–28.',
      ],
      statistics: ['profile', 'allocation_sensitivity'],
    },
  };
}

function headline(result: AllocationSensitivityResult): string {
  const { changing, changingShare, changingLow, changingHigh, losingByAmount, losingByActivity, rho, rhoLow, rhoHigh } = result;
  const first =
    changing === 0
      ? m.lenses_allocation_none()
      : m.lenses_allocation_changing({ customers: customers(changing), share: shareWithin(changingShare, changingLow, changingHigh) });
  const hidden = losingByActivity - losingByAmount;
  if (hidden > 0) return m.lenses_two({ first, second: m.lenses_allocation_hidden({ n: formatInteger(hidden) }) });
  if (rho === null) return first;
  const bounds = interval(rhoLow === null ? null : formatNumber(rhoLow), rhoHigh === null ? null : formatNumber(rhoHigh));
  return m.lenses_two({ first, second: m.lenses_allocation_rank({ rho: formatNumber(rho), interval: bounds }) });
}
