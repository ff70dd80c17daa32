import { everyone, monthRange } from '#figures/linked.ts';
import { cohortRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, notReady, rowsBy, told } from '../reading.ts';
import { type CohortCell, type CohortMeasure, type CohortUnit, cellsOf, chosenColumn, unitMonths } from './cells.ts';
import { type Compared, compare, mean } from './compare.ts';

export type CohortsOptions = {
  measure: CohortMeasure;
  /** months, quarters or years that make a cohort and an age; by the length of the file unless told otherwise */
  unit: 'auto' | CohortUnit;
  /** the age that the headline compares, in units counted from 1; the third unless a person chose one */
  at: number;
  /** what a person chose: ranges of days or months, or all */
  cohort: string;
  age: string;
  calendar: string;
};

/** What is chosen in the triangle. */
export interface Chosen {
  /** first day of the cohort */
  cohort: string | null;
  age: number | null;
  /** first day of the stretch of the calendar */
  calendar: string | null;
}

/** A share or a mean per customer with its interval and the customers it is of. */
export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}

export interface CohortsResult extends Told {
  measure: CohortMeasure;
  unit: CohortUnit;
  cohorts: { cohort: string; n: number }[];
  /** cohorts of fewer than five customers, and the customers in them */
  suppressed: { cohorts: number; customers: number };
  cells: CohortCell[];
  chosen: Chosen;
  /** the age that is compared, counted from 0 */
  at: number;
  /** all cohorts together at that age, and whether they differ there; null where no cohort is that old */
  pooled: Estimate | null;
  /** the cohort with the lowest and the highest value at that age */
  lowest: CohortCell | null;
  highest: CohortCell | null;
  compared: Compared | null;
  /** the chosen cohort at that age, or the chosen stretch of the calendar over its cohorts; and the others at the same ages */
  picked: Estimate | null;
  others: number | null;
}

/** Retention, orders and money by calendar cohort and age, with what a person chose and whether cohorts differ (C5, C9, C15). */
export function analyse(statistics: StatisticTables, options: CohortsOptions, signal: AbortSignal): CohortsResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const measure = facts.hasAmount ? options.measure : options.measure === 'orders' ? 'orders' : 'retention';
  const rows = rowsBy(statistics, 'cohort_triangle', 'age');
  const unit = unitOf(
    rows.map((row) => String(row.unit)),
    rows,
    options.unit,
  );
  const all = cellsOf(
    rows.filter((row) => row.unit === unit),
    measure,
    unit,
  );
  const cells = all.filter((cell) => cell.n >= cohortRules.smallestGroup);
  const cohorts = cells.filter(({ age }) => age === 0).map(({ cohort, n }) => ({ cohort, n }));
  const few = all.filter(({ age, n }) => age === 0 && n < cohortRules.smallestGroup);
  const n = cohorts.reduce((sum, cohort) => sum + cohort.n, 0);
  const shared = told(facts, n, 'measured', measure === 'profit');
  const chosen = chosenOf(options, cells, unit);
  const oldest = Math.max(0, ...cells.filter(({ partial }) => !partial).map(({ age }) => age));
  const at = chosen.age ?? Math.max(0, Math.min(oldest, Math.round(options.at) - 1));
  const column = cells.filter((cell) => cell.age === at && !cell.partial);
  const judged = column.filter((cell) => cell.n >= smallSamples.suppressed);
  const result: CohortsResult = {
    ...shared,
    warnings: [
      ...shared.warnings,
      ...facts.truncated,
      ...(facts.orders > 0 && !facts.hasAmount && options.measure !== 'retention' ? [{ code: 'amount-missing', parameters: {} }] : []),
    ],
    measure,
    unit,
    cohorts,
    suppressed: { cohorts: few.length, customers: few.reduce((sum, cell) => sum + cell.n, 0) },
    cells,
    chosen,
    at,
    pooled: mean(column, measure),
    lowest: extreme(judged, -1),
    highest: extreme(judged, 1),
    compared: compare(judged, measure),
    ...pickedOf(chosen, cells, at, measure),
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed)
    return notReady({ ...result, cells: [] }, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (cells.filter((cell) => cell.age > 0).length < 2) return notReady(result, 'too-little', 'few-ages');
  return result;
}

/** The unit asked for where the statistic has it; else the finest whose cohorts a reader can take in and which hold enough customers on average. */
function unitOf(known: readonly string[], rows: ReturnType<typeof rowsBy>, asked: CohortsOptions['unit']): CohortUnit {
  const units = (Object.keys(unitMonths) as CohortUnit[]).filter((unit) => known.includes(unit));
  const wanted = units.find((unit) => unit === asked);
  if (wanted) return wanted;
  const readable = units.find((unit) => {
    const first = rows.filter((row) => row.unit === unit && row.age === 0);
    const everybody = first.reduce((sum, row) => sum + count(row, 'n'), 0);
    return first.length <= cohortRules.readable && everybody >= first.length * smallSamples.suppressed;
  });
  return readable ?? units[units.length - 1] ?? 'quarter';
}

/** What the links mean in this triangle; a link of another unit means the cohort or stretch in which it begins. */
function chosenOf({ cohort, age, calendar }: CohortsOptions, cells: readonly CohortCell[], unit: CohortUnit): Chosen {
  const months = monthRange(age);
  const own =
    cohort === everyone
      ? null
      : chosenColumn(
          cohort,
          cells.map((cell) => cell.cohort),
          unit,
        );
  const stretch =
    calendar === everyone
      ? null
      : chosenColumn(
          calendar,
          cells.map((cell) => cell.calendar),
          unit,
        );
  return { cohort: own, age: months ? Math.floor(months.from / unitMonths[unit]) : null, calendar: stretch };
}

function pickedOf(
  chosen: Chosen,
  cells: readonly CohortCell[],
  at: number,
  measure: CohortMeasure,
): Pick<CohortsResult, 'picked' | 'others'> {
  if (chosen.cohort !== null) {
    const own = cells.find((cell) => cell.cohort === chosen.cohort && cell.age === at);
    const rest = cells.filter((cell) => cell.age === at && cell.cohort !== chosen.cohort && !cell.partial);
    return { picked: own ? mean([own], measure) : null, others: mean(rest, measure)?.value ?? null };
  }
  if (chosen.calendar === null) return { picked: null, others: null };
  const diagonal = cells.filter((cell) => cell.calendar === chosen.calendar && cell.age > 0);
  const usual = diagonal.map((cell) => ({
    n: cell.n,
    value: mean(
      cells.filter((other) => other.age === cell.age && other.calendar !== chosen.calendar && !other.partial),
      measure,
    )?.value,
  }));
  const known = usual.filter((one): one is { n: number; value: number } => one.value !== undefined);
  const n = known.reduce((sum, one) => sum + one.n, 0);
  return {
    picked: mean(diagonal, measure),
    others: n > 0 && known.length === usual.length ? known.reduce((sum, one) => sum + one.n * one.value, 0) / n : null,
  };
}

function extreme(cells: readonly CohortCell[], sign: 1 | -1): CohortCell | null {
  return cells.reduce<CohortCell | null>((best, cell) => (best === null || sign * (cell.value - best.value) > 0 ? cell : best), null);
}
