import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { patternName } from '#figures/pattern-words.ts';
import { perPeriod, share, span } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, moneyWithin, notReadyWords, nth, shareWithin, underAssumption, warningTexts } from '../telling.ts';
import type { PatternsResult } from './analyse.ts';

/** The shares that end from each stage, or what a long-lasting relationship earns beside one that ends. */
export function narrate(result: PatternsResult): Narration {
  const profit = result.show === 'profit';
  return {
    headline:
      result.status !== 'ready'
        ? m.lenses_patterns_silent()
        : profit
          ? underAssumption(profitHeadline(result), result)
          : incidenceHeadline(result),
    subtitle: profit
      ? m.lenses_patterns_subtitle_profit({ per: perPeriod(result.period), band: m.lenses_band() })
      : m.lenses_patterns_subtitle({ band: m.lenses_band() }),
    foot: footOf(
      result,
      m.lenses_patterns_judged({ n: formatInteger(result.shares.reduce((sum, { n }) => sum + n, 0)) }),
      !profit && result.tooEarly > 0 ? m.lenses_patterns_only_in_curve({ n: formatInteger(result.tooEarly) }) : null,
    ),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_patterns_definition(),
      formula: m.lenses_patterns_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        thresholdLine(result),
        m.lenses_setting_competing(),
        m.lenses_setting_known_start(),
        m.lenses_setting_stops_at_twenty(),
        ...(profit ? [m.lenses_setting_draws()] : []),
        ...counts(result),
      ],
      caveats: [
        m.lenses_caveat_end_noticed(),
        m.lenses_caveat_second_life(),
        m.lenses_caveat_pattern_hindsight(),
        m.lenses_caveat_stage(),
        ...(profit ? [m.lenses_caveat_path_survivors(), m.lenses_caveat_unallocated()] : []),
      ],
      citations: [
        'Chen Mingliang (陈明亮) 2001–2003, on the customer lifecycle (four patterns; after secondary accounts).',
        'Aalen, O. O. & Johansen, S. 1978. An empirical transition matrix for non-homogeneous Markov chains. Scandinavian Journal of Statistics 5, 141–150.',
        'Gooley, T. A., Leisenring, W., Crowley, J. & Storer, B. E. 1999. Estimation of failure probabilities in the presence of competing risks. Statistics in Medicine 18, 695–706.',
        'Kaplan, E. L. & Meier, P. 1958. Nonparametric estimation from incomplete observations. JASA 53, 457–481.',
      ],
      statistics: ['profile', 'patterns', 'pattern_incidence', 'pattern_profit'],
    },
  };
}

function incidenceHeadline({ curve, period, longLasting }: PatternsResult): string {
  const last = curve[curve.length - 1]!;
  const within = span(last.periods, period);
  if (last.lasting >= 1) {
    const words = { span: within, long: formatInteger(longLasting) };
    return longLasting > 0 ? m.lenses_patterns_none_ended(words) : m.lenses_patterns_none_ended_yet(words);
  }
  return m.lenses_patterns_headline({
    span: within,
    e: shareWithin(last.E, last.ELow, last.EHigh),
    f: shareWithin(last.F, last.FLow, last.FHigh),
    s: shareWithin(last.S, last.SLow, last.SHigh),
  });
}

/** A long-lasting relationship beside one of the pattern of ended ones that is seen longest, at the last age that both have. */
function profitHeadline({ paths, period, currency }: PatternsResult): string {
  const said = (point: (typeof paths)[number]) => moneyWithin(point.profit, point.low, point.high, currency);
  const long = paths.filter(({ pattern }) => pattern === 'long-lasting');
  const others = paths.filter(({ pattern, age }) => pattern !== 'long-lasting' && long.some((point) => point.age === age));
  const other = others[others.length - 1];
  const own = long.find(({ age }) => age === other?.age);
  if (other && own)
    return m.lenses_patterns_profit_two({
      age: nth(own.age, period),
      long: said(own),
      other: said(other),
      pattern: patternName(other.pattern),
    });
  const only = paths[paths.length - 1]!;
  return m.lenses_patterns_profit_one({ age: nth(only.age, period), value: said(only), pattern: patternName(only.pattern) });
}

function counts({ shares, ongoing, tooEarly }: PatternsResult): string[] {
  const five = shares.map(({ pattern, n, share: part }) =>
    m.lenses_patterns_count({ pattern: patternName(pattern), n: formatInteger(n), share: share(part ?? 0) }),
  );
  return [
    five.join(m.lenses_comma()),
    ...(ongoing > 0 ? [m.lenses_patterns_ongoing({ n: formatInteger(ongoing) })] : []),
    ...(tooEarly > 0 ? [m.lenses_patterns_too_early({ n: formatInteger(tooEarly) })] : []),
  ];
}

function thresholdLine({ threshold, thresholdBasis, thresholdLow, thresholdHigh, stays, period }: PatternsResult): string {
  const words = { periods: span(Math.round(threshold ?? 0), period), stays: formatInteger(stays) };
  if (thresholdBasis === 'few-stays') return m.lenses_setting_stay_few(words);
  if (thresholdBasis === 'median-not-reached') return m.lenses_setting_stay_open(words);
  const ends = [thresholdLow, thresholdHigh].map((end) => (end === null ? '–' : formatNumber(end, 0)));
  const range = m.lenses_bracket({ interval: `95% ${ends.join('–')}` });
  return m.lenses_setting_stay_median({ ...words, range });
}
