import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Stage } from '#figures/stages.ts';
import { customers, share, span } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { falseAlarmSetting, footOf, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { StageMixResult } from './analyse.ts';

/** Which stage holds most customers, and what part declines or has ended. */
export function narrate(result: StageMixResult): Narration {
  const { current } = result;
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_stage_mix_silent(),
    subtitle: m.lenses_stage_mix_subtitle(),
    foot: footOf(result, ...(current.tooEarly > 0 ? [m.lenses_too_early({ customers: customers(current.tooEarly) })] : []), beside(result)),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_stage_mix_definition(),
      formula: m.lenses_stage_mix_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_setting_too_early(),
        ...(beside(result) === null ? [] : [m.lenses_stage_mix_setting_prospects()]),
        m.lenses_setting_wilson(),
        ...falseAlarmSetting(result),
      ],
      caveats: [m.lenses_caveat_stage(), m.lenses_caveat_relative()],
      citations: [
        'Dwyer, F. R., Schurr, P. H. & Oh, S. 1987. Developing buyer–seller relationships. Journal of Marketing 51(2), 11–27.',
        'Wilson, E. B. 1927. Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.',
      ],
      statistics: ['profile', 'stage_now', 'stage_flow', 'prospects'],
    },
  };
}

/** The prospects beside the customers; null without any. */
function beside({ prospects: { E, D, T } }: StageMixResult): string | null {
  if (E + D + T === 0) return null;
  return m.lenses_stage_mix_prospects({ customers: customers(E + D + T), silent: formatInteger(D), ended: formatInteger(T) });
}

function headline(result: StageMixResult): string {
  const of = (stage: Stage) => result.shares.find((row) => row.stage === stage)!;
  const said = (stage: Stage) => shareWithin(of(stage).share, of(stage).low, of(stage).high);
  const [S, D, T] = [of('S').share, of('D').share, of('T').share];
  if (T >= 0.5) return m.lenses_stage_mix_ended({ ended: said('T'), stable: share(S) });
  const largest = result.shares.reduce((best, row) => (row.share > best.share ? row : best)).stage;
  const lead = S >= 0.15 ? 'S' : largest;
  const most = (of(lead).low ?? 0) > 0.5;
  const first = {
    E: most ? m.lenses_stage_mix_e_most : m.lenses_stage_mix_e,
    F: most ? m.lenses_stage_mix_f_most : m.lenses_stage_mix_f,
    S: m.lenses_stage_mix_s,
    D: most ? m.lenses_stage_mix_d_most : m.lenses_stage_mix_d,
    T: m.lenses_stage_mix_t,
  };
  return m.lenses_two({ first: first[lead]({ share: said(lead) }), second: tail(lead, share(D), share(T)) });
}

/** The decline and the end, without the one that the headline has named already. */
function tail(lead: Stage, decline: string, ended: string): string {
  if (lead === 'D') return m.lenses_stage_mix_tail_ended({ ended });
  return lead === 'T' ? m.lenses_stage_mix_tail_decline({ decline }) : m.lenses_stage_mix_tail({ decline, ended });
}
