import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { customers, share, span } from '#figures/words.ts';
import { calledWords, termsSettings } from '../action-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, notReadyWords, shareWithin, unallocatedLine, underAssumption, warningTexts } from '../telling.ts';
import type { Between, WarningsResult } from './analyse.ts';

/** How many are at risk of decline, what is at stake, and how far to trust the warning. */
export function narrate(result: WarningsResult): Narration {
  const { counts } = result;
  const called = calledWords(result.uplift);
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_warnings_silent(),
    subtitle: result.show === 'declining' ? m.lenses_warnings_subtitle_declining() : m.lenses_warnings_subtitle(),
    foot: footOf(
      result,
      ...(counts.tooEarly > 0 ? [m.lenses_too_early({ customers: customers(counts.tooEarly) })] : []),
      m.lenses_warnings_declining({ customers: customers(counts.declining) }),
      result.byAlive === null ? null : m.lenses_warnings_by_alive({ customers: customers(result.byAlive) }),
      called,
      unallocatedLine(result),
    ),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_warnings_definition(),
      formula: result.basis === 'model' ? m.lenses_warnings_formula() : m.lenses_warnings_formula_points(),
      settings: [
        result.basis === 'model'
          ? m.lenses_setting_hazard({ events: formatInteger(result.events), rate: share(result.rate) })
          : m.lenses_setting_points({ events: formatInteger(result.events) }),
        ...(result.byAlive === null ? [] : [m.lenses_setting_alive({ customers: customers(result.byAlive) })]),
        ...coefficientLines(result),
        ...termsSettings(result, result.currency),
        m.lenses_setting_discount(),
      ],
      caveats: [
        m.lenses_caveat_propensity(),
        m.lenses_caveat_no_control(),
        m.lenses_caveat_value_formula(),
        m.lenses_caveat_stage(),
        m.lenses_caveat_trial_seasons(),
      ],
      citations: [
        'Allison, P. D. 1982. Discrete-time methods for the analysis of event histories. Sociological Methodology 13, 61–98.',
        'Singer, J. D. & Willett, J. B. 1993. It’s about time: using discrete-time survival analysis. Journal of Educational Statistics 18(2), 155–195.',
        'le Cessie, S. & van Houwelingen, J. C. 1992. Ridge estimators in logistic regression. Applied Statistics 41(1), 191–201.',
        'Newcombe, R. G. 1998. Interval estimation for the difference between independent proportions. Statistics in Medicine 17, 873–890.',
      ],
      statistics: ['profile', 'warnings', 'warning_fit', 'contact_outcomes'],
    },
  };
}

function headline(result: WarningsResult): string {
  const { counts, customers: list, declining } = result;
  const shown = result.show === 'declining' ? declining : list;
  const first =
    result.show === 'declining'
      ? m.lenses_warnings_headline_declining({ customers: customers(counts.declining) })
      : m.lenses_warnings_headline({
          customers: customers(counts.warned),
          share: share(counts.atRisk > 0 ? counts.warned / counts.atRisk : 0),
        });
  const known = shown.some(({ gain }) => gain !== null);
  const worth = known ? worthWords(result, shown) : null;
  const trust =
    result.precision === null || result.show === 'declining'
      ? null
      : m.lenses_warnings_trust({
          precision: shareWithin(result.precision, result.intervals.precision.low, result.intervals.precision.high),
        });
  const parts = [first, trust, worth].filter((part) => part !== null);
  const text = parts.reduce((sum, part) => m.lenses_two({ first: sum, second: part }));
  return known ? underAssumption(text, result) : text;
}

/** What acting is expected to bring: under the assumed effect said so, and nothing where the control group leaves room for no effect (C20). */
function worthWords({ uplift, currency }: WarningsResult, shown: WarningsResult['customers']): string {
  const { value, low, high, source } = uplift;
  if (source === 'measured' && (low ?? 0) <= 0)
    return m.lenses_warnings_unproven({ interval: interval(share(low ?? value), share(high ?? value)) });
  const acting = shown.filter(({ act }) => act);
  const gain = acting.reduce((sum, one) => sum + (one.gain ?? 0), 0);
  const values = { n: formatInteger(acting.length), of: formatInteger(shown.length), gain: formatMoney(gain, currency) };
  return source === 'assumed' ? m.lenses_warnings_worth_assumed({ ...values, uplift: share(value) }) : m.lenses_warnings_worth(values);
}

/** What the trial says, a line each; only what is known. */
export function trialLines({ intervals, lead, period, rule, trialEvents }: WarningsResult): string[] {
  const line = (words: (values: { value: string }) => string, { value, low, high }: Between) =>
    value === null ? [] : [words({ value: shareWithin(value, low, high) })];
  const { auc, brier } = intervals;
  return [
    m.lenses_trial_events({ n: formatInteger(trialEvents) }),
    ...line(m.lenses_trial_precision, intervals.precision),
    ...line(m.lenses_trial_recall, intervals.recall),
    ...(auc.value === null
      ? []
      : [m.lenses_trial_auc({ value: formatNumber(auc.value), low: formatNumber(auc.low ?? 0), high: formatNumber(auc.high ?? 1) })]),
    ...(brier.value === null ? [] : [m.lenses_trial_brier({ value: formatNumber(brier.value, 3) })]),
    ...(lead === null ? [] : [m.lenses_trial_lead({ span: span(lead, period) })]),
    ...(rule.precision === null || rule.recall === null
      ? []
      : [m.lenses_trial_rule({ precision: share(rule.precision), recall: share(rule.recall) })]),
  ];
}

function coefficientLines({ coefficients }: WarningsResult): string[] {
  const names: Readonly<Record<string, () => string>> = {
    exploration: m.terms_stage_e,
    formation: m.terms_stage_f,
    age: m.lenses_sign_age,
    level: m.lenses_sign_level,
    slope: m.lenses_sign_slope,
    gap: m.lenses_sign_gap,
    share: m.lenses_sign_share,
    complaints: m.lenses_sign_complaints,
    late: m.lenses_sign_late,
  };
  return coefficients.flatMap(({ name, value, low, high }) => {
    const words = names[name];
    const odds = (x: number) => formatNumber(Math.exp(Math.max(-20, Math.min(20, x))));
    return words ? [m.lenses_setting_coefficient({ sign: words(), odds: odds(value), low: odds(low), high: odds(high) })] : [];
  });
}
