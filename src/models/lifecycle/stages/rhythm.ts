import { stageThresholds } from '#schema/thresholds.ts';
import type { SegmentRhythm } from './history.ts';

/** A customer's own rhythm: gaps between order days, and distances between neighbouring periods with orders. Lengths on the customer's clock. */
export class Rhythm {
  /** own rhythm in periods, 1..12 */
  b = 1;
  /** time without an order that means decline, and the end */
  thresholdDecline = 0;
  thresholdEnd = 0;
  private gaps: number[] = [];
  private gapStarts: number[] = [];
  private gapSum = 0;
  private gapSquares = 0;
  private longestGap = 0;
  private distances: number[] = [];
  private distanceStarts: number[] = [];
  private sorted: number[] = [];
  private readonly gapSpread: number;

  constructor(gapSpread: number) {
    this.gapSpread = gapSpread;
  }

  /** Forgets everything, for the next customer. */
  reset(): void {
    this.b = 1;
    this.gaps.length = 0;
    this.gapStarts.length = 0;
    this.gapSum = this.gapSquares = this.longestGap = 0;
    this.forgetDistances();
  }

  /** Forgets the distances between active periods: a new episode begins. The gaps stay. */
  forgetDistances(): void {
    this.distances.length = 0;
    this.distanceStarts.length = 0;
    this.sorted.length = 0;
  }

  addGap(start: number, end: number): void {
    const gap = end - start;
    this.gaps.push(gap);
    this.gapStarts.push(start);
    this.gapSum += gap;
    this.gapSquares += gap * gap;
    if (gap > this.longestGap) this.longestGap = gap;
  }

  addDistance(start: number, end: number): void {
    const distance = end - start;
    this.distances.push(distance);
    this.distanceStarts.push(start);
    let place = this.sorted.length;
    this.sorted.push(distance);
    for (; place > 0 && this.sorted[place - 1]! > distance; place--) this.sorted[place] = this.sorted[place - 1]!;
    this.sorted[place] = distance;
  }

  /** Drops the gaps and distances that begin before a moment, and takes the rhythm from what remains (unchanged if nothing does). */
  rebase(gapsFrom: number, distancesFrom: number): void {
    const gaps = this.gaps.map((gap, i) => ({ gap, start: this.gapStarts[i]! })).filter(({ start }) => start >= gapsFrom);
    const distances = this.distances
      .map((distance, i) => ({ distance, start: this.distanceStarts[i]! }))
      .filter(({ start }) => start >= distancesFrom);
    const { b } = this;
    this.reset();
    this.b = b;
    for (const { gap, start } of gaps) this.addGap(start, start + gap);
    for (const { distance, start } of distances) this.addDistance(start, start + distance);
    if (this.sorted.length > 0) this.b = asRhythm(this.median());
  }

  /** The rhythm b: own median distance, helped by the segment while there are fewer than three. */
  settle(segment: SegmentRhythm): void {
    const m = this.sorted.length;
    const own = stageThresholds.ownGaps;
    this.b = asRhythm(m >= own ? this.median() : ((m > 0 ? m * this.median() : 0) + (own - m) * segment.active) / own);
  }

  /** The times without an order that mean decline and the end, from own gaps helped by the segment's. */
  updateThresholds(segment: SegmentRhythm): void {
    const { ownGaps, variation, smallestGap, smallestEnd, endFactor } = stageThresholds;
    const k = this.gaps.length;
    if (k === 0) {
      this.thresholdDecline = Math.max(smallestGap, segment.first90);
    } else {
      const mean = k >= ownGaps ? this.gapSum / k : (this.gapSum + ownGaps * segment.mean) / (k + ownGaps);
      const variance = k > 1 ? Math.max(0, (this.gapSquares - (this.gapSum * this.gapSum) / k) / (k - 1)) : 0;
      const v = k < ownGaps ? segment.cv : Math.sqrt((((k - 1) * variance) / (mean * mean) + ownGaps * segment.cv * segment.cv) / (k + 2));
      this.thresholdDecline = Math.max(smallestGap, mean * (1 + this.gapSpread * Math.min(variation[1], Math.max(variation[0], v))));
    }
    this.thresholdEnd = Math.max(smallestEnd, endFactor * this.thresholdDecline, this.longestGap);
  }

  private median(): number {
    const m = this.sorted.length;
    return m % 2 === 1 ? this.sorted[m >> 1]! : (this.sorted[m / 2 - 1]! + this.sorted[m / 2]!) / 2;
  }
}

function asRhythm(distance: number): number {
  return Math.min(stageThresholds.longestRhythm, Math.max(1, Math.floor(0.5 + distance)));
}
