/** The cut-offs of the value of customers: how long they stay, what they are worth, how alive they are. Each with its reason. */

/** M09: the grid of how often and how recently customers bought. */
export const recencyGrid = {
  /** purchases beyond this stand in the last cell: few customers reach it, and the map is read at its lower end */
  mostPurchases: 60,
  /** steps of the share of the time observed that lies before the last purchase; a twentieth is finer than the eye reads */
  steps: 20,
  /** share of the customers that the map must show; the few who buy more often would leave the rest no room */
  shown: 0.99,
  /** fewest and most columns of the map */
  columns: [8, 30],
  /** cells of the map along recency */
  rows: 30,
} as const;

/** M10, C16: the value matrices. */
export const valueMatrixRules = {
  /** customers read at most, in the order of their hashes: more would not move a median */
  most: 200_000,
  /** above so many customers the points of the matrix are joined in squares (design: clouds above 2,000 are not read as points) */
  mostPoints: 2000,
  /** squares along each axis where points are joined */
  squares: 24,
  /** share of the customers whose wallet must be known before it counts: else those who were asked would seem to promise more */
  leastKnown: 0.5,
  /** Reinartz & Kumar 2002: correlations of tenure and profit in their four companies */
  publishedCorrelation: [0.2, 0.45],
  /** share of borderline customers above which the fields say hardly anything: more than half may as well stand elsewhere */
  mostBorderline: 0.5,
} as const;

/** Proportional hazards: when a coefficient is doubted. */
export const coxRules = {
  /** ln of the ratio of risks for one standard deviation of a covariate beyond which it has no finite top: e^10 is 22,000 times */
  away: 10,
} as const;

/** M09 and C14: the value models. */
export const valueRules = {
  /** fewer customers, or fewer who came back, and a fit of four parameters says nothing (M09) */
  leastCustomers: 100,
  leastRepeaters: 30,
  /** unique histories that one fit reads; beyond it a seeded sample: standard errors are then far below what the model itself leaves open */
  fitRows: 200_000,
  /** customers who came back whose amounts one fit of spend reads; beyond it a seeded sample: parameters are then known to a few per cent */
  spendRows: 50_000,
  /** interest a year, ASSUMED: use the own cost of capital; and years of the finite value */
  discount: 0.1,
  horizonYears: 5,
  /** correlation of the two errors of a mean value, that of who the customers are and that of the parameters: both come from the same customers. With a half the standard error is that of drawing customers again and fitting again (CDNOW: 2.54 against 2.59; simulated bases, docs/models-exactness.md) */
  sharedError: 0.5,
  /** days ahead for which purchases are expected: a year */
  aheadDays: 365,
  /** |correlation| of number and size of purchases from which their independence is doubted (M09) */
  correlation: 0.3,
  /** purchases at which bins of frequency end; as the published tables have them */
  lastBin: 7,
  /** cohorts of first purchase by quarter; with more of them years are taken */
  cohorts: 12,
  /** weeks that a tracking curve has at most; five years */
  weeks: 260,
  /** bins of the distribution of values */
  bins: 40,
} as const;

/** M09: survival curves of customers. */
export const survivalRules = {
  /** ends below which a curve says more about chance than about customers (C15) */
  leastEnds: 5,
  /** curves of one picture that a reader can tell apart */
  groups: 5,
  /** names of a grouping that are kept: a column with a name for every customer is no grouping */
  groupsKept: 12,
  /** monthly cohorts up to which lives are kept by month; beyond, by quarter */
  monthlyCohorts: 48,
  /** renewal opportunities that a projection must have seen: two parameters need a few more than two (Fader & Hardie 2007 use five) */
  opportunities: 5,
  /** a projection goes this many times as far as what was seen; farther is a matter of belief */
  horizon: 2,
  /** gain in log-likelihood from which the second model, with one parameter more, is taken: χ² with one degree at 5 % */
  gain: 1.92,
  /** level of the log-rank test */
  level: 0.05,
} as const;

/** BG/BB: how continuous time is cut into opportunities to buy. */
export const opportunityRules = {
  /** the units by their mean and their least days, longest first: the first whose least is not longer than the median gap between purchases, so that most opportunities hold one purchase at most */
  units: [
    ['quarter', 365.25 / 4, 90],
    ['month', 365.25 / 12, 28],
    ['week', 7, 0],
  ],
  /** opportunities of the customer observed longest below which four parameters cannot be told apart (Fader, Hardie & Shang 2010 use five) */
  least: 4,
} as const;

/** What is said of value models on the part of the file that they were not given (product rule 9). */
export const heldOutRules = {
  /** customers of a bin below which a mean would be that of single customers */
  bin: 5,
  /** purchases in the hold-out below which totals are not compared */
  purchases: 30,
  /** a total that is wrong by more than this, and surely so, makes a model useless for planning */
  bias: 0.25,
  /** difference of mean log scores below which two models say the same: a thousandth of a nat a customer */
  alike: 0.001,
  /** ln of the smallest probability that a score counts: a model that calls impossible what came must stay comparable with others */
  leastLogChance: -690,
  /** level of the χ² test of counts */
  level: 0.05,
} as const;

/** The customer-base audit. */
export const auditRules = {
  /** calendar units that the table of cohorts holds: months of two years, quarters of fifteen, years of a century */
  most: { month: 24, quarter: 60, year: 100 },
  /** cohorts by colour that a reader can tell apart; older ones are joined */
  bands: 8,
  /** curves of cohorts at the same age that a reader can tell apart; the latest are shown */
  curves: 6,
  /** level at which a change of two periods is called sure: 95 % intervals */
  z: 1.959963984540054,
} as const;

/** Where P(alive) may have a say beside the rules: in stages (M03), of the newest period only, and in warnings (M20). */
export const aliveRules = {
  /** M03: below it, and with a level below that of decline, a customer is in decline: gone is then likelier than not */
  decline: 0.5,
  /** M03: below it a customer in decline who has been silent for too long has ended: the model leaves one chance in ten */
  end: 0.1,
  /**
   * M20: below it a customer has this many points more: as a silence of 1.5 own gaps, and not enough alone for a warning. One chance in ten, as at the end of M03: the highest
   * cut-off of trials on two bases (docs/warnings-and-debts.md) at which the list keeps its precision; at one half it doubles and is right half as often
   */
  warn: 0.1,
  warnPoints: 2,
} as const;
