import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, moneyWithin, notReadyWords, warningTexts } from '../telling.ts';
import type { BadDebtResult } from './analyse.ts';

/** What is open, how long it takes to be paid, and what is expected to be lost. */
export function narrate(result: BadDebtResult): Narration {
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_bad_debt_silent(),
    subtitle: m.lenses_bad_debt_subtitle(),
    foot: footOf(
      result,
      m.lenses_bad_debt_documents({ n: formatInteger(result.documents) }),
      ...(result.writtenOff > 0 ? [m.lenses_bad_debt_written_off({ amount: formatMoney(result.writtenOff, result.currency) })] : []),
    ),
    warnings: warningTexts(result),
    notReady:
      result.reason?.code === 'receivables-missing'
        ? { what: m.lenses_receivables_what(), why: m.lenses_receivables_why(), next: m.lenses_receivables_next() }
        : notReadyWords(result),
    method: {
      definition: m.lenses_bad_debt_definition(),
      formula: m.lenses_bad_debt_formula(),
      settings: [
        result.source === 'own' ? m.lenses_bad_debt_own() : m.lenses_bad_debt_assumed(),
        ...(result.source === 'own' ? [m.lenses_setting_loss_range()] : []),
        m.lenses_setting_dso({ days: formatInteger(result.days), sales: formatMoney(result.sales, result.currency) }),
      ],
      caveats: [m.lenses_caveat_oldest_first(), m.lenses_caveat_loss_rates()],
      citations: [
        'Efron, B. & Tibshirani, R. J. 1993. An Introduction to the Bootstrap. Chapman & Hall.',
        'Cyert, R. M., Davidson, H. J. & Thompson, G. L. 1962. Estimation of the allowance for doubtful accounts by Markov chains. Management Science 8(3), 287–303.',
      ],
      statistics: ['profile', 'receivable_ages'],
    },
  };
}

function headline({ open, expectedLoss, expectedLow, expectedHigh, lossShare, dso, source, currency }: BadDebtResult): string {
  if (lossShare === null) return m.lenses_bad_debt_nothing_open();
  const words = source === 'own' ? m.lenses_bad_debt_headline : m.lenses_bad_debt_headline_assumed;
  const first = words({
    open: formatMoney(open, currency),
    loss: moneyWithin(expectedLoss, expectedLow, expectedHigh, currency),
    share: share(lossShare),
  });
  return dso === null ? first : m.lenses_two({ first, second: m.lenses_bad_debt_dso({ days: formatNumber(dso, 0) }) });
}
