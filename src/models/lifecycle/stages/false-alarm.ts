import { quantile } from '#numeric/quantile.ts';
import { random } from '#numeric/random.ts';
import type { Random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';
import { stageThresholds } from '#schema/thresholds.ts';
import type { CustomerHistory, SegmentRhythm } from './history.ts';
import { unknownSegment } from './history.ts';
import { stageRules } from './rules.ts';
import { StageMachine } from './machine.ts';
import { D } from './trace.ts';

/** A buyer of the simulation: Poisson orders at rate m·σ(t − 4) in period t, times `after` from period `drop` on. Source: acceptance test of M03. */
export interface SimulatedBuyer {
  /** mean orders per period on the plateau */
  rate: number;
  periods: number;
  drop?: number;
  after?: number;
}

/** Order times of a simulated buyer in periods since the calendar's start, ascending. */
export function simulateOrders({ rate, periods, drop = Infinity, after = 1 }: SimulatedBuyer, next: Random): number[] {
  const times: number[] = [];
  for (let t = 1; t <= periods; t++) {
    const mean = (rate / (1 + Math.exp(4 - t))) * (t >= drop ? after : 1);
    for (let n = poisson(next, mean); n > 0; n--) times.push(t - 1 + next());
  }
  return times.sort((a, b) => a - b);
}

/** The history of order times alone, counted from the first order as in data; period t ends at calendar time `origin` + t. Null without orders. */
export function historyOf(times: readonly number[], periods: number): { history: CustomerHistory; origin: number } | null {
  const origin = times[0];
  if (origin === undefined) return null;
  const orders = times.map((time) => time - origin);
  return { history: { periods: Math.floor(periods - origin), orders, orderAmounts: null, amounts: null, profits: null }, origin };
}

/**
 * The share of steady buyers whom the stage machine takes for declining at least once, for a mean number of orders per period above 0.
 * Seeded; `runs` buyers of 40 periods, whose pooled gaps are the segment's rhythm, as they are in data. `rules`
 * other than those in force are for sensitivity studies.
 */
export function simulateFalseAlarm(rate: number, seed: number, runs = 400, rules = stageRules): number {
  const next = random(seed);
  const buyers = Array.from({ length: runs }, () => historyOf(simulateOrders({ rate, periods: 40 }, next), 40)).filter(
    (buyer) => buyer !== null,
  );
  const segment = pooledRhythm(buyers.map(({ history }) => history.orders));
  const machine = new StageMachine(rules);
  const alarms = buyers.filter(({ history }) => {
    const trace = machine.run(history, () => segment, 'orders');
    return trace.stage.subarray(0, trace.length).includes(D);
  });
  return buyers.length > 0 ? alarms.length / buyers.length : 0;
}

/** The rhythm of a group from all its gaps; the unknown one where fewer than 30 are known. */
function pooledRhythm(histories: readonly ArrayLike<number>[]): SegmentRhythm {
  const gaps: number[] = [];
  const firsts: number[] = [];
  const distances: number[] = [];
  for (const orders of histories) {
    for (let i = 1; i < orders.length; i++) {
      const gap = orders[i]! - orders[i - 1]!;
      gaps.push(gap);
      if (i === 1) firsts.push(gap);
      const distance = Math.floor(orders[i]!) - Math.floor(orders[i - 1]!);
      if (distance > 0) distances.push(distance);
    }
  }
  if (gaps.length < stageThresholds.segmentGaps || distances.length === 0) return unknownSegment;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
  const cv = Math.min(stageThresholds.variation[1], Math.sqrt(variance) / mean);
  return { mean, cv, first90: quantile(firsts, 0.9)!, active: quantile(distances, 0.5)! };
}
