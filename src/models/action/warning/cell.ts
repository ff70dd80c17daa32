/** One customer at the end of one period: only what was known then, and whether the relationship was worse one period later. */
export interface HazardCell {
  customer: string;
  /** whole periods since the first order */
  age: number;
  /** last day of the period, days since 1970-01-01 */
  day: number;
  /** never T: who has ended is not warned of; D stands in no risk set of the regression */
  stage: 'E' | 'F' | 'S' | 'D';
  /** relationship level over the best so far; null while too young */
  level: number | null;
  /** slope a period of the log amount (or orders) against the own mean so far; null with one period */
  slope: number | null;
  /** days since the last order; days between the first and the last order of the episode, and how many gaps they are */
  since: number;
  gapDays: number;
  gaps: number;
  /** relative change of the share of wallet; null where it is not known */
  share: number | null;
  /** open complaints, severe ones among them, and late payments of a year */
  complaints: number;
  severe: number;
  late: number;
  /** days until the contract ends; null without one */
  contract: number | null;
  /** P(alive) at the last period; null or left out at all others, since its parameters know what came after them */
  alive?: number | null;
  /** 1 when the next period is in decline or ended, 0 when not; null while the next period is not over */
  worse: 0 | 1 | null;
}

/** Mean gap of the base in days over the given cells: each customer's widest view of it, weighted by gaps. Null without any closed gap. */
export function baseGap(cells: readonly HazardCell[]): number | null {
  const latest = new Map<string, HazardCell>();
  for (const cell of cells) if (cell.age >= (latest.get(cell.customer)?.age ?? -1)) latest.set(cell.customer, cell);
  let [days, gaps] = [0, 0];
  for (const cell of latest.values()) {
    days += cell.gapDays;
    gaps += cell.gaps;
  }
  return gaps > 0 && days > 0 ? days / gaps : null;
}

/** Days since the last order over the own mean gap, the base's gap standing in for the first `prior` gaps; 0 where no gap is known. */
export function gapRatio({ since, gapDays, gaps }: HazardCell, base: number | null, prior: number): number {
  if (base === null) return gaps > 0 && gapDays > 0 ? since / (gapDays / gaps) : 0;
  return since / ((gapDays + prior * base) / (gaps + prior));
}
