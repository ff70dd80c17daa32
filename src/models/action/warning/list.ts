import { warningRules } from '#schema/thresholds.ts';
import { type HazardCell, gapRatio } from './cell.ts';
import { valueIfKept } from './decision.ts';
import { type WarningEstimates, scoreOf } from './definition.ts';
import { type ReasonCode, mostPoints, pointsOf } from './points.ts';

/** A customer of the list; money in the unit of the input. */
export interface Warned {
  customer: string;
  stage: HazardCell['stage'];
  state: 'warned' | 'declining';
  /** chance (or points over the most points) that the next period is worse; null for who declines already */
  score: number | null;
  points: number;
  reasons: ReasonCode[];
  level: number | null;
  /** open gap over the own mean gap */
  gap: number;
  /** profit of the last year, and value if the customer is kept; null without amounts */
  profit: number | null;
  value: number | null;
}

/**
 * Who is warned of, and how many: the first `listed` of each state by what is at stake (score × value if kept), then by score. With `withAlive` a low P(alive) is a sign of
 * the points, and who has it and reaches amber by points is warned of whatever the regression says: it cannot hold P(alive), which of the past is not known without what came
 * later (C4). A sign more only adds customers.
 */
export function warnedOf(
  latest: readonly HazardCell[],
  estimates: WarningEstimates,
  profits: ReadonlyMap<string, number | null>,
  retention: number,
  withAlive = false,
): { list: Warned[]; warned: number; red: number; declining: number } {
  const all = latest.flatMap((cell): Warned[] => {
    const gap = gapRatio(cell, estimates.scaling.base, warningRules.priorGaps);
    const found = reasonsOf(cell, gap, withAlive);
    const score = cell.stage === 'D' ? null : scoreWith(found, scoreOf(cell, estimates), estimates);
    const pointed = found.reasons.includes('alive') && found.points >= warningRules.amber;
    if (score !== null && score < estimates.amber && !pointed) return [];
    const profit = profits.get(cell.customer) ?? null;
    return [
      {
        customer: cell.customer,
        stage: cell.stage,
        state: score === null ? 'declining' : 'warned',
        score,
        ...found,
        level: cell.level,
        gap,
        profit,
        value: profit === null ? null : valueIfKept(profit, retention, warningRules.discount),
      },
    ];
  });
  const stake = ({ score, value }: Warned) => (score ?? 1) * Math.max(0, value ?? 0);
  const order = (a: Warned, b: Warned) => stake(b) - stake(a) || (b.score ?? 0) - (a.score ?? 0) || (a.customer < b.customer ? -1 : 1);
  const of = (state: Warned['state']) => all.filter((one) => one.state === state).sort(order);
  const [warned, declining] = [of('warned'), of('declining')];
  return {
    list: [...warned.slice(0, warningRules.listed), ...declining.slice(0, warningRules.listed)],
    warned: warned.length,
    red: warned.filter(({ score }) => (score ?? 0) >= estimates.red).length,
    declining: declining.length,
  };
}

/** The score of the regression as it is, that of the rule by all its points. */
function scoreWith({ points }: { points: number }, score: number, { basis }: WarningEstimates): number {
  return basis === 'points' ? Math.min(1, points / mostPoints) : score;
}

/** The reasons of the rule, and where it has none, the signs that the regression reads and the rule does not. */
function reasonsOf(cell: HazardCell, gap: number, withAlive: boolean): { points: number; reasons: ReasonCode[] } {
  const { points, reasons } = pointsOf(cell, gap, withAlive);
  const more: ReasonCode[] = [
    ...(cell.late > 0 ? (['late'] as const) : []),
    ...((cell.slope ?? 0) < warningRules.falling ? (['falling'] as const) : []),
    ...(cell.stage === 'E' ? (['new'] as const) : []),
  ];
  return { points, reasons: [...reasons, ...more] };
}
