import { formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { customers, share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, shareWithin, unallocatedLine, underAssumption, warningTexts } from '../telling.ts';
import type { WhaleResult } from './analyse.ts';

/** What the best fifth earns, and what the others give back. */
export function narrate(result: WhaleResult): Narration {
  const left = unallocatedLine(result);
  return {
    headline: result.status === 'ready' ? underAssumption(headline(result), result) : m.lenses_whale_silent(),
    subtitle: [result.basis === 'total' ? m.lenses_whale_subtitle() : m.lenses_whale_subtitle_gains(), m.lenses_band()].join(' · '),
    foot: footOf(
      result,
      m.lenses_total_profit({ amount: formatMoney(result.totalProfit, result.currency) }),
      ...(result.status === 'ready' ? [bandsOf(result), claimOf(result)] : []),
      ...(result.young === 'exclude' ? [m.lenses_whale_without_young({ customers: customers(result.youngCustomers) })] : []),
    ),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_whale_definition(),
      formula: m.lenses_whale_formula(),
      settings: [
        m.lenses_setting_draws(),
        result.young === 'exclude' ? m.lenses_whale_setting_without_young() : m.lenses_whale_setting_with_young(),
        result.assumedMargin === null
          ? m.lenses_setting_costs_known()
          : m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) }),
        ...(left ? [left] : []),
      ],
      caveats: [m.lenses_caveat_unallocated(), m.lenses_caveat_new_customers()],
      citations: [
        'Kaplan, R. S. & Narayanan, V. G. 2001. Measuring and managing customer profitability. Journal of Cost Management 15(5), 5–15.',
      ],
      statistics: ['profile', 'profit_rank', 'profit_rank_young', 'unallocated_costs'],
    },
  };
}

/** Makers, neutral and takers as shares of customers. */
function bandsOf({ makers, makersLow, makersHigh, neutral, takers }: WhaleResult): string {
  return m.lenses_whale_bands({ makers: shareWithin(makers, makersLow, makersHigh), neutral: share(neutral), takers: share(takers) });
}

/** The source's claim that the best fifth earn more than everything, against these data. */
function claimOf({ claim, top20, top20Low, top20High }: WhaleResult): string {
  const own = shareWithin(top20, top20Low, top20High);
  if (claim === 'supported') return m.lenses_whale_claim_supported({ share: own });
  if (claim === 'contradicted') return m.lenses_whale_claim_contradicted({ share: own });
  return claim === 'undecided' ? m.lenses_whale_claim_undecided({ share: own }) : m.lenses_whale_claim_untestable();
}

function headline({
  top20,
  top20Low,
  top20High,
  peak,
  peakAt,
  unprofitableShare,
  unprofitableLow,
  unprofitableHigh,
  lossTail,
  currency,
  basis,
}: WhaleResult): string {
  const best = shareWithin(top20, top20Low, top20High);
  const first = basis === 'total' ? m.lenses_whale_top({ share: best }) : m.lenses_whale_top_gains({ share: best });
  if (unprofitableShare <= 0) return m.lenses_two({ first, second: m.lenses_whale_no_losses() });
  const losers = shareWithin(unprofitableShare, unprofitableLow, unprofitableHigh);
  const loss = formatMoney(Math.abs(lossTail), currency);
  const second =
    basis === 'total' && peak > 1
      ? m.lenses_whale_losses({ share: losers, loss, peak: share(peak), peakAt: share(peakAt) })
      : m.lenses_whale_losses_only({ share: losers, loss });
  return m.lenses_two({ first, second });
}
