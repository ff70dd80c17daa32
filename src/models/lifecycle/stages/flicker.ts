import type { CustomerHistory, LevelKind, SegmentProvider } from './history.ts';
import type { StageMachine } from './machine.ts';
import { E, T } from './trace.ts';

/** Stage changes and the periods in which one could have happened, of one customer. */
export interface Flicker {
  changes: number;
  periods: number;
}

/**
 * How often one customer changes the stage: changes per `periods`, the number of pairs of neighbouring periods with a stage. The start of a new
 * episode is no change. Requirement C3 compares it with and without hysteresis, for all customers together as Σ changes / Σ periods · periods a year.
 */
export function flickerOf(machine: StageMachine, history: CustomerHistory, segment: SegmentProvider, level: LevelKind): Flicker {
  const { stage, length } = machine.run(history, segment, level);
  const flicker = { changes: 0, periods: 0 };
  for (let t = 1; t < length; t++) {
    if (stage[t - 1] === 0) continue;
    flicker.periods++;
    if (stage[t] !== stage[t - 1] && !(stage[t - 1] === T && stage[t] === E)) flicker.changes++;
  }
  return flicker;
}
