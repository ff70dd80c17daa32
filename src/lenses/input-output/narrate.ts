import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { stageDefining } from '#models/lifecycle/stage-variables/theory.ts';
import type { JudgedContrast } from '#models/lifecycle/stage-variables/verdict.ts';
import type { Stage } from '#figures/stages.ts';
import { variableName } from '#figures/stage-variable-words.ts';
import { span, stageName } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { falseAlarmSetting, footOf, notReadyWords, warningTexts } from '../telling.ts';
import type { Base, InputOutputResult } from './analyse.ts';

/** How many steps go the theory's way, and which do not. */
export function narrate(result: InputOutputResult): Narration {
  return {
    headline: result.status === 'ready' ? qualified(headline(result), result) : m.lenses_input_output_silent(),
    subtitle: [m.lenses_input_output_subtitle(), m.lenses_within_band()].join(' · '),
    foot: footOf(result, baseName(result.base), m.lenses_input_output_tests({ tests: formatInteger(tests(result)) })),
    warnings: [...warningTexts(result), ...missing(result)],
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_input_output_definition(),
      formula: m.lenses_input_output_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_setting_bases(),
        m.lenses_setting_customer_draws(),
        m.lenses_setting_false_discovery(),
        ...(result.assumedMargin === null ? [] : [m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) })]),
        ...falseAlarmSetting(result),
      ],
      caveats: [
        m.lenses_caveat_circular({ variables: stageDefining.map(variableName).join(m.lenses_comma()) }),
        m.lenses_caveat_same_customers(),
        m.lenses_caveat_not_cause(),
        m.lenses_caveat_scale_mix(),
        m.lenses_caveat_stage(),
        m.lenses_caveat_unallocated(),
      ],
      citations: [
        'Chen Gang 陈刚: 客户生命周期投入产出分析表 (courseware).',
        'Reichheld, F. F. & Sasser, W. E. 1990. Zero defections: quality comes to services. Harvard Business Review 68(5), 105–111.',
        'Reinartz, W. & Kumar, V. 2002. The mismanagement of customer loyalty. Harvard Business Review 80(7), 86–94.',
        'Benjamini, Y. & Hochberg, Y. 1995. Controlling the false discovery rate. Journal of the Royal Statistical Society B 57, 289–300.',
      ],
      statistics: ['profile', 'stage_variables'],
    },
  };
}

/** Whose periods count, as a piece of the foot. */
export function baseName(base: Base): string {
  return { all: m.lenses_base_all, survivors: m.lenses_base_survivors, balanced: m.lenses_base_balanced }[base]();
}

function tests({ agrees, contradicts, undecided }: InputOutputResult): number {
  return agrees + contradicts + undecided;
}

function headline(result: InputOutputResult): string {
  const { agrees, contradicts, undecided } = result;
  if (tests(result) === 0) return m.lenses_input_output_untested();
  const words = { agrees: formatInteger(agrees), tests: formatInteger(tests(result)), undecided: formatInteger(undecided) };
  if (contradicts === 0) return undecided === 0 ? m.lenses_input_output_all_agree(words) : m.lenses_input_output_agree({ ...words });
  const against = result.contrasts.filter(({ verdict }) => verdict === 'contradicts');
  const named = against.slice(0, 2).map(step).join(m.figures_comma());
  const first = m.lenses_input_output_contradicted({ ...words, contradicts: formatInteger(contradicts) });
  return m.lenses_input_output_named({ first, named: against.length > 2 ? m.lenses_and_others({ named }) : named });
}

/** Agreement of what the stages are told from is no test of the theory, and the headline says how much of it there is. */
function qualified(headline: string, { circular, agrees }: InputOutputResult): string {
  if (circular === 0) return headline;
  return m.lenses_input_output_circular({ headline, circular: formatInteger(circular), agrees: formatInteger(agrees) });
}

/** One contrast as it is seen, "price falls from formation to stable". */
function step({ variable, contrast, value }: JudgedContrast): string {
  const [from, to] = contrast.split('>').map((stage) => stageName(stage as Stage).toLowerCase()) as [string, string];
  const words = { variable: variableName(variable).toLowerCase(), from, to };
  return (value ?? 0) > 0 ? m.lenses_step_rises(words) : m.lenses_step_falls(words);
}

function missing({ missing: none, status }: InputOutputResult): string[] {
  if (status !== 'ready' || none.length === 0) return [];
  return [m.lenses_input_output_missing({ variables: none.map(variableName).join(m.figures_comma()) })];
}
