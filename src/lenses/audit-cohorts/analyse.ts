import { dayRange } from '#figures/linked.ts';
import { chiSquareUpper } from '#numeric/chi-square.ts';
import { auditRules, cohortRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type AuditCell, type AuditUnit, auditCells, cellShare, cohortMonths, meanOf } from '../audit-cells.ts';
import { type AuditMeasure, type Bounds, bounds } from '../audit-reading.ts';
import { type Told, factsOf, notReady, told } from '../reading.ts';

export type AuditCohortsOptions = {
  by: AuditMeasure;
  view: 'age' | 'calendar';
  /** the cohort that a person chose in it: first and last day of the first orders, or all */
  cohort: string;
};

/** Customers won in one stretch (a year; a quarter in a short file) at one age: what each of them brings in the unit. */
export interface CohortAge extends Bounds {
  /** first month of the cohort, counted from year 0 */
  cohort: number;
  age: number;
  n: number;
  error: number | null;
}

/** What a cohort brings in one unit of the calendar; `cohort` null: start unknown. */
export interface CohortSum {
  cohort: number | null;
  calendar: number;
  active: number;
  value: number;
  partial: boolean;
}

export interface AuditCohortsResult extends Told {
  by: AuditMeasure;
  view: AuditCohortsOptions['view'];
  /** days of the first orders of the chosen cohort; null for none */
  chosen: string | null;
  unit: AuditUnit;
  ages: CohortAge[];
  sums: CohortSum[];
  /** the age that is compared, its cohorts from oldest to newest, and whether they differ (Cochran's Q) */
  at: number | null;
  compared: CohortAge[];
  test: { statistic: number; p: number } | null;
  /** share of the last whole unit that customers bring who were won before this cohort's stretch */
  older: Bounds | null;
  /** the last whole unit, as month counted from year 0 */
  latest: number | null;
  /** the first month of the oldest cohort in the sums, where older ones are joined to it; null where none are */
  joinedTo: number | null;
}

/** Cohorts against each other at the same age, and on one another along the calendar. Lens 4 of the audit (C9: never both trends at once). */
export function analyse(statistics: StatisticTables, { by, view, cohort }: AuditCohortsOptions, signal: AbortSignal): AuditCohortsResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { unit, cells } = auditCells(statistics);
  const ages = view === 'age' || facts.hasAmount ? byAge(cells, unit, by) : [];
  const { sums, joinedTo } = byCalendar(cells, unit, by);
  const n = [...cohortSizes(cells).values()].reduce((sum, size) => sum + size, 0);
  const at = comparedAge(ages);
  const compared = ages.filter(({ age }) => age === at);
  const latest = sums.reduce<number | null>((last, { calendar, partial }) => (partial ? last : Math.max(last ?? calendar, calendar)), null);
  const last = cells.filter(({ calendar }) => calendar === latest);
  const start = latest === null ? 0 : cohortStart(latest, unit);
  const older = cellShare(last, ({ cohort }) => cohort === null || cohort < start, by);
  const result: AuditCohortsResult = {
    ...told(facts, n, 'measured', by === 'profit'),
    by,
    view,
    chosen: dayRange(cohort) ? cohort : null,
    unit,
    ages: lately(ages),
    sums,
    at,
    compared,
    test: tested(compared),
    older: older && bounds(older.value, older.error),
    latest,
    joinedTo,
  };
  const silent = { ...result, ages: [], sums: [] };
  if (facts.orders === 0 && n === 0) return notReady(silent, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(silent, 'missing', 'amount-missing');
  if (n < smallSamples.suppressed) return notReady(silent, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (view === 'age' ? compared.length === 0 : new Set(sums.map(({ calendar }) => calendar)).size < 2)
    return notReady(silent, 'too-little', 'few-ages');
  return result;
}

/** The first month of the stretch of a cohort. */
export function cohortStart(month: number, unit: AuditUnit): number {
  return Math.floor(month / cohortMonths[unit]) * cohortMonths[unit];
}

function cohortSizes(cells: readonly AuditCell[]): Map<number | null, number> {
  return new Map(cells.map(({ cohort, n }) => [cohort, n]));
}

/** Cohorts of a stretch at the ages that all its customers have reached; only those of ten customers or more. */
function byAge(cells: readonly AuditCell[], unit: AuditUnit, by: AuditMeasure): CohortAge[] {
  const sizes = new Map<number, number>();
  for (const [cohort, n] of cohortSizes(cells)) {
    if (cohort !== null) sizes.set(cohortStart(cohort, unit), (sizes.get(cohortStart(cohort, unit)) ?? 0) + n);
  }
  const found = new Map<string, { cohort: number; age: number; n: number; sum: number; squares: number }>();
  for (const cell of cells) {
    if (cell.cohort === null || cell.partial || cell.age < 0) continue;
    const cohort = cohortStart(cell.cohort, unit);
    const key = `${cohort} ${cell.age}`;
    const sum = found.get(key) ?? { cohort, age: cell.age, n: 0, sum: 0, squares: 0 };
    sum.n += cell.n;
    sum.sum += cell[by];
    sum.squares += by === 'profit' ? cell.profitSquares : cell.amountSquares;
    found.set(key, sum);
  }
  return [...found.values()]
    .filter(({ cohort, n }) => n === sizes.get(cohort) && n >= smallSamples.suppressed)
    .sort((a, b) => a.cohort - b.cohort || a.age - b.age)
    .map(({ cohort, age, n, sum, squares }) => {
      const { value, error } = meanOf(sum, squares, n);
      return { cohort, age, n, error, ...bounds(value, error) };
    });
}

/** The oldest age up to the fifth that several cohorts share; of a single cohort the oldest up to the fifth. */
function comparedAge(ages: readonly CohortAge[]): number | null {
  const shared = new Map<number, number>();
  for (const { age } of ages) shared.set(age, (shared.get(age) ?? 0) + 1);
  const cohorts = new Set(ages.map(({ cohort }) => cohort)).size;
  const enough = cohorts < 2 ? 1 : Math.max(2, Math.min(3, cohorts - 1));
  const fit = [...shared].filter(([age, n]) => age > 0 && age <= 4 && n >= enough).map(([age]) => age);
  return fit.length > 0 ? Math.max(...fit) : ([...shared].find(([age, n]) => age === 0 && n >= 2)?.[0] ?? null);
}

/** The newest cohorts, as many as can be told apart. */
function lately(ages: readonly CohortAge[]): CohortAge[] {
  const cohorts = [...new Set(ages.map(({ cohort }) => cohort))].sort((a, b) => a - b).slice(-auditRules.curves);
  return ages.filter(({ cohort }) => cohorts.includes(cohort));
}

/** Sums of the stretches along the calendar; the oldest ones joined while there are too many to tell apart. */
function byCalendar(cells: readonly AuditCell[], unit: AuditUnit, by: AuditMeasure): { sums: CohortSum[]; joinedTo: number | null } {
  const starts = [...new Set(cells.flatMap(({ cohort }) => (cohort === null ? [] : cohortStart(cohort, unit))))].sort((a, b) => a - b);
  const oldest = starts[Math.max(0, starts.length - auditRules.bands)] ?? 0;
  const found = new Map<string, CohortSum>();
  for (const cell of cells) {
    const cohort = cell.cohort === null ? null : Math.max(oldest, cohortStart(cell.cohort, unit));
    const key = `${String(cohort)} ${cell.calendar}`;
    const sum = found.get(key) ?? { cohort, calendar: cell.calendar, active: 0, value: 0, partial: cell.partial };
    sum.active += cell.active;
    sum.value += cell[by];
    found.set(key, sum);
  }
  const sums = [...found.values()].sort((a, b) => a.calendar - b.calendar || (a.cohort ?? -1) - (b.cohort ?? -1));
  return { sums, joinedTo: starts.length > auditRules.bands ? oldest : null };
}

function tested(cohorts: readonly CohortAge[]): AuditCohortsResult['test'] {
  const usable = cohorts.filter(({ error }) => error !== null && error > 0);
  if (usable.length < 2) return null;
  const weight = usable.reduce((sum, { error }) => sum + error! ** -2, 0);
  const centre = usable.reduce((sum, { error, value }) => sum + value * error! ** -2, 0) / weight;
  const statistic = usable.reduce((sum, { error, value }) => sum + ((value - centre) / error!) ** 2, 0);
  return { statistic, p: chiSquareUpper(statistic, usable.length - 1) };
}

/** True where cohorts differ by more than chance. */
export function differ({ test }: Pick<AuditCohortsResult, 'test'>): boolean {
  return test !== null && test.p < cohortRules.level;
}
