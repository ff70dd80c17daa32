import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { processLook } from '#figures/process-words.ts';
import { share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { cohortSettings, footOf, interval, ofCohort, shareWithin, warningTexts } from '../telling.ts';
import { valueCitations, valueSilence } from '../value-words.ts';
import type { RecencyFrequencyResult } from './analyse.ts';

/** How many are still there or will buy, and what frequency means for those who fell silent. */
export function narrate(result: RecencyFrequencyResult): Narration {
  const words = { weeks: formatInteger(result.weeks), observed: formatInteger(result.T), model: processLook(result.model).name };
  return {
    headline: result.status === 'ready' ? ofCohort(result.cohort, headline(result)) : m.lenses_recency_silent(),
    subtitle: result.status === 'ready' ? subtitle(result.show, words) : m.lenses_recency_title(),
    foot: footOf(result, words.model, m.lenses_value_delta()),
    warnings: warningTexts(result),
    notReady: valueSilence(result),
    method: {
      definition: m.lenses_recency_definition(),
      formula: result.show === 'alive' ? m.lenses_recency_formula_alive() : m.lenses_recency_formula_expected(words),
      settings: [
        m.lenses_recency_setting_time(words),
        m.lenses_recency_setting_dots(),
        m.lenses_value_delta(),
        ...cohortSettings(result.cohort),
      ],
      caveats: [m.lenses_value_caveat_one_time(), m.lenses_value_caveat_parameters(), m.lenses_value_caveat_no_season()],
      citations: [valueCitations.bgNbd, valueCitations.mbgNbd, valueCitations.isoValue],
      statistics: ['profile', 'history_grid', 'purchase_fits'],
    },
  };
}

function subtitle(show: RecencyFrequencyResult['show'], words: { model: string; observed: string; weeks: string }): string {
  return show === 'alive' ? m.lenses_recency_subtitle_alive(words) : m.lenses_recency_subtitle_expected(words);
}

function headline({ show, mean, weeks, paradox }: RecencyFrequencyResult): string {
  const number = (value: number) => formatNumber(value, value < 10 ? 2 : 0);
  const first =
    show === 'alive'
      ? m.lenses_recency_alive({ share: shareWithin(mean.value, mean.low, mean.high) })
      : m.lenses_recency_expected({
          n:
            mean.low === null
              ? number(mean.value)
              : m.lenses_within({ value: number(mean.value), interval: interval(number(mean.low), number(mean.high!)) }),
          weeks: formatInteger(weeks),
        });
  if (!paradox) return m.lenses_two({ first, second: m.lenses_recency_no_paradox() });
  const write = show === 'alive' ? share : number;
  const second = {
    silent: formatInteger(paradox.silent),
    few: formatInteger(paradox.few),
    many: formatInteger(paradox.many),
    fewValue: write(paradox.fewValue),
    manyValue: write(paradox.manyValue),
  };
  return m.lenses_two({
    first,
    second: show === 'alive' ? m.lenses_recency_paradox_alive(second) : m.lenses_recency_paradox_expected(second),
  });
}
