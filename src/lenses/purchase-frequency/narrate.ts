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
  const told = best && tellingBin(bins, best.model);
  if (!told) return m.lenses_frequency_silent();
  const words = {
    model: `[[accent:${modelLook(best.model).name}]]`,
    expected: formatInteger(Math.round(told.expected[best.model] ?? 0)),
    actual: formatInteger(told.actual),
    who: told.purchases === 0 ? m.lenses_frequency_never() : m.lenses_frequency_again({ times: formatInteger(told.purchases) }),
  };
  if (best.differs === null) return m.lenses_frequency_untested(words);
  return best.differs ? m.lenses_frequency_differs(words) : m.lenses_frequency_fits(words);
}

/** The bin that the headline names: those who never came again; where there are and should be none, the fullest one that is not open above. */
function tellingBin(bins: PurchaseFrequencyResult['bins'], model: string) {
  const never = bins.find(({ purchases }) => purchases === 0);
  if (!never || never.actual > 0 || (never.expected[model] ?? 0) >= 0.5) return never;
  return bins.slice(0, -1).reduce((most, bin) => (bin.actual > most.actual ? bin : most), never);
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
