import { random } from '#numeric/random.ts';
import type { Random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';
import type { CustomerHistory, SegmentRhythm } from './history.ts';
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

/** The history of order times alone, judged from the period of the first order; `skipped` periods lie before it. Null without orders. */
export function historyOf(times: readonly number[], periods: number): { history: CustomerHistory; skipped: number } | null {
  if (times.length === 0) return null;
  const skipped = Math.floor(times[0]!);
  const orders = times.map((time) => time - skipped);
  return { history: { periods: periods - skipped, orders, orderAmounts: null, amounts: null, profits: null }, skipped };
}

/**
 * The share of steady buyers whom the stage machine takes for declining at least once, for a mean number of orders per period above 0.
 * Seeded; `runs` buyers of 40 periods. Their segment is known to buy at that rate, as it is in the data from which the rate comes.
 */
export function simulateFalseAlarm(rate: number, seed: number, runs = 400): number {
  const next = random(seed);
  const machine = new StageMachine();
  const segment: SegmentRhythm = { mean: 1 / rate, cv: 1, first90: Math.log(10) / rate, active: Math.max(1, Math.ceil(Math.LN2 / rate)) };
  let judged = 0;
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const buyer = historyOf(simulateOrders({ rate, periods: 40 }, next), 40);
    if (buyer === null) continue;
    judged++;
    const trace = machine.run(buyer.history, () => segment, 'orders');
    if (trace.stage.subarray(0, trace.length).includes(D)) alarms++;
  }
  return judged > 0 ? alarms / judged : 0;
}
