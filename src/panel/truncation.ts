import { binomialCdf } from '#numeric/binomial.ts';
import { panelRules } from '#schema/thresholds.ts';

export interface FirstOrders {
  /** customers without a known first contact whose first order falls in the first period of the file */
  early: number;
  /** those whose first order falls later */
  later: number;
  /** days from the first order of the file to the as-of date, both counted */
  days: number;
  /** length of the period */
  periodDays: number;
  /** customers whose first order falls after the first period and the first quarter */
  afterCohort: number;
}

/**
 * Does the file begin in the middle of relationships? One-sided test that first orders come faster in the first period than later:
 * given their sum, the early ones are Bin(early + later, period / days) when the rate is one and the same.
 * When first orders all but stop after the first period or quarter the file begins with a cohort and nothing is cut.
 * Source: conditional test of two Poisson rates (Przyborowski & Wilenski 1940); requirement C6 of the specification.
 */
export function isLeftTruncated(first: FirstOrders, level: number): boolean {
  const { early, later, days, periodDays } = first;
  if (beginsWithCohort(first) || early === 0 || days <= periodDays) return false;
  return 1 - binomialCdf(early - 1, early + later, periodDays / days) < level;
}

/** Whether first orders all but stop after the first period and quarter: the file may begin with the business or with a cohort. False without customers or time after them. */
export function beginsWithCohort({ early, later, afterCohort, days, periodDays }: FirstOrders): boolean {
  return early + later > 0 && days > periodDays && afterCohort <= panelRules.strayStarts * (early + later);
}
