import { dayRange, everyone } from '#figures/linked.ts';
import { wilson } from '#numeric/wilson.ts';
import { auditRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type AuditCell, type AuditUnit, auditCells, meanOf, monthOf, ratioOf, unitMonths } from '../audit-cells.ts';
import { type AuditMeasure, type Bounds, bounds } from '../audit-reading.ts';
import { type Told, factsOf, notReady, told } from '../reading.ts';

export type AuditCohortOptions = {
  by: AuditMeasure;
  /** a range of days in which the first orders fall, or all: then the oldest cohort that is large enough */
  cohort: string;
};

/** The cohort at one age. Money in currency units. */
export interface AuditAge {
  age: number;
  /** month of the calendar, counted from year 0 */
  calendar: number;
  active: number;
  share: Bounds;
  /** per customer who ordered, per order, per customer of the cohort; null where fewer than ten ordered (C15) */
  orders: Bounds | null;
  value: Bounds | null;
  brings: Bounds;
}

export interface AuditCohortResult extends Told {
  by: AuditMeasure;
  unit: AuditUnit;
  /** first month of the cohort, counted from year 0, and how many months its first orders span */
  cohort: number | null;
  months: number;
  ages: AuditAge[];
  /** share by which the active become fewer from one unit to the next */
  decay: Bounds | null;
  /** what a customer of the cohort has brought so far */
  soFar: number;
}

/** One cohort over time: how many are active, how often, for how much. Lens 3 of the audit. Units that the as-of date cuts are left out. */
export function analyse(statistics: StatisticTables, options: AuditCohortOptions, signal: AbortSignal): AuditCohortResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { unit, known } = readable(statistics);
  const { first: cohort, months, cells: own } = chosen(known, options.cohort, unit);
  const n = own[0]?.n ?? 0;
  const ages = facts.hasAmount ? own.map((cell) => ageOf(cell, options.by)) : [];
  const result: AuditCohortResult = {
    ...told(facts, n, 'measured', options.by === 'profit'),
    by: options.by,
    unit,
    cohort,
    months,
    ages,
    decay: decayOf(ages, n),
    soFar: n > 0 ? own.reduce((sum, cell) => sum + cell[options.by], 0) / n : 0,
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(result, 'missing', 'amount-missing');
  if (n < smallSamples.suppressed)
    return notReady({ ...result, ages: [] }, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (ages.length < 3) return notReady(result, 'too-little', 'few-ages');
  return result;
}

/** The finest unit in which a cohort of ten customers is seen at three ages; the finest of all where there is none. */
function readable(statistics: StatisticTables): { unit: AuditUnit; known: AuditCell[] } {
  const units = (['month', 'quarter', 'year'] as const).map((asked) => {
    const { unit, cells } = auditCells(statistics, asked);
    return { unit, known: cells.filter(({ cohort, partial, age }) => cohort !== null && !partial && age >= 0) };
  });
  return units.find(({ known }) => known.some(({ age, n }) => age >= 2 && n >= smallSamples.suppressed)) ?? units[0]!;
}

/** The cohort that somebody chose, whole though it may span several units; else the oldest of 30 customers that is seen at three ages or more, else the largest. */
function chosen(cells: readonly AuditCell[], asked: string, unit: AuditUnit): { first: number | null; months: number; cells: AuditCell[] } {
  const range = asked === everyone ? null : dayRange(asked);
  const [from, to] = [monthOf(range?.from && `${range.from.slice(0, 7)}-01`), monthOf(range?.to && `${range.to.slice(0, 7)}-01`)];
  const length = unitMonths[unit];
  if (from !== null && to !== null) {
    const first = Math.floor(from / length) * length;
    const last = Math.floor(to / length) * length;
    const own = cells.filter(({ cohort }) => cohort! >= first && cohort! <= last);
    if (own.length > 0) return { first, months: last - first + length, cells: joined(own) };
  }
  const first = usual(cells);
  return { first, months: length, cells: cells.filter(({ cohort }) => cohort === first).sort((a, b) => a.age - b.age) };
}

/** Cohorts as one, at the ages that all of them have reached. */
function joined(cells: readonly AuditCell[]): AuditCell[] {
  const cohorts = new Set(cells.map(({ cohort }) => cohort)).size;
  const ages = [...new Set(cells.map(({ age }) => age))].sort((a, b) => a - b);
  return ages.flatMap((age) => {
    const [first, ...others] = cells.filter((cell) => cell.age === age).sort((a, b) => a.cohort! - b.cohort!);
    return first && others.length === cohorts - 1 ? others.reduce(sum, first) : [];
  });
}

const sums = ['n', 'active', 'orders', 'amount', 'profit', 'ordersSquares', 'amountSquares', 'profitSquares', 'ordersAmount'] as const;

/** Two groups of customers at one age as one; the place is that of the first. */
function sum(a: AuditCell, b: AuditCell): AuditCell {
  return { ...a, ...Object.fromEntries(sums.map((name) => [name, a[name] + b[name]])) };
}

function usual(cells: readonly AuditCell[]): number | null {
  const first = cells.filter(({ age }) => age === 0).sort((a, b) => a.cohort! - b.cohort!);
  const seen = (cohort: number): number => cells.filter((cell) => cell.cohort === cohort).length;
  const old = first.find(({ n, cohort }) => n >= smallSamples.indicative && seen(cohort!) >= 3);
  return (old ?? first.filter(({ cohort }) => seen(cohort!) >= 3).sort((a, b) => b.n - a.n)[0] ?? first[0])?.cohort ?? null;
}

function ageOf(cell: AuditCell, by: AuditMeasure): AuditAge {
  const enough = cell.active >= smallSamples.suppressed;
  const orders = enough ? meanOf(cell.orders, cell.ordersSquares, cell.active) : null;
  const value = enough ? ratioOf(cell) : null;
  const brings = meanOf(cell[by], by === 'profit' ? cell.profitSquares : cell.amountSquares, cell.n);
  return {
    age: cell.age,
    calendar: cell.calendar,
    active: cell.active,
    share: { value: cell.active / cell.n, ...wilson(cell.active, cell.n)! },
    orders: orders && bounds(orders.value, orders.error),
    value: value && bounds(value.value, value.error),
    brings: bounds(brings.value, brings.error),
  };
}

/**
 * The mean fall of the active share a unit, between the first and the last ages of the cohort after its beginning (up to four each). The interval takes the ages of a window for one
 * look at the same customers, so that it is too wide rather than too narrow. Null with fewer than three ages or a share of 0.
 */
function decayOf(ages: readonly AuditAge[], n: number): Bounds | null {
  const later = ages.filter(({ age }) => age > 0);
  const width = Math.min(4, Math.floor(later.length / 2));
  if (width < 1 || later.length < 2) return null;
  const mean = (some: readonly AuditAge[]): number => some.reduce((sum, { share }) => sum + share.value, 0) / some.length;
  const [first, last] = [mean(later.slice(0, width)), mean(later.slice(-width))];
  if (!(first > 0) || !(last > 0)) return null;
  const units = later.length - width;
  const log = Math.log(last / first) / units;
  const error = Math.sqrt((1 - first) / (n * first) + (1 - last) / (n * last)) / units;
  return { value: 1 - Math.exp(log), low: 1 - Math.exp(log + auditRules.z * error), high: 1 - Math.exp(log - auditRules.z * error) };
}
