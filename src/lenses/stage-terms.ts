import { locale } from '#i18n/locale.ts';
import { m } from '#i18n/messages.ts';
import { crosswalks } from '#models/lifecycle/stages/crosswalk.ts';
import { stages } from '#figures/stages.ts';
import { span, stageName } from '#figures/words.ts';
import type { Told } from './reading.ts';
import { falseAlarmSetting } from './telling.ts';

/** What other authors call the five stages, one line a source, in the locale in force. */
function crosswalkSettings(): string[] {
  const chinese = locale().startsWith('zh');
  return crosswalks.map(({ source, names }) => {
    const pairs = stages.map((stage) =>
      m.lenses_crosswalk_pair({ stage: stageName(stage), name: chinese ? names[stage].zh : names[stage].en }),
    );
    return m.lenses_crosswalk({
      source: chinese ? source : source.replace('获取、提升、成熟、衰退、终止', 'Five phases'),
      pairs: pairs.join(m.figures_comma()),
    });
  });
}

/** The settings under which shares of customers by stage were found. */
export function stageSettings(result: Told): string[] {
  return [
    m.lenses_setting_period({ period: span(1, result.period) }),
    m.lenses_setting_too_early(),
    m.lenses_setting_wilson(),
    ...falseAlarmSetting(result),
    ...crosswalkSettings(),
  ];
}

/** Where the stages and the intervals of their shares come from. */
export const stageCitations = [
  'Dwyer, F. R., Schurr, P. H. & Oh, S. 1987. Developing buyer–seller relationships. Journal of Marketing 51(2), 11–27.',
  'Wilson, E. B. 1927. Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.',
] as const;
