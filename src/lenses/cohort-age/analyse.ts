import { differenceSigns } from '#numeric/difference-signs.ts';
import { meanRange } from '#numeric/mean-range.ts';
import { wilson } from '#numeric/wilson.ts';
import { smallSamples, stageVariableThresholds } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, number, rowsBy, told } from '../reading.ts';

export type CohortAgeOptions = {
  /** per acquired customer and period, or the share who ordered */
  measure: 'profit' | 'amount' | 'retention';
  /** columns by relationship age, or by calendar (C9) */
  axis: 'age' | 'calendar';
  /** calendar marks, `2022-03 Lockdown; 2023-07 Price rise` */
  events: string;
};

/** One cohort at one age; `value` per acquired customer, in currency units or as a share. */
export interface CohortCell {
  /** first month of the cohort, ISO */
  cohort: string;
  age: number;
  /** position of the column, from 0: the age, or periods since the first cohort began */
  x: number;
  n: number;
  value: number;
  low: number | null;
  high: number | null;
}

export interface CohortAgeResult extends Told {
  measure: CohortAgeOptions['measure'];
  axis: CohortAgeOptions['axis'];
  cohorts: { cohort: string; n: number }[];
  /** months that a cohort spans */
  cohortMonths: number;
  cells: CohortCell[];
  events: { x: number; words: string }[];
  /** share, over pairs of neighbouring cohorts at one age, of those where the later cohort is higher; null without pairs */
  laterHigher: number | null;
  pairs: number;
  /** cohorts that are higher on average over the ages that they share with the one before, and that are lower; and whether so many rises or falls can be told from chance */
  risen: number;
  fallen: number;
  verdict: 'better' | 'worse' | 'mixed';
  /** length of a period in months */
  periodMonths: number;
}

const monthsOf: Record<string, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };
const signOf =
  (axis: CohortAgeOptions['axis'], start: number, periodMonths: number, first: number) =>
  (age: number): number =>
    axis === 'age' ? age : age + (start - first) / periodMonths;

/** Profit, amount or retention by acquisition cohort and age; no linear effect of age, cohort and calendar is told apart (C9). */
export function analyse(statistics: StatisticTables, options: CohortAgeOptions, signal: AbortSignal): CohortAgeResult {
  signal.throwIfAborted();
  const { axis, events } = options;
  const facts = factsOf(statistics);
  const measure = facts.hasAmount ? options.measure : 'retention';
  const rows = rowsBy(statistics, 'cohort_age', 'age').filter((row) => monthIndex(row.cohort) !== null);
  const n = rows.reduce((sum, row) => sum + (number(row, 'age') === 0 ? count(row, 'n') : 0), 0);
  const periodMonths = monthsOf[facts.period] ?? 1;
  const { cohortMonths, groups } = cohortsOf(rows, periodMonths);
  const first = groups[0]?.start ?? 0;
  const cells = groups.flatMap(({ start, rows: own }) => cellsOf(own, start, measure, signOf(axis, start, periodMonths, first)));
  const shared = told(facts, n, 'measured', measure === 'profit');
  const { higher, pairs, risen, fallen } = neighbours(cells);
  const result: CohortAgeResult = {
    ...shared,
    warnings: [
      ...shared.warnings,
      ...facts.truncated,
      ...(facts.orders > 0 && !facts.hasAmount ? [{ code: 'amount-missing', parameters: {} }] : []),
    ],
    measure,
    axis,
    cohorts: groups.map(({ start, n: customers }) => ({ cohort: isoMonth(start), n: customers })),
    cohortMonths,
    cells,
    events: axis === 'calendar' ? eventsOf(events, first, periodMonths) : [],
    laterHigher: pairs > 0 ? higher / pairs : null,
    pairs,
    risen,
    fallen,
    verdict: differenceSigns(risen, fallen) > stageVariableThresholds.cohortLevel ? 'mixed' : risen > fallen ? 'better' : 'worse',
    periodMonths,
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed)
    return notReady({ ...result, cells: [] }, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (cells.length < 2) return notReady(result, 'too-little', 'few-ages');
  return result;
}

interface Group {
  /** months since year 0 */
  start: number;
  n: number;
  rows: StatisticRow[];
}

/** Months joined to quarters, half-years, years or more, until a reader can take in the rows and they hold enough customers; never shorter than the analysis period. */
function cohortsOf(rows: readonly StatisticRow[], periodMonths: number): { cohortMonths: number; groups: Group[] } {
  const months = rows.map((row) => monthIndex(row.cohort)!);
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const everyone = rows.reduce((sum, row) => sum + (number(row, 'age') === 0 ? count(row, 'n') : 0), 0);
  const fits = (length: number): boolean => {
    const cohorts = Math.floor(last / length) - Math.floor(first / length) + 1;
    return cohorts <= stageVariableThresholds.cohorts && everyone >= cohorts * smallSamples.suppressed;
  };
  const cohortMonths = [1, 3, 6, 12, 24, 60, 120].find((length) => length >= periodMonths && fits(length)) ?? 120;
  const groups = new Map<number, Group>();
  rows.forEach((row, i) => {
    const start = Math.floor(months[i]! / cohortMonths) * cohortMonths;
    const group = groups.get(start) ?? { start, n: 0, rows: [] };
    group.rows.push(row);
    if (number(row, 'age') === 0) group.n += count(row, 'n');
    groups.set(start, group);
  });
  return {
    cohortMonths,
    groups: [...groups.values()].filter((group) => group.n >= smallSamples.suppressed).sort((a, b) => a.start - b.start),
  };
}

/** The cells of one cohort through which all of its customers are observed: a cell of some of them would be another group of customers. */
function cellsOf(
  rows: readonly StatisticRow[],
  start: number,
  measure: CohortAgeOptions['measure'],
  x: (age: number) => number,
): CohortCell[] {
  const ages = new Map<number, { n: number; active: number; sum: number; squares: number | null }>();
  for (const row of rows) {
    const age = number(row, 'age') ?? 0;
    const at = ages.get(age) ?? { n: 0, active: 0, sum: 0, squares: 0 };
    at.n += count(row, 'n');
    at.active += Math.min(count(row, 'active'), count(row, 'n'));
    const squares = measure === 'retention' ? null : number(row, `${measure}_squares`);
    at.sum += measure === 'retention' ? 0 : (money(row, measure) ?? 0);
    at.squares = squares === null || at.squares === null ? null : at.squares + squares;
    ages.set(age, at);
  }
  const whole = ages.get(0)?.n ?? 0;
  return [...ages].flatMap(([age, { n, active, sum, squares }]) => {
    if (n !== whole || n === 0) return [];
    const range = measure === 'retention' ? wilson(active, n) : meanRange(n, sum, squares);
    const value = measure === 'retention' ? active / n : sum / n;
    return [{ cohort: isoMonth(start), age, x: x(age), n, value, low: range?.low ?? null, high: range?.high ?? null }];
  });
}

function neighbours(cells: readonly CohortCell[]): { higher: number; pairs: number; risen: number; fallen: number } {
  const cohorts = [...new Set(cells.map((cell) => cell.cohort))].sort();
  const at = new Map(cells.map((cell) => [`${cell.cohort} ${cell.age}`, cell.value]));
  let [higher, pairs] = [0, 0];
  const differences = new Map<string, number>();
  for (const cell of cells) {
    const next = at.get(`${cohorts[cohorts.indexOf(cell.cohort) + 1] ?? ''} ${cell.age}`);
    if (next === undefined || cell.age === 0) continue;
    pairs++;
    if (next > cell.value) higher++;
    differences.set(cell.cohort, (differences.get(cell.cohort) ?? 0) + next - cell.value);
  }
  const sums = [...differences.values()];
  return { higher, pairs, risen: sums.filter((sum) => sum > 0).length, fallen: sums.filter((sum) => sum < 0).length };
}

function eventsOf(text: string, first: number, periodMonths: number): { x: number; words: string }[] {
  return text.split(';').flatMap((piece) => {
    const found = /^\s*(\d{4}-\d{2})\S*\s+(.+?)\s*$/.exec(piece);
    const month = found ? monthIndex(`${found[1]!}-01`) : null;
    return found && month !== null ? [{ x: (month - first) / periodMonths, words: found[2]! }] : [];
  });
}

/** Months since year 0 of an ISO date; null for anything else. */
function monthIndex(date: unknown): number | null {
  const found = typeof date === 'string' ? /^(\d{4})-(\d{2})-\d{2}$/.exec(date) : null;
  return found ? Number(found[1]) * 12 + Number(found[2]) - 1 : null;
}

function isoMonth(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}
