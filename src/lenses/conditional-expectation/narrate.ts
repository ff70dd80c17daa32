import { modelLook } from '#figures/model-key.ts';
import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Narration } from '../definition.ts';
import { footOf, warningTexts } from '../telling.ts';
import { absentWords, valueCitations, valueSilence } from '../value-words.ts';
import type { ConditionalExpectationResult } from './analyse.ts';

/** In how many groups of buyers the closest model is right, and where it is not. */
export function narrate(result: ConditionalExpectationResult): Narration {
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_conditional_silent(),
    subtitle: m.lenses_conditional_subtitle(),
    foot: footOf(result, result.cohort === null ? null : m.figures_cohorts_row({ cohort: result.cohort })),
    warnings: warningTexts(result),
    notReady: valueSilence(result),
    method: {
      definition: m.lenses_conditional_definition(),
      formula: m.lenses_conditional_formula(),
      settings: [
        m.lenses_held_out_setting(),
        m.lenses_conditional_setting_bins(),
        ...result.within.map(({ model, error }) =>
          m.lenses_conditional_setting_error({ model: modelLook(model).name, error: formatNumber(error, 3) }),
        ),
      ],
      caveats: [
        m.lenses_conditional_caveat_many(),
        m.lenses_conditional_caveat(),
        m.lenses_clv_models_caveat_future(),
        ...absentWords(result.absent),
      ],
      citations: [
        valueCitations.bgNbd,
        valueCitations.paretoNbd,
        'Schmittlein, D. C. & Peterson, R. A. 1994. Customer base analysis: an industrial purchase process application. Marketing Science 13(1), 41–67.',
      ],
      statistics: ['profile', 'purchase_fits', 'conditional_expectation'],
    },
  };
}

function headline({ bins, within }: ConditionalExpectationResult): string {
  const best = within[0];
  if (!best) return m.lenses_conditional_silent();
  const words = { model: `[[accent:${modelLook(best.model).name}]]`, right: formatInteger(best.bins), bins: formatInteger(bins.length) };
  if (best.bins === bins.length) return m.lenses_conditional_all(words);
  const worst = bins.reduce((far, bin) => (gap(bin, best.model) > gap(far, best.model) ? bin : far));
  const numbers = {
    ...words,
    purchases: formatInteger(worst.purchases),
    expected: formatNumber(worst.expected[best.model] ?? 0, 1),
    actual: formatNumber(worst.actual, 1),
  };
  return worst.purchases === 0 ? m.lenses_conditional_part_once(numbers) : m.lenses_conditional_part(numbers);
}

function gap({ expected, actual }: ConditionalExpectationResult['bins'][number], model: string): number {
  return Math.abs((expected[model] ?? 0) - actual);
}
