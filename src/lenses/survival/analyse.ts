import { dayRange, everyone, linkedWords, monthRange } from '#figures/linked.ts';
import { asPeriod, type Period } from '#figures/words.ts';
import { kaplanMeier, timeAt, type SurvivalStep } from '#models/survival/kaplan-meier.ts';
import { logRank } from '#models/survival/log-rank.ts';
import { ageCurveThresholds, smallSamples, survivalRules, tenureRules } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import type { Warning } from '../definition.ts';
import { type Told, count, factsOf, notReady, smallestRiskSet, told } from '../reading.ts';
import { type Grouping, groupsOf, type LifeGroup } from './groups.ts';
import { project, type Projection } from './project.ts';

export type SurvivalOptions = {
  /** curves of these groups, with the log-rank test */
  by: Grouping;
  /** what a person chose in the triangle: a cohort is drawn beside all others, an age is marked */
  cohort: string;
  age: string;
};

/** One curve with its median. */
export interface SurvivalCurve {
  /** null: everybody, or the others beside a chosen cohort */
  name: string | null;
  rest: boolean;
  n: number;
  ended: number;
  /** up to the last time with enough customers at risk */
  steps: SurvivalStep[];
  /** the time by which half have ended, with its interval; null where it is not reached */
  median: number | null;
  medianLow: number | null;
  medianHigh: number | null;
}

export interface SurvivalResult extends Told {
  by: Grouping;
  /** ends are ends of contracts; else the stage machine sees them */
  contractual: boolean;
  /** what time counts */
  unit: Period;
  curves: SurvivalCurve[];
  /** customers in no group that is shown */
  left: number;
  startUnknown: number;
  returned: number;
  logRank: { chiSquare: number; degrees: number; p: number; differ: boolean } | null;
  projection: Projection | null;
  /** the age that a person chose, in the unit, first and last; null for none */
  age: { from: number; to: number } | null;
  /** what is known of the first curve at the end of the chosen age, or at the last time shown */
  point: SurvivalPoint | null;
  /** of every curve at the end of the chosen age; null where it has ended before, or no age is chosen */
  points: (SurvivalPoint | null)[];
}

/** Time, the share that lasts until then, its interval. */
export interface SurvivalPoint {
  time: number;
  survival: number;
  low: number | null;
  high: number | null;
}

const months: Record<Period, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** How long customers stay, with bands, medians and a test between groups; under contract with a projection (C5, C13, C15). */
export function analyse(statistics: StatisticTables, options: SurvivalOptions, signal: AbortSignal): SurvivalResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.lives ?? [];
  const fact = (name: string) =>
    count(
      rows.find((row) => row.grouping === 'fact' && row.name === name),
      'n',
    );
  const contractual = fact('contractual') > 0;
  const unit: Period = contractual ? (fact('yearly') > 0 ? 'year' : 'month') : asPeriod(facts.period);
  const { groups, left } = groupsOf(rows, options.by, options.cohort);
  const everybody = rows.filter((row) => row.grouping === 'all').reduce((sum, row) => sum + count(row, 'n'), 0);
  const curves = groups.map((group) => curveOf(group, everybody));
  const single = curves.length === 1 ? groups[0]! : null;
  const range = monthRange(options.age);
  const age = range ? { from: Math.floor(range.from / months[unit]), to: Math.floor(range.to / months[unit]) } : null;
  const shared = told(
    facts,
    groups.reduce((sum, { n }) => sum + n, 0),
    contractual ? 'measured' : 'estimated',
    false,
  );
  const projection = contractual && single && options.cohort === everyone ? project(single.lives, seen(curves[0]!), signal) : null;
  const ended = curves.reduce((sum, curve) => sum + curve.ended, 0);
  const result: SurvivalResult = {
    ...shared,
    warnings: [...shared.warnings, ...(contractual ? [] : facts.truncated), ...unfollowed(options, curves, age), ...fewBehind(projection)],
    by: options.by,
    contractual,
    unit,
    curves,
    left,
    startUnknown: fact('start-unknown'),
    returned: fact('returned'),
    logRank: compared(groups),
    projection,
    age,
    point: pointAt(curves[0], age?.to ?? null),
    points: curves.map((curve) => (age ? pointAt(curve, age.to) : null)),
  };
  if (everybody === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (groups.length === 0 && everybody >= smallSamples.suppressed) return notReady(result, 'missing', 'no-groups', { by: options.by });
  if (everybody === 0) return notReady(result, 'too-little', 'no-lives', { customers: facts.customers });
  if (result.n < smallSamples.suppressed)
    return notReady(result, 'too-little', 'few-customers', { have: result.n, need: smallSamples.suppressed });
  if (ended < survivalRules.leastEnds) return notReady(result, 'too-little', 'few-ends', { have: ended, need: survivalRules.leastEnds });
  if (curves.every(({ steps }) => steps.length < 2)) return notReady(result, 'too-little', 'few-ages');
  return result;
}

/** That the two parameters of a projection stand on too few customers. */
function fewBehind(projection: Projection | null): Warning[] {
  const { customers: need } = tenureRules;
  return projection && projection.n < need ? [{ code: 'projection-few', parameters: { n: projection.n, need } }] : [];
}

/** What of a choice these curves cannot show: a cohort that is in none of them, an age beyond their end. */
function unfollowed({ by, cohort, age: link }: SurvivalOptions, curves: readonly SurvivalCurve[], age: SurvivalResult['age']): Warning[] {
  const alone = by === 'none' && curves.some(({ rest }) => rest);
  const asked = linkedWords(cohort);
  const last = Math.max(0, ...curves.map(seen));
  return [
    ...(dayRange(cohort) && !alone ? [{ code: by === 'none' ? 'cohort-everybody' : 'survival-groups', parameters: { asked } }] : []),
    ...(age && last <= age.from ? [{ code: 'survival-age-beyond', parameters: { asked: linkedWords(link) } }] : []),
  ];
}

function curveOf({ name, rest, n, lives }: LifeGroup, everybody: number): SurvivalCurve {
  const steps = kaplanMeier(lives);
  const least = smallestRiskSet(Math.min(n, everybody), ageCurveThresholds.smallestRiskSet);
  const end = steps.findIndex(({ atRisk }) => atRisk < least);
  const shown = end < 0 ? steps : steps.slice(0, end);
  const median = timeAt(shown);
  return {
    name,
    rest,
    n,
    ended: lives.reduce((sum, { cause, time, weight }) => sum + (cause > 0 && time > 0 ? weight : 0), 0),
    steps: shown,
    median: median.value,
    medianLow: median.low,
    medianHigh: median.high,
  };
}

/** Times at which customers were at risk. */
function seen({ steps }: SurvivalCurve): number {
  return steps.length > 0 ? steps[steps.length - 1]!.time : 0;
}

function compared(groups: readonly LifeGroup[]): SurvivalResult['logRank'] {
  const test = groups.length < 2 ? null : logRank(groups.map(({ lives }) => lives));
  return test ? { chiSquare: test.chiSquare, degrees: test.degrees, p: test.p, differ: test.p < survivalRules.level } : null;
}

/** The curve at the end of a period counted from 0, or at its own end. */
function pointAt(curve: SurvivalCurve | undefined, period: number | null): SurvivalPoint | null {
  const steps = curve?.steps ?? [];
  const end = steps[steps.length - 1];
  if (!end || (period !== null && end.time < period + 1)) return null;
  const time = period === null ? end.time : period + 1;
  const { survival, low, high } = steps.findLast((step) => step.time <= time) ?? { survival: 1, low: null, high: null };
  return { time, survival, low, high };
}
