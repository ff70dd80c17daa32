import type { CustomerHistory, LevelKind, SegmentProvider } from '#models/lifecycle/stages/history.ts';
import { unknownSegment } from '#models/lifecycle/stages/history.ts';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { flags, reasonNames, stageNames } from '#models/lifecycle/stages/trace.ts';

const machine = new StageMachine();

export interface Judged {
  /** one letter a period, '.' before the start */
  letters: string;
  reasons: string[];
  early: number[];
  flagged: (name: keyof typeof flags) => boolean[];
  episodes: number[];
}

/** The stages of a history as a string, with what else a scenario asks for. */
export function judge(history: CustomerHistory, segment: SegmentProvider = () => unknownSegment, kind: LevelKind = 'orders'): Judged {
  const trace = machine.run(history, segment, kind);
  const list = <T>(column: ArrayLike<number>, map: (code: number) => T) => Array.from({ length: trace.length }, (_, i) => map(column[i]!));
  const bits = list(trace.flags, (bit) => bit);
  return {
    letters: list(trace.stage, (code) => stageNames[code] || '.').join(''),
    reasons: list(trace.reason, (code) => reasonNames[code]!),
    early: list(trace.early, (code) => code),
    flagged: (name) => bits.map((bit) => (bit & flags[name]) !== 0),
    episodes: list(trace.episode, (code) => code),
  };
}

/** A history of orders alone: `counts[i]` orders spread evenly over period i + 1. */
export function fromCounts(counts: readonly number[], more: Partial<CustomerHistory> = {}): CustomerHistory {
  const orders = counts.flatMap((n, i) => Array.from({ length: n }, (_, j) => i + (j + 0.5) / n));
  const first = Math.floor(orders[0] ?? 0);
  return {
    periods: counts.length - first,
    orders: orders.map((time) => time - first),
    orderAmounts: null,
    amounts: null,
    profits: null,
    ...more,
  };
}

/** `n` periods with `count` orders each. */
export function run(count: number, n: number): number[] {
  return new Array<number>(n).fill(count);
}
