import { locale } from '#i18n/locale.ts';
import { m } from '#i18n/messages.ts';
import { crosswalks } from '#models/lifecycle/stages/crosswalk.ts';
import { stages } from '#figures/stages.ts';
import { stageName } from '#figures/words.ts';

/** What other authors call the five stages, one line a source, in the locale in force. */
export function crosswalkSettings(): string[] {
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
