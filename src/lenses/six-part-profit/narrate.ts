import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { partName } from '#figures/part-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, moneyWithin, notReadyWords, underAssumption, warningTexts } from '../telling.ts';
import { type SixPartProfitResult, type SixPartProfitYear, parts } from './analyse.ts';

/** When a customer has paid back, and which part the profit of the last year owes most to. */
export function narrate(result: SixPartProfitResult): Narration {
  const last = result.years[result.years.length - 1];
  return {
    headline: result.status === 'ready' && last ? underAssumption(headline(result, last), result) : m.lenses_six_part_silent(),
    subtitle: result.view === 'balanced' ? m.lenses_six_part_subtitle_balanced() : m.lenses_six_part_subtitle_acquired(),
    foot: footOf(result, m.lenses_six_part_years({ years: formatInteger(result.years.length) })),
    warnings: [...warningTexts(result), ...missing(result)],
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_six_part_definition(),
      formula: m.lenses_six_part_formula(),
      settings: [
        m.lenses_setting_six_part_base(),
        m.lenses_setting_six_part_views(),
        m.lenses_setting_cac_six(),
        m.lenses_setting_six_part_referral(),
        m.lenses_setting_customer_draws(),
        m.lenses_setting_risk_set(),
        m.lenses_setting_identity({ error: result.identityError === 0 ? '0' : formatNumber(result.identityError, 12) }),
        ...(result.assumedMargin === null ? [] : [m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) })]),
      ],
      caveats: [
        m.lenses_caveat_six_part_survival(),
        m.lenses_caveat_referral_twice(),
        m.lenses_caveat_not_automatic(),
        m.lenses_caveat_discount(),
        m.lenses_caveat_unallocated(),
      ],
      citations: [
        'Reichheld, F. F. & Sasser, W. E. 1990. Zero defections: quality comes to services. Harvard Business Review 68(5), 105–111.',
        'Reichheld, F. F. 1996. The Loyalty Effect. Harvard Business School Press.',
        'Reinartz, W. & Kumar, V. 2002. The mismanagement of customer loyalty. Harvard Business Review 80(7), 86–94.',
      ],
      statistics: ['profile', 'six_part'],
    },
  };
}

function headline(result: SixPartProfitResult, last: SixPartProfitYear): string {
  const { years, currency } = result;
  const year = formatInteger(last.year);
  const total = moneyWithin(last.total, last.totalLow, last.totalHigh, currency);
  const back = paysBack(result, last);
  if (years.length < 2) return m.lenses_two({ first: back, second: m.lenses_six_part_one_year({ total }) });
  const [part, value] = added(last);
  const owes = m.lenses_six_part_owes({
    year,
    total,
    part: partName(part).toLowerCase(),
    value: formatMoney(value, currency),
  });
  return m.lenses_two({ first: back, second: owes });
}

/** When a customer has paid back, as far as the interval of the cumulative profit lets it be said. */
function paysBack({ years, breakEven, breakEvenSure, currency }: SixPartProfitResult, last: SixPartProfitYear): string {
  const { cumulative, cumulativeLow: low, cumulativeHigh: high } = last;
  const within = { years: formatInteger(years.length), cumulative: moneyWithin(cumulative, low, high, currency) };
  if (breakEven === null)
    return high !== null && high < 0 ? m.lenses_six_part_never({ years: within.years }) : m.lenses_six_part_undecided(within);
  if (breakEvenSure === null) return m.lenses_six_part_undecided(within);
  if (breakEvenSure > breakEven) return m.lenses_six_part_between({ year: formatInteger(breakEven), sure: formatInteger(breakEvenSure) });
  return breakEven === 1 ? m.lenses_six_part_first() : m.lenses_six_part_pays_back({ year: formatInteger(breakEven) });
}

/** The part beside the base and the acquisition that moves the year most. */
function added(year: SixPartProfitYear): [string, number] {
  const candidates: [string, number][] = [
    ['growth', year.growth],
    ['costSaving', year.costSaving ?? 0],
    ['pricePremium', year.pricePremium],
    ['referral', year.referral ?? 0],
  ];
  return candidates.reduce((best, one) => (Math.abs(one[1]) > Math.abs(best[1]) ? one : best));
}

function missing({ years, status }: SixPartProfitResult): string[] {
  const [first] = years;
  if (status !== 'ready' || !first) return [];
  const none = parts.map(([part]) => part).filter((part) => first[part] === null);
  return none.length === 0 ? [] : [m.lenses_six_part_missing({ parts: none.map(partName).join(m.figures_comma()) })];
}
