import { modelName, modelRemark } from '#figures/model-remarks.ts';
import { share } from '#figures/words.ts';
import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Narration } from '../definition.ts';
import { footOf, warningTexts } from '../telling.ts';
import { valueCitations, valueSilence } from '../value-words.ts';
import type { ClvModelsResult, ModelScore } from './analyse.ts';

/** Which model to use and why, or that none is to be used. */
export function narrate(result: ClvModelsResult): Narration {
  const unranked = result.models.filter(({ reason }) => reason !== null).map((score) => modelName({ ...score }));
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_clv_models_silent(),
    subtitle:
      result.status === 'ready' ? m.lenses_clv_models_subtitle({ weeks: formatNumber(result.weeks, 0) }) : m.lenses_clv_models_title(),
    foot: footOf(
      result,
      result.cohort === null ? null : m.figures_cohorts_row({ cohort: result.cohort }),
      result.status === 'ready' && unranked.length > 0 ? m.lenses_clv_models_unranked({ models: unranked.join(m.lenses_comma()) }) : null,
    ),
    warnings: warningTexts(result),
    notReady:
      result.status !== 'ready' && result.reason?.code === 'few-held-out'
        ? {
            what: m.lenses_clv_models_few_what({ have: formatInteger(Number(result.reason.parameters.have)) }),
            why: m.lenses_clv_models_few_why({ need: formatInteger(Number(result.reason.parameters.need)) }),
            next: m.lenses_clv_models_few_next(),
          }
        : valueSilence(result),
    method: {
      definition: m.lenses_clv_models_definition(),
      formula: m.lenses_clv_models_formula(),
      settings: [
        m.lenses_held_out_setting(),
        m.lenses_clv_models_setting_rank(),
        m.lenses_clv_models_setting_interval(),
        ...result.models.map((score) => modelRemark({ ...score })).filter((remark) => remark !== null),
      ],
      caveats: [m.lenses_clv_models_caveat_one(), m.lenses_clv_models_caveat_future(), m.lenses_clv_models_caveat_score()],
      citations: [
        valueCitations.bgNbd,
        valueCitations.mbgNbd,
        valueCitations.paretoNbd,
        valueCitations.regular,
        valueCitations.bgBb,
        'Gneiting, T. & Raftery, A. E. 2007. Strictly proper scoring rules, prediction, and estimation. JASA 102, 359–378.',
      ],
      statistics: ['profile', 'purchase_fits', 'clv_leaderboard'],
    },
  };
}

function headline({ advice, best, models, second }: ClvModelsResult): string {
  const first = best ?? models[0]!;
  const name = `[[accent:${modelName({ ...first })}]]`;
  const words = {
    model: name,
    predicted: formatInteger(Math.round(first.predicted ?? 0)),
    actual: formatInteger(first.actual),
    bias: missed(first),
  };
  if (advice === 'biased') return m.lenses_clv_models_biased(words);
  if (advice === 'naive-wins') return m.lenses_clv_models_naive(words);
  if (advice === 'alike') return m.lenses_clv_models_alike({ ...words, second: modelName({ ...second! }) });
  return m.lenses_clv_models_use(words);
}

/** "3% too many". */
function missed({ bias }: ModelScore): string {
  if (bias === null) return '–';
  if (Math.abs(bias) < 0.005) return m.lenses_clv_models_exact();
  return bias > 0 ? m.lenses_clv_models_over({ share: share(bias) }) : m.lenses_clv_models_under({ share: share(-bias) });
}
