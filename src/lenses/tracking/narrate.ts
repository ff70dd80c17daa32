import { modelLook } from '#figures/model-key.ts';
import { share } from '#figures/words.ts';
import { formatInteger, formatMonth } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Narration } from '../definition.ts';
import { footOf, warningTexts } from '../telling.ts';
import { absentWords, valueCitations, valueSilence } from '../value-words.ts';
import type { TrackingResult } from './analyse.ts';

/** How near the closest model comes to the purchases after the split. */
export function narrate(result: TrackingResult): Narration {
  const split = result.weeks.find(({ heldOut }) => heldOut)?.ends;
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_tracking_silent(),
    subtitle: [
      result.view === 'cumulative'
        ? m.lenses_tracking_subtitle_cumulative()
        : result.step === 1
          ? m.lenses_tracking_subtitle_week()
          : m.lenses_tracking_subtitle_weeks(),
      m.lenses_tracking_split(),
    ].join(' · '),
    foot: footOf(
      result,
      split ? m.lenses_tracking_from({ month: formatMonth(split) }) : null,
      result.cohort === null ? null : m.figures_cohorts_row({ cohort: result.cohort }),
    ),
    warnings: warningTexts(result),
    notReady: valueSilence(result),
    method: {
      definition: m.lenses_tracking_definition(),
      formula: m.lenses_tracking_formula(),
      settings: [
        m.lenses_held_out_setting(),
        ...result.errors.map(({ model, mape }) =>
          m.lenses_tracking_setting_error({ model: modelLook(model).name, share: mape === null ? '–' : share(mape) }),
        ),
      ],
      caveats: [m.lenses_tracking_caveat_season(), m.lenses_clv_models_caveat_future(), ...absentWords(result.absent)],
      citations: [valueCitations.bgNbd, valueCitations.paretoNbd],
      statistics: ['profile', 'purchase_fits', 'clv_tracking'],
    },
  };
}

function headline({ errors }: TrackingResult): string {
  const closest = errors[0]!;
  const words = {
    model: `[[accent:${modelLook(closest.model).name}]]`,
    expected: formatInteger(Math.round(closest.expected)),
    actual: formatInteger(closest.actual),
  };
  if (closest.error === null) return m.lenses_tracking_nothing();
  return Math.abs(closest.error) < 0.005
    ? m.lenses_tracking_exact(words)
    : (closest.error > 0 ? m.lenses_tracking_over : m.lenses_tracking_under)({ ...words, share: share(Math.abs(closest.error)) });
}
