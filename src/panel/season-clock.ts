import type { Season } from './seasonality.ts';

/** Days since 1970-01-01 that the clock knows: to the year 2100. */
const days = 47_500;

/**
 * The seasonal clock: how much a stretch of days weighs when a busy month counts as long and a quiet one as short. The index of a month holds for all
 * of its days and has mean 1 over the year, so a year stays a year. Source: rule M03 of the specification (UNITS, Clock).
 */
export class SeasonClock {
  /** sums of the index over the days before each day */
  readonly #until = new Float64Array(days + 1);

  constructor(seasons: readonly Pick<Season, 'month' | 'index'>[]) {
    const index = new Array<number>(13).fill(1);
    for (const season of seasons) index[season.month] = season.index;
    const date = new Date(0);
    for (let day = 0; day < days; day++) {
      this.#until[day + 1] = this.#until[day]! + index[date.getUTCMonth() + 1]!;
      date.setUTCDate(date.getUTCDate() + 1);
    }
  }

  /** The mean index from day `from` (since 1970-01-01, may be a fraction) to before `to`; 1 outside the days that the clock knows. */
  weight(from: number, to: number): number {
    const [start, end] = [Math.round(from), Math.round(to)];
    if (start < 0 || end > days || end <= start) return 1;
    return (this.#until[end]! - this.#until[start]!) / (end - start);
  }
}
