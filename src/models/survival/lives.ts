/** A stretch of observation. */
export interface Life {
  /** time at which it came under observation; 0 when seen from the start, later for delayed entry. At risk from just after `entry` up to and with `time` */
  entry: number;
  /** time of the end, or up to which it was seen without one; above `entry`, else it is never at risk and left out */
  time: number;
  /** 0 while it lasts (censored), 1.. the way in which it ended */
  cause: number;
  /** how many customers it stands for, at least 0; variances read weights as numbers of customers */
  weight: number;
}

/** What happened at one distinct time. */
export interface Moment {
  time: number;
  /** weight under observation just before */
  atRisk: number;
  /** weight that ended, by cause − 1 */
  ended: number[];
  /** weight censored at this time; at ties ends come first, so that it was still at risk */
  censored: number;
}

/**
 * The distinct times at which lives end or leave observation, ascending, with the weight at risk at each. `causes` is the number of ways to end.
 * Where nobody is left the weight at risk is exactly what went, so that weights that are no whole numbers leave no rest of rounding.
 * Source: the counting-process form of Andersen, Borgan, Gill & Keiding 1993, section III.2: left truncation and right censoring.
 */
export function moments(lives: readonly Life[], causes: number): Moment[] {
  const seen = lives.filter(({ entry, time, weight }) => time > entry && weight > 0);
  const entries = [...seen].sort((a, b) => a.entry - b.entry);
  const exits = [...seen].sort((a, b) => a.time - b.time);
  const found: Moment[] = [];
  let [atRisk, entered, left] = [0, 0, 0];
  while (left < exits.length) {
    const time = exits[left]!.time;
    for (; entered < entries.length && entries[entered]!.entry < time; entered++) atRisk += entries[entered]!.weight;
    const moment: Moment = { time, atRisk, ended: new Array<number>(causes).fill(0), censored: 0 };
    for (; left < exits.length && exits[left]!.time === time; left++) {
      const { cause, weight } = exits[left]!;
      if (cause >= 1 && cause <= causes) moment.ended[cause - 1]! += weight;
      else moment.censored += weight;
      atRisk -= weight;
    }
    if (left === entered) {
      moment.atRisk = moment.ended.reduce((sum, one) => sum + one, 0) + moment.censored;
      atRisk = 0;
    }
    found.push(moment);
  }
  return found;
}
