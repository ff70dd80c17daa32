import type { Model } from '../../definition.ts';

/** One year of the relationship; money and quantity per customer of the view. */
export interface SixPartYear {
  /** units valued at the prices of the base year, Q */
  quantity: number;
  /** what was paid for them, Q·p */
  revenue: number;
  /** everything they cost, goods and serving, Q·c; acquisition is not in it */
  cost: number;
  /** what the same goods would cost, and serving them, at the unit costs of the base year: Q·c₀ for this year's mix; left out: Q·c₀ */
  costAtBase?: number;
  /** acquisition cost saved by the customers they referred: the usual cost less their own and the rewards; null when it is not known */
  referral: number | null;
  /** spent to win them; counts in the first year only; null when it is not known */
  acquisition: number | null;
  /** share of the acquired customers whom this year stands for, 0..1; left out: 1 */
  survival?: number;
}

/** The parts of one year's profit; null where the file does not tell. */
export interface SixParts {
  year: number;
  acquisition: number | null;
  base: number;
  growth: number;
  costSaving: number | null;
  pricePremium: number;
  referral: number | null;
  total: number;
  /** Σ of the totals up to this year */
  cumulative: number;
}

export interface SixPartEstimates {
  years: SixParts[];
  /** largest |Σ parts − (Q(p − c) + RV − CAC)| over max(1, |revenue|); 0 up to rounding */
  identityError: number;
  /** first year (0 is the first) from which the cumulative profit stays at or above 0; null without such a year */
  breakEven: number | null;
}

/**
 * The six parts of customer profit. With c₀ for this year's mix, base + growth + cost saving + price premium add up to Q(p − c):
 * base Q₀m₀, growth Q·m₀ − Q₀m₀, cost saving (c₀ − c)Q, premium (p − p₀)Q, m₀ = p₀ − c₀. For one article this is the published formula.
 */
export const sixPart: Model<{ years: readonly SixPartYear[] }, { costsKnown: boolean }, SixPartEstimates> = {
  id: 'six-part',
  source:
    'Reichheld & Sasser 1990, Harvard Business Review 68(5), 105–111; Reichheld 1996, The Loyalty Effect; rule M05 of the specification',
  units: {
    quantity: 'currency at base-year prices, per customer and year',
    revenue: 'currency per customer and year',
    cost: 'currency per customer and year',
    costAtBase: 'currency per customer and year',
    referral: 'currency per customer and year',
    acquisition: 'currency per customer',
    survival: 'share of acquired customers',
  },
  defaults: { costsKnown: true },
  fit({ years }, { costsKnown }) {
    const [first] = years;
    if (!first || !(first.quantity > 0))
      return { estimates: null, reason: { code: 'six-part-no-base', parameters: {} }, diagnostics: {}, warnings: [] };
    const price0 = first.revenue / first.quantity;
    const cost0 = (costsKnown ? first.cost : (first.costAtBase ?? first.cost)) / first.quantity;
    const base = first.quantity * (price0 - cost0);
    let cumulative = 0;
    let identityError = 0;
    const parts = years.map((given, year): SixParts => {
      const { quantity, revenue, referral, survival = 1 } = given;
      const costAtBase = year === 0 ? cost0 * quantity : (given.costAtBase ?? cost0 * quantity);
      const cost = costsKnown ? given.cost : costAtBase;
      const growth = year === 0 ? 0 : price0 * quantity - costAtBase - base;
      const costSaving = !costsKnown ? null : year === 0 ? 0 : costAtBase - cost;
      const pricePremium = year === 0 ? 0 : revenue - price0 * quantity;
      const acquisition = year === 0 ? given.acquisition : given.acquisition === null ? null : 0;
      const sum = base + growth + (costSaving ?? 0) + pricePremium + (referral ?? 0) - (acquisition ?? 0);
      const whole = revenue - cost + (referral ?? 0) - (acquisition ?? 0);
      identityError = Math.max(identityError, Math.abs(sum - whole) / Math.max(1, Math.abs(revenue)));
      cumulative += survival * sum;
      const alive = (value: number): number => survival * value + 0;
      return {
        year,
        acquisition: acquisition === null ? null : -alive(acquisition) + 0,
        base: alive(base),
        growth: alive(growth),
        costSaving: costSaving === null ? null : alive(costSaving),
        pricePremium: alive(pricePremium),
        referral: referral === null ? null : alive(referral),
        total: alive(sum),
        cumulative,
      };
    });
    return {
      estimates: { years: parts, identityError, breakEven: breakEven(parts.map((part) => part.cumulative)) },
      reason: null,
      diagnostics: {},
      warnings: [],
    };
  },
};

/** The first year from which the sums stay at or above 0. */
function breakEven(cumulative: readonly number[]): number | null {
  let year = cumulative.length;
  while (year > 0 && cumulative[year - 1]! >= 0) year--;
  return year < cumulative.length ? year : null;
}
