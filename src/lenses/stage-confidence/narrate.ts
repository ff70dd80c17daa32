import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { span } from '#figures/words.ts';
import { panelRules } from '#schema/thresholds.ts';
import type { Narration } from '../definition.ts';
import { falseAlarmSetting, footOf, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { StageConfidenceResult } from './analyse.ts';

/** How many draws agree with the stage on average, and for which part of the customers enough of them do. */
export function narrate(result: StageConfidenceResult): Narration {
  const { all } = result;
  return {
    headline:
      result.status === 'ready' && all
        ? m.lenses_stage_confidence_headline({
            sure: shareWithin(all.sure, all.sureLow, all.sureHigh),
            mean: shareWithin(all.mean, all.low, all.high),
          })
        : m.lenses_stage_confidence_silent(),
    subtitle: m.lenses_stage_confidence_subtitle(),
    foot: footOf(
      result,
      ...(result.single > 0 ? [m.lenses_stage_confidence_single({ n: formatInteger(result.single) })] : []),
      m.lenses_stage_confidence_flicker({ with: formatNumber(result.changes), without: formatNumber(result.changesWithout) }),
    ),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_stage_confidence_definition({ replicates: formatInteger(panelRules.replicates) }),
      formula: m.lenses_stage_confidence_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_stage_confidence_hysteresis(),
        ...falseAlarmSetting(result),
      ],
      caveats: [m.lenses_caveat_stage(), m.lenses_caveat_confidence()],
      citations: ['Chamandy, N., Muralidharan, O., Najmi, A. & Naidu, S. 2012. Estimating uncertainty for massive data streams. Google.'],
      statistics: ['profile', 'stage_confidence'],
    },
  };
}
