/** The four patterns of a relationship, in the order of the stage in which it is decided; `open` is not decided yet. */
export const patterns = ['early-miscarriage', 'midway-death', 'early-exit', 'long-lasting'] as const;
export type Pattern = (typeof patterns)[number];
export type PatternOrOpen = Pattern | 'open';

/** Episodes that are alike in all that a pattern asks. */
export interface EpisodeGroup {
  ended: boolean;
  /** the stage before the decline that led to the end; null while it lasts */
  exitFrom: 'E' | 'F' | 'S' | null;
  /** the stage of the last complete period */
  lastStage: string;
  /** periods in the stable stage */
  stablePeriods: number;
  /** complete periods from the first order to the end, or to the last complete one */
  periods: number;
  /** false where the relationship may be older than the file: its age and its stages are not the true ones (C6) */
  startKnown: boolean;
  /** how many episodes */
  n: number;
}

/**
 * The pattern of an episode when `threshold` periods in the stable stage make it a long one. An end before `youngest` complete periods, which only a
 * contract brings, is judged in no pattern: null, as is a relationship whose start is not known. A live one never enters a pattern of ended
 * ones (C5): it is long-lasting from the threshold on, else open. Source: Chen Mingliang's four patterns, as rule M06 of the specification.
 */
export function patternOf(
  { ended, exitFrom, stablePeriods, periods, startKnown }: Omit<EpisodeGroup, 'n' | 'lastStage'>,
  threshold: number,
  youngest: number,
): PatternOrOpen | null {
  if (!startKnown || (ended && (periods < youngest || exitFrom === null))) return null;
  if (!ended) return stablePeriods >= threshold ? 'long-lasting' : 'open';
  if (exitFrom === 'E') return 'early-miscarriage';
  if (exitFrom === 'F') return 'midway-death';
  return stablePeriods < threshold ? 'early-exit' : 'long-lasting';
}
