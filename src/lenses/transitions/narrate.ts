import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { markovRules } from '#schema/thresholds.ts';
import { perPeriod, share, span, stageName } from '#figures/words.ts';
import type { Stage } from '#figures/stages.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, moneyWithin, notReadyWords, shareWithin, unallocatedLine, warningTexts } from '../telling.ts';
import type { TransitionsResult } from './analyse.ts';

/** How long stability lasts, which change is most likely, and on which terms a value is counted. */
export function narrate(result: TransitionsResult): Narration {
  const ready = result.status === 'ready';
  return {
    headline: ready ? headline(result) : m.lenses_transitions_silent(),
    subtitle: m.lenses_transitions_subtitle({ period: span(1, result.period) }),
    foot: footOf(result, m.lenses_transitions_count({ moves: formatInteger(result.moves) }), ...valueFoot(result), unallocatedLine(result)),
    warnings: [...warningTexts(result), ...(ready ? shift(result) : [])],
    notReady:
      result.reason?.code === 'few-moves'
        ? { what: m.lenses_transitions_few_what(), why: m.lenses_transitions_few_why(), next: m.lenses_few_next() }
        : notReadyWords(result),
    method: {
      definition: m.lenses_transitions_definition(),
      formula: m.lenses_transitions_formula(),
      settings: [
        m.lenses_transitions_setting_interval(),
        m.lenses_transitions_setting_young({
          moves: formatInteger(result.youngMoves),
          how: result.young === 'counted' ? m.lenses_transitions_young_counted() : m.lenses_transitions_young_out(),
        }),
        ...steadiness(result),
        m.lenses_transitions_convention({
          rate: formatPercent(result.discount, 1),
          perPeriod: formatPercent(result.discountPerPeriod, 2),
          per: perPeriod(result.period),
          timing: timingWords(result.timing),
        }),
        ...valueLines(result),
        ...(result.assumedMargin === null ? [] : [m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) })]),
      ],
      caveats: [m.lenses_transitions_caveat_memory(), m.lenses_transitions_caveat_value(), m.lenses_caveat_stage()],
      citations: [
        'Pfeifer, P. E. & Carraway, R. L. 2000. Modeling customer relationships as Markov chains. Journal of Interactive Marketing 14(2), 43–55.',
        'Rao, J. N. K. & Scott, A. J. 1981. The analysis of categorical data from complex sample surveys. JASA 76, 221–230.',
        'Anderson, T. W. & Goodman, L. A. 1957. Statistical inference about Markov chains. Annals of Mathematical Statistics 28, 89–110.',
      ],
      statistics: ['profile', 'transitions', 'stage_flow_spread', 'stage_value'],
    },
  };
}

function headline({ cells, outlook, likeliest, period }: TransitionsResult): string {
  const stays = cells.find(({ from, to }) => from === 'S' && to === 'S');
  const stay = outlook.find(({ stage }) => stage === 'S')?.stay;
  const change = likeliest!;
  const second = m.lenses_transitions_likeliest({
    from: lower(change.from),
    to: lower(change.to),
    share: shareWithin(change.probability!, change.low, change.high),
  });
  if (!stays || stays.probability === null || !stay) return m.lenses_transitions_only({ change: second });
  const length = (value: number) => formatNumber(value, value < 10 ? 1 : 0);
  const first = m.lenses_transitions_stays({
    share: shareWithin(stays.probability, stays.low, stays.high),
    period: span(1, period),
    length: span(Math.round(stay.value), period),
    interval: interval(length(stay.low ?? stay.value), length(stay.high ?? stay.value)),
  });
  return m.lenses_two({ first, second });
}

/** Requirement C14: what a value stands on is printed beside it. */
function valueFoot(result: TransitionsResult): string[] {
  const stable = result.outlook.find(({ stage }) => stage === 'S');
  if (!stable?.value) return [m.lenses_transitions_no_value()];
  return [
    m.lenses_transitions_discounted({ rate: formatPercent(result.discount, 1), timing: timingWords(result.timing) }),
    ...(stable.beyond === null
      ? []
      : [m.lenses_transitions_beyond({ share: share(Math.max(0, stable.beyond)), years: span(result.horizon, 'year') })]),
  ];
}

function timingWords(timing: TransitionsResult['timing']): string {
  return { start: m.lenses_timing_start, middle: m.lenses_timing_middle, end: m.lenses_timing_end }[timing]();
}

function valueLines({ outlook, currency, horizon }: TransitionsResult): string[] {
  return outlook.flatMap(({ stage, value, valueInHorizon }) =>
    value === null || valueInHorizon === null
      ? []
      : m.lenses_transitions_value({
          stage: stageName(stage),
          value: moneyWithin(value.value, value.low, value.high, currency),
          within: formatMoney(valueInHorizon, currency),
          years: span(horizon, 'year'),
        }),
  );
}

function steadiness({ homogeneity }: TransitionsResult): string[] {
  if (!homogeneity || homogeneity.p === null) return [m.lenses_transitions_untestable()];
  const { chi2, degrees, p, effect, verdict } = homogeneity;
  const words = {
    steady: m.lenses_transitions_steady,
    'shifts-little': m.lenses_transitions_shifts_little,
    shifts: m.lenses_transitions_shifts,
    untestable: m.lenses_transitions_untestable,
  }[verdict]();
  return [
    m.lenses_transitions_test({
      verdict: words,
      chi2: formatNumber(chi2, 1),
      degrees: formatInteger(degrees),
      p: p < 0.001 ? '< 0.001' : `= ${formatNumber(p, 3)}`,
      effect: formatNumber(effect, 2),
      small: formatNumber(markovRules.smallEffect, 1),
    }),
  ];
}

function shift({ homogeneity }: TransitionsResult): string[] {
  const widest = homogeneity?.verdict === 'shifts' ? homogeneity.widest : null;
  if (!widest) return [];
  const { from, to, least, most } = widest;
  return [
    m.lenses_transitions_shift({ from: lower(from), to: lower(to), interval: interval(share(least).replace(/\s?%$/, ''), share(most)) }),
  ];
}

/** A stage's name inside a sentence. */
function lower(stage: Stage): string {
  return stageName(stage).toLowerCase();
}
