import { modelLook } from '#figures/model-key.ts';
import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Narration } from '../definition.ts';
import { footOf, warningTexts } from '../telling.ts';
import { absentWords, valueCitations, valueSilence } from '../value-words.ts';
import type { FrequencyTest, PurchaseFrequencyResult } from './analyse.ts';

/** Which model expects the counts that came, and how many buyers never came again. */
export function narrate(result: PurchaseFrequencyResult): Narration {
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_frequency_silent(),
    subtitle: m.lenses_frequency_subtitle(),
    foot: footOf(result, result.cohort === null ? null : m.figures_cohorts_row({ cohort: result.cohort })),
    warnings: warningTexts(result),
    notReady: valueSilence(result),
    method: {
      definition: m.lenses_frequency_definition(),
      formula: m.lenses_frequency_formula(),
      settings: [m.lenses_frequency_setting_sample(), ...result.tests.map(tested)],
      caveats: [m.lenses_frequency_caveat_in_sample(), m.lenses_frequency_caveat_large(), ...absentWords(result.absent)],
      citations: [valueCitations.bgNbd, valueCitations.mbgNbd, valueCitations.paretoNbd],
      statistics: ['profile', 'purchase_fits', 'purchase_frequency'],
    },
  };
}

function headline({ tests, bins }: PurchaseFrequencyResult): string {
  const best = tests[0];
  const once = bins.find(({ purchases }) => purchases === 0);
  if (!best || !once) return m.lenses_frequency_silent();
  const words = {
    model: `[[accent:${modelLook(best.model).name}]]`,
    expected: formatInteger(Math.round(once.expected[best.model] ?? 0)),
    actual: formatInteger(once.actual),
  };
  if (best.differs === null) return m.lenses_frequency_untested(words);
  return best.differs ? m.lenses_frequency_differs(words) : m.lenses_frequency_fits(words);
}

function tested({ model, chi2, degrees, p }: FrequencyTest): string {
  const name = modelLook(model).name;
  if (chi2 === null || degrees === null || p === null) return m.lenses_frequency_setting_none({ model: name });
  return m.lenses_frequency_setting_test({
    model: name,
    statistic: formatNumber(chi2, 1),
    degrees: formatInteger(degrees),
    p: p < 0.001 ? '< 0.001' : `= ${formatNumber(p, 3)}`,
  });
}
