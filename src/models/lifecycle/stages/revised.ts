import { legalMoves } from '#schema/stage-moves.ts';
import { D, E, F, S, T, stageNames } from './trace.ts';
import type { Stage } from './trace.ts';

const codes = [E, F, S, D, T];
const allowed = codes.map((to) => codes.filter((from) => legalMoves[stageNames[from] as Stage].includes(stageNames[to] as Stage)));

/**
 * The revised stages of one customer: of all legal paths the one whose periods are together most probable, a period's probabilities being its
 * bootstrap shares (five a period, E to T, as in `StageConfidence.shares`), each with half a replicate added so that none is impossible.
 * Viterbi's algorithm; ties go to the earlier stage. It knows the whole history: for description only, never for training, alerts or back-tests
 * (requirement C4). Answers stage codes; 0 periods answer none. `replicates` is the number behind the shares. Source: Viterbi 1967.
 */
export function revisedStages(shares: ArrayLike<number>, replicates: number): Uint8Array {
  const periods = Math.floor(shares.length / 5);
  const path = new Uint8Array(periods);
  if (periods === 0) return path;
  const score = (t: number, state: number): number => Math.log((shares[t * 5 + state]! * replicates + 0.5) / (replicates + 2.5));
  const from: Int8Array[] = [];
  let best = codes.map((code, state) => (code === E ? score(0, state) : -Infinity));
  for (let t = 1; t < periods; t++) {
    const back = new Int8Array(5);
    const before = best;
    best = codes.map((_, state) => {
      let taken = -1;
      for (const code of allowed[state]!) if (taken < 0 || before[code - 1]! > before[taken]!) taken = code - 1;
      back[state] = taken;
      return before[taken]! + score(t, state);
    });
    from.push(back);
  }
  let state = best.indexOf(Math.max(...best));
  for (let t = periods - 1; t >= 0; t--) {
    path[t] = codes[state]!;
    if (t > 0) state = from[t - 1]![state]!;
  }
  return path;
}
