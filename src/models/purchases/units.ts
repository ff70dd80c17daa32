/** The units of a value model, one object printed beside every number. */
export interface Units {
  /** one unit of time of the histories */
  period: 'day' | 'week' | 'month';
  /** how far ahead, in periods; Infinity for ever */
  horizon: number;
  /** discount rate a year, 0.1 = 10 %; compounded */
  annualRate: number;
}

/** Days in a period; a month is a twelfth of a year of 365.25 days. */
export const daysOf: Readonly<Record<Units['period'], number>> = { day: 1, week: 7, month: 365.25 / 12 };

/** Days in a year. */
export const yearDays = 365.25;

/** Periods in a year. */
export function periodsAYear(period: Units['period']): number {
  return yearDays / daysOf[period];
}

/** The continuous rate per period that compounds to the annual rate: ln(1 + d) / periods a year. */
export function ratePerPeriod({ period, annualRate }: Pick<Units, 'period' | 'annualRate'>): number {
  return Math.log1p(annualRate) / periodsAYear(period);
}
