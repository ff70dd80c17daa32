import { unknownSegment, type SegmentRhythm } from '#models/lifecycle/stages/history.ts';
import { quantileOfCounts } from '#numeric/quantile.ts';
import { panelRules, stageThresholds } from '#schema/thresholds.ts';

/** One cell of the histograms of the panel query `rhythm`; `value` in days (gap, first) or periods (active). */
export interface RhythmCell {
  kind: 'gap' | 'first' | 'active';
  /** month in which the observation closed: year · 12 + month − 1 */
  closed: number;
  value: number;
  n: number;
}

/**
 * The rhythm of the base at the end of any period, without a look ahead. The grid is the calendar month: at a day counts what closed in
 * months that had ended by then, so an observation enters at most 31 days late and never early. Quantiles are of type 7 on whole days
 * (periods for `active`). Source: rule M03 of the specification.
 */
export class RhythmByMonth {
  readonly #months: number[] = [];
  readonly #rhythms: SegmentRhythm[] = [];

  constructor(cells: readonly RhythmCell[], periodDays: number) {
    const known: Record<RhythmCell['kind'], number[]> = { gap: [], first: [], active: [] };
    const ordered = cells.toSorted((a, b) => a.closed - b.closed);
    ordered.forEach(({ kind, closed, value, n }, index) => {
      const counts = known[kind];
      while (counts.length <= value) counts.push(0);
      counts[value]! += n;
      if (ordered[index + 1]?.closed === closed) return;
      this.#months.push(closed);
      this.#rhythms.push(rhythmOf(known, periodDays));
    });
  }

  /** The rhythm known at the end of `day` (days since 1970-01-01). */
  at(day: number): SegmentRhythm {
    const date = new Date((day + 1) * 86_400_000);
    const running = date.getUTCFullYear() * 12 + date.getUTCMonth();
    let low = 0;
    let high = this.#months.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#months[middle]! < running) low = middle + 1;
      else high = middle;
    }
    return this.#rhythms[low - 1] ?? unknownSegment;
  }
}

function rhythmOf(known: Record<RhythmCell['kind'], number[]>, periodDays: number): SegmentRhythm {
  const { n, mean, deviation } = moments(known.gap);
  if (n < panelRules.leastGaps || mean === 0) return unknownSegment;
  return {
    mean: mean / periodDays,
    cv: Math.min(stageThresholds.variation[1], deviation / mean),
    first90: (quantileOfCounts(known.first, 0.9) ?? unknownSegment.first90 * periodDays) / periodDays,
    active: quantileOfCounts(known.active, 0.5) ?? unknownSegment.active,
  };
}

/** Count, mean and standard deviation (n − 1) of a histogram over 0, 1, 2, … */
function moments(counts: readonly number[]): { n: number; mean: number; deviation: number } {
  let n = 0;
  let sum = 0;
  counts.forEach((count, value) => {
    n += count;
    sum += count * value;
  });
  if (n < 2) return { n, mean: n === 0 ? 0 : sum, deviation: 0 };
  const mean = sum / n;
  const squares = counts.reduce((total, count, value) => total + count * (value - mean) ** 2, 0);
  return { n, mean, deviation: Math.sqrt(squares / (n - 1)) };
}
