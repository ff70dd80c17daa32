import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { measureText, perPeriod, span } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { agesWithin, falseAlarmSetting, firstPeriod, footOf, notReadyWords, nth, underAssumption, warningTexts } from '../telling.ts';
import type { Peak, StageCurveResult } from './analyse.ts';

/** When the typical customer settles, and when what customers bring peaks. */
export function narrate(result: StageCurveResult): Narration {
  const peak = result.peaks[result.peaks.length - 1];
  const parts = [settling(result), ...(peak ? [peaking(peak, result)] : [])];
  const headline = parts.length === 2 ? m.lenses_two({ first: parts[0]!, second: parts[1]! }) : parts[0]!;
  return {
    headline: result.status === 'ready' ? underAssumption(headline, result) : m.lenses_stage_curve_silent(),
    subtitle: [
      m.lenses_stage_curve_subtitle({ per: perPeriod(result.period) }),
      m.lenses_band(),
      ...(result.theory.length > 0 ? [m.lenses_dashed_theory()] : []),
    ].join(' · '),
    foot: footOf(result, m.lenses_customer_periods({ n: formatInteger(result.customerPeriods) })),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_stage_curve_definition(),
      formula: m.lenses_stage_curve_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_setting_risk_set(),
        m.lenses_setting_bootstrap(),
        m.lenses_setting_theory(),
        ...falseAlarmSetting(result),
      ],
      caveats: [m.lenses_caveat_mix(), m.lenses_caveat_stage(), m.lenses_caveat_boundary(), m.lenses_caveat_theory()],
      citations: [
        'Dwyer, F. R., Schurr, P. H. & Oh, S. 1987. Developing buyer–seller relationships. Journal of Marketing 51(2), 11–27.',
        'Chen Mingliang 陈明亮 2001–2003: four stages of a customer relationship.',
      ],
      statistics: ['profile', 'stage_age', 'stage_age_replicates'],
    },
  };
}

function settling({ boundaries, stableLow, stableHigh, period, periods }: StageCurveResult): string {
  const last = span(periods.length, period);
  const { stable, decline } = boundaries;
  if (stable === null && stableLow !== null) return m.lenses_stage_curve_may({ last, age: span(stableLow + 1, period) });
  if (stable === null) return m.lenses_stage_curve_never({ last });
  if (stable === decline) return m.lenses_stage_curve_skipped({ age: span(stable + 1, period) });
  return m.lenses_stage_curve_after({ age: span(stable + 1, period), within: agesWithin(stableLow, stableHigh) });
}

function peaking(
  { measure, shape, age, ageLow, ageHigh, value, low, high, lastAge, lastValue }: Peak,
  { period, currency }: StageCurveResult,
): string {
  const money = (amount: number | null) => measureText(measure, amount, currency);
  const words = {
    name: { amount: m.lenses_name_amount, profit: m.lenses_name_profit, orders: m.lenses_name_orders }[measure](),
    per: perPeriod(period),
    value: money(value),
    first: firstPeriod(period),
    age: nth(age, period),
    last: nth(lastAge, period),
    end: money(lastValue),
  };
  const range =
    low === null || high === null ? '' : m.lenses_bracket({ interval: m.lenses_from_to({ low: money(low), high: money(high) }) });
  const ages = agesWithin(ageLow, ageHigh);
  if (shape === 'rising') return m.lenses_rising({ ...words, range });
  if (shape === 'falling') return m.lenses_falling({ ...words, range });
  if (shape === 'level') return m.lenses_level({ ...words, range });
  return shape === 'holding' ? m.lenses_holding({ ...words, range, ages }) : m.lenses_peak({ ...words, range, ages });
}
