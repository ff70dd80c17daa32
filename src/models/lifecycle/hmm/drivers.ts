import { hmmRules } from '#schema/thresholds.ts';
import type { StopSignal } from '../../definition.ts';
import { claimsOf } from './claims.ts';
import { climb, type Climb } from './em.ts';
import { expect } from './expect.ts';
import { covariance, pack } from './information.ts';
import type { Parameters } from './parameters.ts';
import { type History, sequencesOf } from './sequences.ts';
import { fourStages } from './states.ts';

/** What a force in one period does to the odds of a move in the next, against staying. */
export interface Driver {
  force: string;
  from: string;
  to: string;
  /** odds ratio with its interval, 95 % or more where it was picked among many (see `claimsOf`); null ends when the information has no inverse */
  value: number;
  low: number | null;
  high: number | null;
  p: number | null;
  /** told apart from chance, over all moves and forces together */
  clear: boolean;
  /** moves of this kind expected while the force was at work */
  n: number;
}

/**
 * The four states again with the forces in every row of the mask, climbing from the estimate without them. Forces that are hardly ever
 * present or hardly ever absent are left aside; null when none is left. Source of logit rows: Netzer, Lattin & Srinivasan 2008, equation 4.
 */
export function driversOf(
  start: Parameters,
  histories: readonly History[],
  forces: readonly string[],
  signal: StopSignal,
): { drivers: Driver[]; climb: Climb } | null {
  const shape = fourStages;
  const kept = forces.map((_, bit) => bit).filter((bit) => moves(histories, bit));
  if (kept.length === 0) return null;
  const data = sequencesOf(
    histories.map((history) => ({ orders: history.orders, forces: picked(history, kept) })),
    kept.length,
  );
  const at = { ...start, effects: shape.moves.map(({ from, to }) => (from === to ? [] : kept.map(() => 0))) };
  const end = climb(shape, at, data, hmmRules.steps, signal);
  const covered = covariance(shape, end.parameters, data, signal);
  const expected = expect(shape, end.parameters, data);
  const places = pack(shape, marked(end.parameters));
  const found = shape.moves.flatMap(({ from, to }, m) =>
    end.parameters.effects[m]!.map((effect, force) => {
      const place = places.indexOf(mark(m, force));
      const variance = covered?.[place]?.[place] ?? 0;
      const n = data.patterns.reduce((sum, pattern, p) => sum + (pattern[force] ? expected.moves[p * shape.moves.length + m]! : 0), 0);
      const names = { force: forces[kept[force]!]!, from: shape.names[from]!, to: shape.names[to]! };
      return { effect, error: variance > 0 ? Math.sqrt(variance) : null, n, names };
    }),
  );
  const drivers = claimsOf(found, hmmRules.discovery).map(({ p, clear, low, high }, i): Driver => {
    const { effect, n, names } = found[i]!;
    return {
      ...names,
      value: Math.exp(effect),
      low: low === null ? null : Math.exp(low),
      high: high === null ? null : Math.exp(high),
      p,
      clear,
      n,
    };
  });
  return { drivers, climb: end };
}

/** Whether a force is present in some periods and absent in others. */
function moves(histories: readonly History[], bit: number): boolean {
  let [present, all] = [0, 0];
  for (const { orders, forces } of histories) {
    for (let t = 0; t < orders.length - 1; t++) {
      all++;
      present += ((forces?.[t] ?? 0) >> bit) & 1;
    }
  }
  return all > 0 && Math.min(present, all - present) >= hmmRules.leastPresence * all;
}

function picked({ forces, orders }: History, kept: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: orders.length }, (_, t) =>
    kept.reduce((sum, bit, i) => sum | ((((forces?.[t] ?? 0) >> bit) & 1) << i), 0),
  );
}

const mark = (move: number, force: number): number => 1000 + move * 10 + force;

/** Parameters in which each effect is its own mark, to find its place among the packed numbers. */
function marked(parameters: Parameters): Parameters {
  return { ...parameters, effects: parameters.effects.map((row, m) => row.map((_, force) => mark(m, force))) };
}
