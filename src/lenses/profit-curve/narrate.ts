import { formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { span } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { agesWithin, firstPeriod, footOf, moneyWithin, notReadyWords, unallocatedLine, underAssumption, warningTexts } from '../telling.ts';
import type { ProfitCurveResult } from './analyse.ts';

/** When the average customer has paid back, and what is earned by the last age shown. */
export function narrate(result: ProfitCurveResult): Narration {
  const left = unallocatedLine(result);
  return {
    headline: result.status === 'ready' ? underAssumption(headline(result), result) : m.lenses_profit_curve_silent(),
    subtitle: [m.lenses_profit_curve_subtitle(), m.lenses_band()].join(' · '),
    foot: footOf(result, m.lenses_undiscounted()),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_profit_curve_definition(),
      formula: m.lenses_profit_curve_formula(),
      settings: [
        m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_setting_risk_set(),
        m.lenses_setting_bootstrap(),
        result.assumedMargin === null
          ? m.lenses_setting_costs_known()
          : m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) }),
        ...(left ? [left] : []),
      ],
      caveats: [m.lenses_caveat_mix(), m.lenses_caveat_unallocated(), m.lenses_caveat_discount()],
      citations: [
        'Reichheld, F. F. & Sasser, W. E. 1990. Zero defections: quality comes to services. Harvard Business Review 68(5), 105–111.',
      ],
      statistics: ['profile', 'stage_age', 'stage_age_replicates'],
    },
  };
}

function headline({ ages, breakEvenAge, breakEvenLow, breakEvenHigh, breakEvenShare, period, currency }: ProfitCurveResult): string {
  const [start, end] = [ages[0]!, ages[ages.length - 1]!];
  const last = span(ages.length, period);
  const value = moneyWithin(end.cumulative, end.low, end.high, currency);
  const untold = breakEvenShare !== null && (breakEvenAge === null ? breakEvenShare > 0.025 : breakEvenShare < 0.975);
  if (untold) return m.lenses_profit_curve_untold({ last, value });
  if (breakEvenAge === null) return m.lenses_profit_curve_never({ last, value });
  if (breakEvenAge === 0 && breakEvenHigh === 0)
    return m.lenses_profit_curve_at_once({
      first: firstPeriod(period),
      start: moneyWithin(start.cumulative, start.low, start.high, currency),
      last,
      value,
    });
  return m.lenses_profit_curve_after({
    age: span(breakEvenAge + 1, period),
    within: breakEvenShare === null ? '' : agesWithin(breakEvenLow, breakEvenHigh),
    last,
    value,
  });
}
