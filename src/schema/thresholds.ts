/** Every cut-off of the product, each with its reason. Named blocks, one a subject; those of the value of customers stand in a file of their own. */

export * from './value-thresholds.ts';

/** C15: rates and means on few customers are shown grey or not at all. */
export const smallSamples = {
  /** below it a figure is marked indicative */
  indicative: 30,
  /** below it nothing is shown */
  suppressed: 10,
} as const;

/**
 * M03, the stage machine. Tuned on its acceptance simulation (Poisson buyers, rate m·σ(t − 4), drop at period 25) and on two real order logs,
 * not estimated from your data. How results move when they change: drop evidence .005 and gap constants 5 and 8 are the sensitivity cases.
 */
export const stageThresholds = {
  /** upper bend of the logistic curve, (3 + √3)/6: growth is no longer steep */
  matureLevel: 0.79,
  /** growth counts as undetectable above this p-value */
  growthEvidence: 0.1,
  /** level of the former peak below which decline begins, and above which it is repaired: two values so that a customer does not flicker */
  declineLevel: 0.6,
  recoverLevel: 0.75,
  /** a drop must be this unlikely by chance: guards small counts */
  dropEvidence: 0.01,
  /** mean gap × (1 + gapSpread × variation) without an order is a lapse; at least `smallestGap` periods */
  gapSpread: 6,
  smallestGap: 2,
  /** a lapse this many times as long, and at least `smallestEnd` periods, ends the relationship */
  endFactor: 2,
  smallestEnd: 6,
  /** a plateau of this many rhythms replaces the former peak as the yardstick */
  plateauRhythms: 12,
  /** windows of 3 and 6 own rhythms, a rhythm being 1 to 12 periods */
  shortWindow: 3,
  longWindow: 6,
  longestRhythm: 12,
  /** periods without contact after which a prospect who never ordered declines, and ends */
  prospectDecline: 6,
  prospectEnd: 12,
  /** complete periods before any stage is judged */
  youngest: 3,
  /** own gaps from which the segment's gaps no longer help; weight of the segment before */
  ownGaps: 3,
  /** smallest and largest variation of gaps that is believed */
  variation: [0.2, 1.5],
  /** gaps that a segment needs before it speaks for itself */
  segmentGaps: 30,
  /** periods observed for less than this part are joined with the next */
  smallestExposure: 0.5,
  /** E to F to S within this many rhythms is marked compressed */
  compressedRhythms: 6,
  /** orders in this many periods, or this many orders, are more than trial orders; and this many of the last 3 rhythms' periods have one */
  proofPeriods: 3,
  proofOrders: 4,
  proofRecent: 2,
  /** relative distance to the nearest rule below which the margin is low, and from which it is high; for display only */
  margins: [0.1, 0.3],
} as const;

/** M04 and product rule 7: the theory's curve is drawn only where data can contradict it. */
export const stageCurveThresholds = {
  /** five parameters need a few ages more than five */
  ages: 8,
  /** means of fewer customers are too noisy to fit (C15) */
  smallestRiskSet: 30,
  /** levels of the two bends of a logistic curve, (3 ∓ √3)/6 */
  lowerBend: (3 - Math.sqrt(3)) / 6,
  upperBend: (3 + Math.sqrt(3)) / 6,
  /** below this explained variance the curve does not describe the data and says so */
  goodR2: 0.5,
} as const;

/** C5: curves over age stop where few customers are old enough. */
export const ageCurveThresholds = { smallestRiskSet: 20 } as const;

/** M15: cuts of the loyalty types and the half-widths over which membership passes from 0 to 1. 50 is the scale's middle or the median. */
export const loyaltyThresholds = {
  attachment: { cut: 50, half: 25 },
  repeat: { cut: 50, half: 25 },
  /** half a usable alternative or less holds the customer */
  alternatives: { cut: 0.5, half: 0.5 },
  /** top quarter of the switching cost scale */
  switching: { cut: 75, half: 25 },
  /** most orders under promotion */
  promoShare: { cut: 0.5, half: 0.25 },
  /** orders twice as fast in promotion weeks */
  promoLift: { cut: 2, half: 1 },
  /** most orders 10 % or more below the list price */
  dealShare: { cut: 0.5, half: 0.25 },
  /** elasticity -2 or stronger */
  elasticity: { cut: 2, half: 1 },
  /** recent means more recent than the median customer */
  recency: { cut: 50 },
  /** two best memberships closer than this: both labels are shown */
  borderline: 0.1,
} as const;

/** M01, C6: how the relationship panel is cut. */
export const panelRules = {
  /** periods that the file must leave when no period holds an order on average; fewer make no curve */
  leastPeriods: 8,
  /** days after the last order within which costs of its month move the end of the data: longer, and orders were cut in mid-month, so silence would look like decline */
  closingDays: 7,
  /** level of the one-sided test that first orders come faster at the start of the file */
  truncationLevel: 0.01,
  /** share of customers who may start later and the file still begins with a cohort: strays, not newcomers */
  strayStarts: 0.01,
  /** gross margin when the file has no costs; a usual value in retail, ASSUMED and editable */
  margin: 0.3,
  /** complete periods before a customer is placed in a stage (M03: tau < 3 is too early) */
  leastPeriodsToJudge: 3,
  /** up to so many customers the profit curve holds each one; the picture is not finer than this */
  singleCustomers: 2000,
  /** rank groups of the profit curve beyond that */
  profitBins: 1000,
  /** bootstrap replicates of the stage pass: enough for 95 % bands by percentiles */
  replicates: 200,
  /** M03: gaps the base must have closed before its own rhythm replaces the defaults */
  leastGaps: 30,
  /** M11: shares of the active customers in the value tiers after Curry's customer pyramid; the rest is small */
  tiers: { top: 0.01, big: 0.04, medium: 0.15 },
  /** days that count as the current year of a customer: active, tier, amount_12, profit_12 */
  currentDays: 365,
  /** M01: whole years from which every calendar month has a ratio to its moving average */
  seasonalYears: 2,
  /** a file whose first order falls on one of these days of a month holds the whole month */
  firstMonthStarts: 3,
  /** segments that a table of profit names, and customers that each needs (privacy: no group of fewer) */
  segments: 8,
  leastOfSegment: 5,
} as const;

/** M15: how the inputs of the loyalty matrix are read off the orders, contacts and surveys. */
export const loyaltyInputs = {
  /** share of the items of a construct that a customer must have answered */
  leastItemsShare: 0.5,
  /** signs of attachment that must be known before their mean stands for attachment; one alone says too little */
  leastProxies: 2,
  /** orders in the last 12 months below which a share says nothing */
  leastOrders: 3,
  recentDays: 365,
  /** paid over list price: at most this is a deal */
  dealPrice: 0.9,
  /** paid over list price: at least this is full price; half a per cent is left for rounding */
  fullPrice: 0.995,
  /** days (four weeks) that promotion weeks and other weeks must each have */
  leastPromoDays: 28,
  /** the lift that stands for "orders in promotion weeks only" */
  highestLift: 10,
} as const;

/** What a notebook may hold; a file from anybody is refused beyond it, by name, before anything is done with it. */
export const notebookLimits = {
  /** cells and stretches of prose together */
  cells: 500,
  /** characters of the whole Markdown text */
  text: 512_000,
  /** characters of one SQL cell */
  sql: 100_000,
  /** characters of the options of one cell, or of the front matter */
  options: 64_000,
  /** nesting of options, lists and quotes; no one writes deeper by hand */
  depth: 32,
  /** characters of a cell's name */
  name: 64,
  /** characters of one stretch of prose that is read as Markdown; longer ones are shown as plain text, because the reader's time grows faster than the text */
  prose: 128_000,
  /** undo steps that are kept */
  history: 200,
} as const;

/** What a cell shows of a result. */
export const cellLimits = {
  /** rows of a result that a cell fetches; more are said to exist, not shown: nobody reads further, and copying stays quick */
  rows: 1_000,
  /** rows that are drawn before somebody asks for more */
  shownRows: 10,
  /** steps of a slider; finer ones cannot be hit with a pointer */
  sliderSteps: 10_000,
  /** choices of a select */
  choices: 200,
} as const;

/** When the customer-data doctor speaks up, and when it calls a finding serious. Shares are of the counted rows unless said otherwise. */
export const doctorRules = {
  /** refunds over sales from which margins and loyalty change visibly */
  manyReturns: 0.1,
  manyRepeats: 0.01,
  /** share of orders that are the second or later of a customer's day */
  manySplits: 0.05,
  manyGuests: 0.2,
  manyFree: 0.05,
  /** V-rule of guests: one key with more than this share of the rows is hardly one customer */
  giantShare: 0.05,
  /** customers below which a large share of one of them is no surprise */
  leastCustomers: 50,
  /** more numbers than this behind one e-mail address are a shop's own address, not one person */
  mostNumbersOfOne: 5,
  /** of the median month */
  thinMonth: 0.2,
  leastMonths: 6,
  /** days missing at the end of the last calendar month from which it counts as incomplete */
  daysToMonthEnd: 4,
  /** times the 99th percentile of a row's amount */
  giantRow: 10,
  /** share of revenue in such rows that changes the means */
  giantRowsShare: 0.02,
  /** rows below which a percentile says little */
  leastRows: 200,
} as const;

/** When a file is taken for the export of a known system. */
export const systemMatching = {
  /** least share of header names that file and profile have in common (Jaccard) */
  jaccard: 0.6,
  /** least share of the names a file of the system is sure to have, next to one that only it has: people leave columns out */
  neededShare: 0.6,
  /** most confidence of a profile that nobody has checked against a file: below what is applied without a click */
  memoryCap: 0.75,
} as const;

/** When a file is a report and no data. */
export const reportSigns = {
  /** columns named by months or quarters from which a file is laid out wide */
  periodColumns: 3,
  /** columns below which a share of columns says nothing */
  leastColumns: 4,
  /** share of columns without any value, among those without a name, from which the file is a formatted report */
  blankColumns: 0.5,
  /** share of rows that have a value in their first column only: headings of sections */
  sectionRows: 0.2,
  /** average length of a value in a table that is mostly prose */
  proseLength: 200,
} as const;

/** When the whole of a column, or of a file, settles how its values are meant. */
export const columnRules = {
  /** rows that contradict one reading of day and month, none the other: as many, and this share of the rows, settle it; one row may be a typing error */
  leastContradictions: 2,
  contradictions: 0.05,
  /** ids of 16 digits or more end in a zero from the 16th on: by chance one in ten does, so that most of the long ones must, and more than one */
  zeroTails: 0.5,
  leastZeroTails: 2,
} as const;

/** What the values of a file of orders must show before they are believed (`exports.md` section 3, V9). */
export const orderLevels = {
  /** orders that may behave otherwise: a few are typed by hand */
  share: 0.98,
  /** orders of several rows, and different amounts among them, from which repeated amounts are totals and no chance */
  orders: 3,
  values: 2,
  /** a sum that fits fewer orders explains nothing */
  formula: 0.5,
  /** a status or kind column with more words is none */
  words: 200,
  /** a customer key with a larger share of the rows is probably nobody's, in files of at least so many rows */
  topShare: 0.05,
  topRows: 100,
  /** rows from which a key that never repeats is suspicious, when another one repeats in at least a tenth of its rows */
  keyRows: 20,
  repeats: 0.9,
} as const;

/** V13: responses that are kept but do not count. */
export const surveyRules = {
  /** answered in less than this part of the median time: nobody reads three times as fast as the others */
  fastShare: 1 / 3,
  /** responses with a time below which the median says little */
  leastTimed: 10,
  /** items answered with one and the same value from which it is no longer an opinion on each */
  leastStraight: 5,
  /** a smaller share of answers that are none of the scale is a slip; more of them make it no scale */
  oddShare: 0.05,
} as const;

/** V10: how two tables hang together. */
export const joinRules = {
  /** below this share of the keys of the smaller side it is likely that the keys are of another kind or written differently */
  low: 0.5,
} as const;

/** Files of orders that overlap: a later export, or another shop that numbers its orders alike. */
export const overlapRules = {
  /** from this share of shared order numbers with another customer or date on, the files are of different shops: later exports change few of them */
  otherShop: 0.5,
} as const;

/** M04, M05 and C9: what customers do at each stage and age. */
export const stageVariableThresholds = {
  /** customers seen in both stages below which a contrast is not tested (C15) */
  smallestContrast: 10,
  /** share of false discoveries that is accepted among the contrasts called: the usual 5 % */
  falseDiscovery: 0.05,
  /** random groups of customers that are redrawn: enough for percentiles, and each customer alone in a base no larger */
  blocks: 200,
  /** draws of the bootstrap (C15) */
  replicates: 1000,
  /** ages and calendar periods that a curve holds; beyond ten years of months nothing is read off */
  places: 120,
  /** years of the six-part profit: the published cards hold five, twice as many are still read */
  years: 10,
  /** rows of a heat map of cohorts that can still be read */
  cohorts: 18,
  /** chance below which an order of cohorts is called better or worse: the usual 5 % */
  cohortLevel: 0.05,
} as const;

/** M12: the chain of stages. */
export const markovRules = {
  /** pseudo-count of each legal cell: Jeffreys' prior, which no amount of data depends on and which keeps rare moves possible */
  prior: 0.5,
  /** moves expected in every cell for the χ² approximation (Cochran's rule) */
  expected: 5,
  /** the chain is called steady while chance alone would differ as much once in 20 times */
  steadyLevel: 0.05,
  /** Cohen's w below which a difference is small however sure it is: with millions of moves everything is sure */
  smallEffect: 0.1,
  /** moves out of a living stage below which nothing is said of the way on from it (C15) */
  leastMoves: 10,
  /** interest a year, ASSUMED: use the own cost of capital; and years of the finite value */
  discount: 0.1,
  horizon: 5,
} as const;

/** M12: the hidden Markov model. */
export const hmmRules = {
  leastCustomers: 200,
  leastPeriods: 8,
  /** customers in the seeded sample: enough for transitions within 2 points, and the fit stays within seconds */
  sample: 2000,
  /** periods of each history: the first five years of months say what there is to say */
  longest: 60,
  /** counts above are read as this one: no state is told apart by the difference */
  mostOrders: 60,
  /** random starts, since the likelihood has several peaks; each runs a few steps on a part of the customers, the best go on */
  starts: 20,
  startSteps: 12,
  startCustomers: 500,
  finalists: 2,
  /** EM stops when a step gains less than this much log-likelihood per customer, or after so many steps */
  gain: 1e-6,
  steps: 200,
  /** how many times the length of an EM step a leap may have; beyond it the line of two steps says little */
  longestLeap: 16,
  /** share of the customer-periods that a hidden state must hold: below it the state has collapsed, and nothing is said of it */
  leastState: 0.005,
  /** each rate of E, F, S is at least this many times the one before, so that states keep their names */
  separation: 1.1,
  /** classes of customer scale: small, usual and large buyers */
  classes: 3,
  /** share of the periods in which a driving force must be present, and absent, to be weighed */
  leastPresence: 0.02,
  /** spread of the normal prior of an effect in log odds: an odds ratio beyond 50 is not believed without much data */
  effectSpread: 2,
  /** false discovery rate among the driving forces (Benjamini & Hochberg 1995) */
  discovery: 0.05,
} as const;

/** M20: who is warned of, how the warning is tried on the past, and what an action is worth. */
export const warningRules = {
  /** days over which a young customer's profit is spread at least before it is made a year's: a first order alone is no yearly pace */
  leastDays: 91,
  /** events of the past below which a regression is not believed (five for each of ten signs); then the points decide */
  leastEvents: 50,
  /** ridge penalty on standardised signs: one observation against each, so that rare signs cannot run away */
  ridge: 1,
  /** newest periods held back for the trial, at most this part of all periods */
  holdOut: 6,
  holdOutShare: 0.25,
  /** warned of: the tenth with the highest scores, as many as a team can call; red: half of them */
  alertShare: 0.1,
  redShare: 0.05,
  /** draws of the intervals of the trial, customers as the unit */
  replicates: 200,
  /** customer-periods that a fit reads; beyond it whole customers are drawn by their hash */
  cells: 200_000,
  /** customers that the list names */
  listed: 200,
  /** periods over which the slope of the amount is read */
  slopePeriods: 6,
  /** slope of the log amount a period that is named as a reason: a fall of a twentieth a period */
  falling: -0.05,
  /** the base's mean gap counts as this many gaps of one's own: one gap alone is no rhythm */
  priorGaps: 2,
  /** a complaint without a closing date counts as open for so many days: many exports never close one */
  openComplaintDays: 90,
  /** of the severity scale 1..3 */
  severe: 3,
  /** late payments are remembered for a year */
  lateDays: 365,
  /** points of the rule (specification M20): the gap over one's own mean gap, the level over the best so far, and single signs */
  points: {
    gap: [1.5, 2],
    gapPoints: [2, 3],
    level: [0.79, 0.6],
    levelPoints: [1, 3],
    complaint: 2,
    share: -0.2,
    sharePoints: 2,
    contractDays: 90,
    contract: 1,
  },
  amber: 3,
  red: 5,
  /** ASSUMED yearly discount rate where the company's own cost of capital is not known (M09) */
  discount: 0.1,
  /** ASSUMED added chance to keep a customer by acting, where no control group says it; editable */
  uplift: 0.1,
  /** ASSUMED cost of one action as a part of what an active customer buys in a year, where no contact has a cost; editable */
  costShare: 0.05,
  /** contacted and control customers from which their difference is an estimate of the effect */
  leastArm: 30,
  /** periods after a contact in which an order counts as kept or won back */
  outcomePeriods: 3,
} as const;

/** M20: customers who ended and may come back. */
export const winBackRules = {
  /** periods ahead for which a return counts */
  horizon: 12,
  /** customers who came back from which their second life is measured, not assumed to be like the first */
  leastSecondLives: 10,
  /** spells still open below which the curve of returns stops (C5) */
  smallestRiskSet: 20,
} as const;

/** M21: loss rates by days overdue. ASSUMED (usual in credit control); replaced by the rates of one's own past where it has enough. */
export const badDebtRules = {
  /** last day of each bucket; the last one is open */
  edges: [30, 60, 90, 180],
  rates: [0.01, 0.05, 0.2, 0.5, 1],
  /** open documents seen in a bucket at month ends from which its own roll rate is believed */
  leastRolls: 30,
  /** month ends looked back on */
  months: 24,
  /** days of credit sales behind the DSO */
  salesDays: 365,
} as const;

/** How many customers the pictures of the stages draw or resample, and when one is called sure. */
export const stageSamples = {
  /** customers whose stages are resampled 200 times: half a minute at most in a worker */
  confidence: 2000,
  /** customers drawn in the ribbon: more rows than that are thinner than two pixels */
  ribbon: 200,
  /** periods drawn in the ribbon and in the mix over time; older calendar periods are left out */
  ribbonPeriods: 120,
  historyPeriods: 60,
  /** share of replicates that agree from which a stage is called sure */
  sure: 0.8,
} as const;

/** Lists of customers behind a mark, and one customer's timeline: what a page can hold and a person can read; what is left out is said. */
export const customerLists = {
  /** customers listed at once; search, sorting and export reach all */
  rows: 1000,
  /** latest events of one customer; a chain store's own account may have hundreds of thousands */
  events: 2000,
  /** lines of the merge log of accounts on the page; its file holds all */
  accounts: 500,
} as const;

/** M07: the nine links of value creation. */
export const linkRules = {
  /** random groups of customers that are redrawn, and draws (C15) */
  blocks: 200,
  replicates: 1000,
  /** days by which the earlier year may be cut, or a contract be renewed late, and still count: a month */
  slackDays: 31,
  /** days after a first talk within which an order is its result: a quarter */
  quoteDays: 90,
  /** periods after a call in which an order counts as kept, as in M20 */
  keptPeriods: 3,
  /** brands among which moves are listed; smaller ones hold few customers */
  brands: 5,
} as const;

/** M08: bands of the whale curve and whom the toggle leaves out. */
export const whaleRules = {
  /** makers: the best customers up to this part of the peak */
  makers: 0.8,
  /** complete periods below which a customer is young: winning them is paid, earning it back has hardly begun (S2-20) */
  youngPeriods: 4,
} as const;

/** Seed of every random draw of an analysis, so that the same data and settings give the same numbers. */
export const defaultSeed = 20_261_122;

/** M06: what parts a long relationship from an early exit. */
export const patternRules = {
  /** stays in the stable stage from which their median is a number to stand on (C15) */
  leastStays: 30,
  /** periods in the stable stage that make it long before; ASSUMED, a year of quarters */
  fixedStay: 4,
  /** customer-periods read for the profit paths; beyond it whole customers are drawn by their hash */
  cells: 200_000,
  /** draws of the bands (C15) */
  replicates: 1000,
  /** random groups of customers that are redrawn: enough for percentiles, and each customer alone in a base no larger */
  groups: 200,
  /** ages that a path holds: ten years of months */
  ages: 120,
} as const;

/** M11: the rungs of the ladder and the moves between value tiers. */
export const ladderRules = {
  /** share of the repeat customers who had ordered again within the time in which a customer still is new */
  newShare: 0.75,
  /** orders from which there is a rhythm: two gaps */
  regularOrders: 3,
  /** time since the last order over the own mean gap up to which the rhythm holds (M20 warns beyond it) */
  regularGap: 1.5,
  /** days of tenure of an old customer, a year */
  oldDays: 365,
  /** of the loyalty index, or of the repeat percentile while there is none, 0..100 */
  loyalIndex: 70,
  /** of the category purchases, where known */
  loyalShare: 0.5,
  /** share of customers who can rise, as the source claims it (S2-19) */
  claimedRise: [0.05, 0.3],
} as const;

/** M02: how the scatter of profit is drawn. */
export const profitScatter = {
  /** up to so many customers each stands alone; more dots cover one another */
  singles: 400,
  /** cells across and down beyond that: about 20 pixels each on a page */
  across: 36,
  down: 24,
  /** customers from which a comparison of allocations takes a seeded sample; a rank correlation does not change in the third digit */
  sample: 200_000,
} as const;

/** The ribbon of stages: complete periods after which it can be said how far a customer came. */
export const stageRibbonRules = {
  longEnough: 12,
} as const;

/** Renewal processes (sBG, BdW): when a fit is doubted. */
export const tenureRules = {
  /** a parameter outside has run away along a ridge: with the whole base alike only the ratio of two of them is known */
  low: 1e-4,
  high: 1e4,
  /** customers below which a survival curve of two parameters is indicative only */
  customers: 100,
} as const;

/** The triangle of cohorts (C5, C9, C15). */
export const cohortRules = {
  /** cohorts a triangle may have at most: more rows than a page shows; the next larger unit takes their place */
  units: 60,
  /** cohorts that a reader can take in: from so many on the picture joins months to quarters, quarters to years, unless told otherwise */
  readable: 24,
  /** a cohort of fewer names single customers */
  smallestGroup: 5,
  /** level of the test whether cohorts differ */
  level: 0.05,
  /** smallest expected count of a cell for χ² (Cochran 1954) */
  expected: 5,
} as const;

/** When a parameter of a value model is left open by the data. */
export const fitRules = {
  /** standard error over the parameter: at 3 its interval on the log scale spans a factor of 350 either way, so that it means nothing by itself */
  openParameter: 3,
} as const;
