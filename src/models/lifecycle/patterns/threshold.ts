import { kaplanMeier, timeAt } from '../../survival/kaplan-meier.ts';
import type { EpisodeGroup } from './episode.ts';

/** From how many periods in the stable stage a relationship counts as long-lasting, and why. */
export interface Threshold {
  periods: number;
  /** `median`: half of the stays in the stable stage are over by then; else the fixed value, because of few stays or because fewer than half are over */
  basis: 'median' | 'few-stays' | 'median-not-reached';
  /** 95 % interval of the median; null where it is not used or does not end */
  low: number | null;
  high: number | null;
  /** episodes with a known start that reached the stable stage, and those of them that left it for decline */
  stays: number;
  left: number;
}

/**
 * The median stay in the stable stage by Kaplan–Meier over the episodes that reached it: a stay is over in decline or the end, and lasts (censored)
 * in all others. With fewer than `least` stays, or where the curve stays above one half, `fixed`. Source: rule M06 of the specification.
 */
export function thresholdOf(groups: readonly EpisodeGroup[], { least, fixed }: { least: number; fixed: number }): Threshold {
  const stays = groups.filter(({ startKnown, stablePeriods }) => startKnown && stablePeriods > 0);
  const left = stays.filter(({ lastStage }) => lastStage === 'D' || lastStage === 'T');
  const counts = { stays: total(stays), left: total(left) };
  const median = timeAt(
    kaplanMeier(stays.map((group) => ({ entry: 0, time: group.stablePeriods, cause: left.includes(group) ? 1 : 0, weight: group.n }))),
  );
  if (counts.stays < least) return { periods: fixed, basis: 'few-stays', low: null, high: null, ...counts };
  if (median.value === null) return { periods: fixed, basis: 'median-not-reached', low: null, high: null, ...counts };
  return { periods: median.value, basis: 'median', low: median.low, high: median.high, ...counts };
}

function total(groups: readonly EpisodeGroup[]): number {
  return groups.reduce((sum, { n }) => sum + n, 0);
}
