import { aalenJohansen, type Incidence } from '../../survival/aalen-johansen.ts';
import type { EpisodeGroup } from './episode.ts';

const exits = ['E', 'F', 'S'] as const;

/** The shares that have ended from each stage within so many periods of the first order. */
export interface PatternIncidence {
  /** whole periods since the first order, from 1 */
  periods: number;
  /** relationships that had lasted, and were seen, to the beginning of this period */
  atRisk: number;
  /** ends in this period, from exploration, formation and the stable stage */
  ended: [number, number, number];
  /** shares ended so far, by the same three; with `lasting` they add up to 1 */
  shares: [Incidence, Incidence, Incidence];
  lasting: number;
}

/**
 * Cumulative incidence of the end by the stage from which it came, as competing risks; relationships that last count as far as they were seen (C5), those
 * whose start is unknown stay out (C6). One row a period, ending where fewer than `smallestRiskSet` are at risk.
 * Source: Aalen & Johansen 1978; Gooley et al. 1999; rule M06 of the specification.
 */
export function incidenceOf(groups: readonly EpisodeGroup[], smallestRiskSet: number): PatternIncidence[] {
  const lives = groups
    .filter(({ startKnown, periods, ended, exitFrom }) => startKnown && periods > 0 && !(ended && exitFrom === null))
    .map(({ ended, exitFrom, periods, n }) => ({ entry: 0, time: periods, cause: ended ? exits.indexOf(exitFrom!) + 1 : 0, weight: n }));
  const none: Incidence = { value: 0, variance: 0, low: null, high: null };
  const rows: PatternIncidence[] = [];
  let latest: Pick<PatternIncidence, 'shares' | 'lasting'> = { shares: [none, none, none], lasting: 1 };
  let at = 1;
  for (const { time, atRisk, ended, incidence, survival } of aalenJohansen(lives, exits.length)) {
    if (atRisk < Math.max(1, smallestRiskSet)) break;
    for (; at < time; at++) rows.push({ periods: at, atRisk, ended: [0, 0, 0], ...latest });
    latest = { shares: incidence as PatternIncidence['shares'], lasting: survival };
    rows.push({ periods: time, atRisk, ended: ended as PatternIncidence['ended'], ...latest });
    at = time + 1;
  }
  return rows;
}
