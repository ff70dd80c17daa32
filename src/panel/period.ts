/** The length of one period of relationship age. */
export type PeriodName = 'month' | 'quarter' | 'half-year' | 'year';

/** Why a period was taken. */
export type PeriodReason = 'chosen' | 'enough-orders' | 'eight-periods' | 'too-short';

export interface PeriodChoice {
  period: PeriodName;
  /** days; an exact binary fraction, so that multiples are exact */
  days: number;
  reason: PeriodReason;
  /** fewer orders a period than the rule asks for */
  indicative: boolean;
}

export interface PeriodCandidate {
  period: PeriodName;
  /** orders of customers with two order-days or more */
  orders: number;
  /** periods of those customers from the first order to the last, both counted */
  periods: number;
}

export const periodDays: Readonly<Record<PeriodName, number>> = { month: 30.4375, quarter: 91.3125, 'half-year': 182.625, year: 365.25 };

/** The periods from the shortest to the longest. */
export const periodNames = Object.keys(periodDays) as PeriodName[];

/**
 * The analysis period: the shortest in which repeat customers place one order or more on average while alive (from their first to
 * their last order); else the longest that leaves `leastPeriods` periods in the `days` of the file, indicative; else a month, indicative.
 * Source: rule M01 of the specification (the median gap alone misleads).
 */
export function choosePeriod(
  candidates: readonly PeriodCandidate[],
  days: number,
  leastPeriods: number,
  chosen?: PeriodName,
): PeriodChoice {
  const rate = (name: PeriodName): number => {
    const candidate = candidates.find(({ period }) => period === name);
    return candidate && candidate.periods > 0 ? candidate.orders / candidate.periods : 0;
  };
  const enough = periodNames.find((name) => rate(name) >= 1);
  if (chosen) return { period: chosen, days: periodDays[chosen], reason: 'chosen', indicative: rate(chosen) < 1 };
  if (enough) return { period: enough, days: periodDays[enough], reason: 'enough-orders', indicative: false };
  const long = periodNames.findLast((name) => days >= leastPeriods * periodDays[name]);
  const period = long ?? 'month';
  return { period, days: periodDays[period], reason: long ? 'eight-periods' : 'too-short', indicative: true };
}
