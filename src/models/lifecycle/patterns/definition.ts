import { wilson } from '#numeric/wilson.ts';
import { ageCurveThresholds, patternRules, smallSamples, stageThresholds } from '#schema/thresholds.ts';
import type { Model } from '../../definition.ts';
import { type EpisodeGroup, type PatternOrOpen, patternOf, patterns } from './episode.ts';
import { type PatternIncidence, incidenceOf } from './incidence.ts';
import { type Threshold, thresholdOf } from './threshold.ts';

/** How many relationships follow a pattern, as a share of all that are judged. */
export interface PatternCount {
  pattern: PatternOrOpen;
  n: number;
  /** 0..1, with its 95 % interval (Wilson); null without any relationship */
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface PatternEstimates {
  threshold: Threshold;
  /** the four patterns and `open`; they add up to all episodes less those left out */
  counts: PatternCount[];
  /** of the long-lasting ones, those that last still */
  ongoing: number;
  /** left out: start not known, and ended before it could be judged */
  startUnknown: number;
  tooEarly: number;
  curve: PatternIncidence[];
}

export interface PatternOptions {
  /** stays in the stable stage from which their median is the threshold, and the threshold before */
  leastStays: number;
  fixedStay: number;
  /** complete periods before an end is judged */
  youngest: number;
  smallestRiskSet: number;
}

/** How relationships end, or last: four patterns and the shares that end from each stage. */
export const patternModel: Model<{ groups: EpisodeGroup[] }, PatternOptions, PatternEstimates, { episodes: number }> = {
  id: 'patterns',
  source: 'Chen Mingliang 2001–03 (four patterns); Aalen & Johansen 1978; Gooley et al. 1999; Kaplan & Meier 1958',
  units: { stablePeriods: 'periods in the stable stage', periods: 'complete periods of the episode', n: 'episodes' },
  defaults: {
    leastStays: patternRules.leastStays,
    fixedStay: patternRules.fixedStay,
    youngest: stageThresholds.youngest,
    smallestRiskSet: ageCurveThresholds.smallestRiskSet,
  },
  fit({ groups }, { leastStays, fixedStay, youngest, smallestRiskSet }) {
    const known = groups.filter(({ startKnown }) => startKnown);
    const episodes = sumOf(known);
    const diagnostics = { episodes };
    if (episodes === 0) return { estimates: null, reason: { code: 'patterns-no-episodes', parameters: {} }, diagnostics, warnings: [] };
    const threshold = thresholdOf(known, { least: leastStays, fixed: fixedStay });
    const of = (pattern: PatternOrOpen | null) => known.filter((group) => patternOf(group, threshold.periods, youngest) === pattern);
    const tooEarly = sumOf(of(null));
    const judged = episodes - tooEarly;
    const riskSet = episodes < smallSamples.indicative ? smallSamples.suppressed : smallestRiskSet;
    return {
      estimates: {
        threshold,
        counts: [...patterns, 'open' as const].map((pattern) => {
          const n = sumOf(of(pattern));
          const range = wilson(n, judged);
          return { pattern, n, share: judged > 0 ? n / judged : null, low: range?.low ?? null, high: range?.high ?? null };
        }),
        ongoing: sumOf(of('long-lasting').filter(({ ended }) => !ended)),
        startUnknown: sumOf(groups) - episodes,
        tooEarly,
        curve: incidenceOf(known, riskSet),
      },
      reason: null,
      diagnostics,
      warnings: [],
    };
  },
};

function sumOf(groups: readonly EpisodeGroup[]): number {
  return groups.reduce((sum, { n }) => sum + n, 0);
}
