import type { Histories } from '#models/purchases/histories.ts';
import { valueRules } from '#schema/thresholds.ts';
import { isoOfDay } from '#table/calendar.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import type { Row, Table } from '#table/table.ts';

/** Days of a week: the unit of time of fits and results. */
export const week = 7;

export type Sample = 'all' | 'calibration';

/** The customers of the queries `purchaseSummary` and `summaryFacts`, by column; times in weeks. */
export interface ValueBase {
  rows: number;
  /** customers that a row stands for: more than 1 in a sample */
  weight: number;
  facts: Row;
  /** days from the first day of the file to the first purchase */
  born: Float64Array;
  all: Part;
  /** of customers who came later x is NaN */
  calibration: Part;
  /** purchases after the calibration */
  held: Float64Array;
  /** weeks after the calibration */
  holdWeeks: number;
  cohortOf: (born: number) => string;
}

export interface Part {
  x: Float64Array;
  tx: Float64Array;
  T: Float64Array;
  logGaps: Float64Array;
}

/** Reads the two tables; null without a purchase. */
export function valueBase(summary: Table, facts: Table): ValueBase | null {
  const fact = rowsOf(facts)[0];
  if (!fact || summary.rowCount === 0 || fact.first_day === null) return null;
  const column = (name: string, factor = 1): Float64Array => {
    const { values } = columnOf(summary, name);
    return Float64Array.from({ length: summary.rowCount }, (_, i) => (values[i] === null ? NaN : Number(values[i]) * factor));
  };
  const born = column('born');
  const part = (suffix: string): Part => {
    const x = column(`x${suffix}`);
    const logs = column(`log_gaps${suffix}`);
    const logGaps = logs.map((sum, i) => (x[i]! > 0 ? sum - x[i]! * Math.log(week) : 0));
    return { x, tx: column(`t_x${suffix}`, 1 / week), T: column(`t${suffix}`, 1 / week), logGaps };
  };
  return {
    rows: summary.rowCount,
    weight: Number(fact.customers) / summary.rowCount,
    facts: fact,
    born,
    all: part(''),
    calibration: part('_cal'),
    held: column('x_hold'),
    holdWeeks: Number(fact.hold_days) / week,
    cohortOf: cohorts(born, String(fact.first_day)),
  };
}

/** Which rows are in a part: those observed for some time in it, so that their history says something. */
export function membersOf(base: ValueBase, sample: Sample): number[] {
  const { x, T } = base[sample];
  return Array.from({ length: base.rows }, (_, i) => i).filter((i) => x[i]! >= 0 && T[i]! > 0);
}

/**
 * Equal histories of some rows once with a weight, and for each of those rows its place among them. They are sorted (by T, tx, x and gaps), so that the order in
 * which an engine answers rows changes nothing. With `gaps`, those of regular timing count too.
 */
export function historiesOf(
  part: Part,
  rows: readonly number[],
  weight: number,
  gaps: boolean,
): { histories: Histories; place: Int32Array } {
  const found = new Map<number | string, { whole: number; row: number; weight: number; members: number[] }>();
  rows.forEach((i, k) => {
    const whole = (Math.round(part.T[i]! * week) * 50_000 + Math.round(part.tx[i]! * week)) * 50_000 + part.x[i]!;
    const key = gaps ? `${whole} ${part.logGaps[i]}` : whole;
    const known = found.get(key);
    if (!known) found.set(key, { whole, row: i, weight, members: [k] });
    else {
      known.weight += weight;
      known.members.push(k);
    }
  });
  const sorted = [...found.values()].sort((a, b) => a.whole - b.whole || part.logGaps[a.row]! - part.logGaps[b.row]!);
  const place = new Int32Array(rows.length);
  sorted.forEach(({ members }, at) => {
    for (const k of members) place[k] = at;
  });
  const of = (values: Float64Array) => Float64Array.from(sorted, ({ row }) => values[row]!);
  const histories = { x: of(part.x), tx: of(part.tx), T: of(part.T), weight: Float64Array.from(sorted, (one) => one.weight) };
  return { histories: gaps ? { ...histories, logGaps: of(part.logGaps) } : histories, place };
}

/** Rows by cohort, 'all' first; cohorts of fewer than five customers are left out (C26). */
export function byCohort(base: ValueBase, rows: readonly number[]): Map<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const i of rows) {
    const cohort = base.cohortOf(base.born[i]!);
    const group = groups.get(cohort);
    if (group) group.push(i);
    else groups.set(cohort, [i]);
  }
  const large = [...groups].filter(([, group]) => group.length >= 5).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map<string, readonly number[]>([['all', rows], ...large]);
}

/** The first day of the quarter of a first purchase; of its year where there would be more than twelve quarters. */
export function cohorts(born: ArrayLike<number>, firstDay: string): (born: number) => string {
  const start = Date.parse(firstDay) / 86_400_000;
  const cut = (months: number) => (day: number) => {
    const [year, month] = isoOfDay(start + day)
      .split('-')
      .map(Number) as [number, number];
    return `${year}-${String(Math.floor((month - 1) / months) * months + 1).padStart(2, '0')}-01`;
  };
  const known = new Map<number, string>();
  const quarters = new Set(Array.from(new Set(Array.from(born)), cut(3)));
  const of = cut(quarters.size > valueRules.cohorts ? 12 : 3);
  return (day) => {
    let cohort = known.get(day);
    if (cohort === undefined) known.set(day, (cohort = of(day)));
    return cohort;
  };
}
