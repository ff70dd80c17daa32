import { m } from '#i18n/messages.ts';
import { span } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { falseAlarmSetting, footOf, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { FlowShare, StageFlowResult } from './analyse.ts';

/** Which part of formation becomes stable, and which part of the stable stage declines. */
export function narrate(result: StageFlowResult): Narration {
  const year = result.span !== 'period';
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_stage_flow_silent(),
    subtitle: year ? m.lenses_stage_flow_subtitle_year() : m.lenses_stage_flow_subtitle({ time: span(1, result.period) }),
    foot: footOf(result),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: year ? m.lenses_stage_flow_definition_year() : m.lenses_stage_flow_definition(),
      formula: m.lenses_stage_flow_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_setting_too_early(),
        year ? m.lenses_setting_wilson() : m.lenses_setting_wilson_customers(),
        ...falseAlarmSetting(result),
      ],
      caveats: [m.lenses_caveat_stage(), ...(year ? [m.lenses_caveat_flow_year()] : [])],
      citations: ['Dwyer, F. R., Schurr, P. H. & Oh, S. 1987. Developing buyer–seller relationships. Journal of Marketing 51(2), 11–27.'],
      statistics: ['profile', ...(year ? ['stage_years'] : ['stage_flow', 'stage_flow_spread'])],
    },
  };
}

function headline({ shares, span: kind, period }: StageFlowResult): string {
  const time = span(1, period);
  const yearly = kind !== 'period';
  const said = ({ share, low, high }: FlowShare) => shareWithin(share ?? 0, low, high);
  const formation = yearly ? m.lenses_stage_flow_formation_year : m.lenses_stage_flow_formation;
  const stable = yearly ? m.lenses_stage_flow_stable_year : m.lenses_stage_flow_stable;
  const tail = yearly ? m.lenses_stage_flow_tail_year : m.lenses_stage_flow_tail;
  const [rise, fall, decline] = shares as [FlowShare, FlowShare, FlowShare];
  const first = rise.share === null ? null : formation({ time, rise: said(rise), fall: said(fall) });
  const second = decline.share === null ? null : stable({ time, decline: said(decline) });
  if (first && second) return m.lenses_two({ first, second: tail({ decline: said(decline) }) });
  return first ?? second ?? m.lenses_stage_flow_few();
}
