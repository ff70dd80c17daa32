/** Names of the stage codes in a trace; 0 is the time before the first contact or order. */
export const stageNames = ['', 'E', 'F', 'S', 'D', 'T'] as const;
export type Stage = Exclude<(typeof stageNames)[number], ''>;

/** Stage codes: exploration, formation, stable, decline, ended. */
export const E = 1;
export const F = 2;
export const S = 3;
export const D = 4;
export const T = 5;

/** Why a stage stands: the rule of the last move, until the next one; by code. The last two are moves by P(alive), which the machine does not make. */
export const reasonNames = [
  'not-started',
  'first-contact',
  'first-order',
  'too-early',
  'regular-orders',
  'plateau',
  'level-fell',
  'gap-too-long',
  'recovered',
  'lapsed',
  'new-episode',
  'flat-plateau',
  'lower-plateau',
  'contract-end',
  'prospect-silent',
  'not-observed',
  'probably-left',
  'surely-left',
] as const;
export type Reason = (typeof reasonNames)[number];

/** The code of a reason. */
export const reasonCode = Object.fromEntries(reasonNames.map((name, code) => [name, code])) as Record<Reason, number>;

/** What called for decline, by code. The machine knows the first three; P(alive) is asked where all customers are known. */
export const triggerNames = ['none', 'level', 'gap', 'alive'] as const;

/** Distance to the nearest rule, by code. */
export const marginNames = ['low', 'medium', 'high'] as const;

/** Bits of `flags`. */
export const flags = {
  /** contact without an order so far */
  prospect: 1,
  /** exploration and formation together took at most six rhythms */
  compressed: 2,
  /** a lower plateau replaced the former peak as the yardstick */
  rebased: 4,
  /** stable and growing again: still stable */
  growing: 8,
  /** decline was recorded in the same period before the end (a contract that ended) */
  declinedFirst: 16,
} as const;

/**
 * What the machine says about one customer: index i is period t = i + 1, valid below `length` until the trace is used again.
 * NaN in `pGrowth` or `pDrop` is "not known" or "not needed"; lengths are in periods of the clock.
 */
export interface StageTrace {
  length: number;
  stage: Uint8Array;
  early: Uint8Array;
  reason: Uint8Array;
  trigger: Uint8Array;
  /** level of the last 3 rhythms over the best 6 so far, and the same with one order more */
  level: Float64Array;
  levelPlus: Float64Array;
  pGrowth: Float64Array;
  /** computed where the level is below 0.60 */
  pDrop: Float64Array;
  /** time since the last order, and the times from which it means decline and the end */
  delta: Float64Array;
  thresholdDecline: Float64Array;
  thresholdEnd: Float64Array;
  /** own rhythm in periods, 1..12 */
  rhythm: Uint8Array;
  episode: Uint16Array;
  flags: Uint8Array;
  margin: Uint8Array;
}

/** A trace with room for `capacity` periods. */
export function newTrace(capacity: number): StageTrace {
  const bytes = () => new Uint8Array(capacity);
  const numbers = () => new Float64Array(capacity);
  return {
    length: 0,
    stage: bytes(),
    early: bytes(),
    reason: bytes(),
    trigger: bytes(),
    level: numbers(),
    levelPlus: numbers(),
    pGrowth: numbers(),
    pDrop: numbers(),
    delta: numbers(),
    thresholdDecline: numbers(),
    thresholdEnd: numbers(),
    rhythm: bytes(),
    episode: new Uint16Array(capacity),
    flags: bytes(),
    margin: bytes(),
  };
}
