import { formatDate, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Stage } from '#figures/stages.ts';
import { variableName, variableText } from '#figures/stage-variable-words.ts';
import { perPeriod, span, stageName } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { falseAlarmSetting, footOf, notReadyWords, nth, warningTexts } from '../telling.ts';
import type { StageVariablesResult, VariablePoint } from './analyse.ts';

/** From where to where profit goes along the axis, and whether that is sure. */
export function narrate(result: StageVariablesResult): Narration {
  const ghost = result.points.some((point) => point.theory !== null);
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_stage_variables_silent(),
    subtitle: [
      { stage: m.lenses_stage_variables_by_stage, age: m.lenses_stage_variables_by_age, calendar: m.lenses_stage_variables_by_calendar }[
        result.axis
      ]?.({ per: perPeriod(result.period) }) ?? '',
      m.lenses_band(),
      ...(ghost ? [m.lenses_dashed_ordinal()] : []),
    ].join(' · '),
    foot: footOf(result, baseWords(result)),
    warnings: [...warningTexts(result), ...missing(result)],
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_stage_variables_definition(),
      formula: m.lenses_input_output_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_setting_bases(),
        m.lenses_setting_customer_draws(),
        m.lenses_setting_risk_set(),
        ...(result.assumedMargin === null ? [] : [m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) })]),
        ...falseAlarmSetting(result),
      ],
      caveats: [m.lenses_caveat_ordinal(), m.lenses_caveat_mix(), m.lenses_caveat_age_cohort(), m.lenses_caveat_unallocated()],
      citations: [
        'Chen Gang 陈刚: 客户生命周期投入产出分析表 (courseware).',
        'Dwyer, F. R., Schurr, P. H. & Oh, S. 1987. Developing buyer–seller relationships. Journal of Marketing 51(2), 11–27.',
        'Wolter, K. M. 2007. Introduction to Variance Estimation, 2nd ed., chapter 2 (random groups).',
      ],
      statistics: ['profile', 'stage_variables', 'variable_curves', 'stage_age'],
    },
  };
}

function baseWords({ base }: StageVariablesResult): string {
  return { all: m.lenses_base_all, survivors: m.lenses_base_survivors, balanced: m.lenses_base_balanced }[base]?.() ?? base;
}

function headline(result: StageVariablesResult): string {
  const { change, currency } = result;
  if (!change) return m.lenses_stage_variables_nothing();
  const { first, last, sure, variable } = change;
  const said = (point: VariablePoint): string => {
    const value = variableText(variable, point.value, currency);
    const [low, high] = [point.low, point.high].map((edge) => (edge === null ? null : variableText(variable, edge, currency)));
    return low === null || high === null ? value : m.lenses_within({ value, interval: m.lenses_from_to({ low: low!, high: high! }) });
  };
  const words = {
    variable: variableName(variable),
    per: perPeriod(result.period),
    first: said(first),
    last: said(last),
    from: placeWords(first.place, result),
    to: placeWords(last.place, result),
  };
  if (!sure) return m.lenses_stage_variables_level(words);
  return (last.value ?? 0) > (first.value ?? 0) ? m.lenses_stage_variables_rises(words) : m.lenses_stage_variables_falls(words);
}

function placeWords(place: string, { axis, period }: StageVariablesResult): string {
  if (axis === 'stage') return stageName(place as Stage).toLowerCase();
  return axis === 'age' ? nth(Number(place), period) : formatDate(place);
}

function missing({ missing: none, status }: StageVariablesResult): string[] {
  if (status !== 'ready' || none.length === 0) return [];
  return [m.lenses_input_output_missing({ variables: none.map(variableName).join(m.figures_comma()) })];
}
