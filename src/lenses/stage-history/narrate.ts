import { formatDate } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { stageCitations, stageSettings } from '../stage-terms.ts';
import { footOf, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { HistoryRow, StageHistoryResult } from './analyse.ts';

/** Whether the stable part of the base is larger than a year before. */
export function narrate(result: StageHistoryResult): Narration {
  return {
    headline: result.status === 'ready' && result.change ? headline(result.change.S, result.change.D) : m.lenses_stage_history_silent(),
    subtitle: m.lenses_stage_history_subtitle(),
    foot: footOf(result),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_stage_history_definition(),
      formula: m.lenses_stage_history_formula(),
      settings: stageSettings(result),
      caveats: [m.lenses_caveat_stage(), m.lenses_caveat_filtered(), m.lenses_caveat_history()],
      citations: [...stageCitations],
      statistics: ['profile', 'stage_history'],
    },
  };
}

type Change = NonNullable<StageHistoryResult['change']>['S'];

function headline(stable: Change, decline: Change): string {
  const said = ({ share: part, low, high }: HistoryRow) => shareWithin(part, low, high);
  if (!stable.before)
    return m.lenses_stage_history_first({ stable: said(stable.now), date: formatDate(stable.now.day), decline: share(decline.now.share) });
  const words = {
    now: said(stable.now),
    before: said(stable.before),
    decline: share(decline.now.share),
    then: share(decline.before?.share ?? 0),
  };
  if (stable.verdict === 'rose') return m.lenses_stage_history_rose(words);
  if (stable.verdict === 'fell') return m.lenses_stage_history_fell(words);
  return m.lenses_stage_history_same(words);
}
