import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { span } from '#figures/words.ts';
import { stageRibbonRules } from '#schema/thresholds.ts';
import type { Narration } from '../definition.ts';
import { stageCitations, stageSettings } from '../stage-terms.ts';
import { footOf, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { Part, StageRibbonResult } from './analyse.ts';

/** Which part of the customers observed for a year and longer ever was stable, and which has ended. */
export function narrate(result: StageRibbonResult): Narration {
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_stage_ribbon_silent(),
    subtitle: m.lenses_stage_ribbon_subtitle(),
    foot: footOf(result, m.lenses_stage_ribbon_sample({ n: formatInteger(result.n), all: formatInteger(Math.max(result.all, result.n)) })),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_stage_ribbon_definition(),
      formula: m.lenses_stage_formula(),
      settings: stageSettings(result),
      caveats: [m.lenses_caveat_stage(), m.lenses_caveat_relative(), m.lenses_caveat_filtered()],
      citations: [...stageCitations],
      statistics: ['profile', 'stage_ribbon'],
    },
  };
}

function headline({ stable, ended, old, n, period }: StageRibbonResult): string {
  const time = span(stageRibbonRules.longEnough, period);
  if (old < 10) return m.lenses_stage_ribbon_young({ n: formatInteger(n), time });
  const said = ({ share, low, high }: Part) => shareWithin(share ?? 0, low, high);
  return m.lenses_stage_ribbon_headline({ time, stable: said(stable), ended: said(ended) });
}
