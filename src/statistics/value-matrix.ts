import { deltaInterval } from '#models/purchases/delta.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { type Placed, fieldsText, type SplitName, splits, splitsOf, spreadMoney, squaresOf, totalsOf } from '#models/value/quadrants.ts';
import { type Potential, potentialOf } from '#models/value/potential.ts';
import { spearman } from '#numeric/spearman.ts';
import { defaultSeed, smallSamples, valueMatrixRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import { categoriesLacking, valuedCustomers } from '#panel/matrix-query.ts';
import { purchaseSummary, summaryFacts } from '#panel/summary-query.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { fitted, refusalOf } from './fitted.ts';
import { ordered } from './ordered.ts';
import { type ValueBase, valueBase } from './value-base.ts';

const id = 'value-matrix';
const schema: Record<string, StatisticType> = {
  matrix: 'text',
  part: 'text',
  cohort: 'text',
  split: 'text',
  name: 'text',
  fields: 'text',
  current: 'integer',
  outlook: 'number',
  low: 'number',
  high: 'number',
  n: 'integer',
  amount: 'integer',
  profit: 'integer',
  borderline: 'integer',
};
const nullable = ['split', 'name', 'fields', 'current', 'outlook', 'low', 'high', 'amount', 'profit', 'borderline'];

/** One customer as the matrices need it. */
interface Customer {
  id: string;
  cohort: string;
  current: number;
  amount: number;
  tenure: number;
  alive: { value: number; low: number; high: number };
  potential: Potential;
  /** half-width of the value's interval as factors */
  sure: { low: number; high: number };
}

/**
 * The value matrices (M10). `matrix` is tenure (profit of the last year × P(alive)) or potential (× growth value, ten-thousandths); `part` is `line` (current, outlook of
 * a `split`, of everybody), `quadrant` (name like high-low, current value first; n, amount, profit, borderline), `point` (a customer by name with its `fields` by the
 * lines, see fieldsText) or `square` where customers are many (n of them), `source` (customers of whom wallet, cross-sell or referral is known; 0: not), `correlation`
 * (name tenure or alive with profit: outlook is Spearman's ρ with low and high), and `base` (customers, and how many stand for them where a sample was read).
 * `cohort` is 'all' or the first day of the quarter or year of the first purchase, of quadrants, squares and correlations too; that of the customer in a point.
 * Fields and totals are those of exact numbers; points are kept to a thousandth of P(alive) and a hundredth of the currency unit.
 */
export const valueMatrix: Statistic = {
  id,
  table: 'value_matrix',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  personal: true,
  inputs: (_, { asOf, seed = defaultSeed }) => ({
    customers: valuedCustomers(asOf, valueMatrixRules.most),
    categories: categoriesLacking(asOf),
    summary: purchaseSummary(seed),
    facts: summaryFacts(),
  }),
  compute({ customers, categories, summary, facts }, _, signal): StatisticRow[] {
    const rows = rowsOf(customers!);
    const base = valueBase(summary!, facts!);
    const read = base ? customersOf(rows, rowsOf(categories!), base, signal) : [];
    if (read.length === 0) return [];
    const known = {
      wallet: read.filter(({ potential }) => potential.wallet !== null).length,
      'cross-sell': read.filter(({ potential }) => potential.crossSell !== null).length,
      referral: read.filter(({ potential }) => potential.referral !== null).length,
    };
    const tenure = read.map(({ current, amount, alive }) => placed(current, amount, alive.value, alive.low, alive.high));
    const promising = read.filter(({ potential }) => potential.total !== null);
    const potential = promising.map(({ current, amount, potential: { total }, sure }) =>
      placed(current, amount, total! * 10_000, total! * 10_000 * sure.low, total! * 10_000 * sure.high),
    );
    return [
      { ...blank, matrix: 'tenure', part: 'base', n: read.length, borderline: Number(rows[0]?.everyone ?? read.length) },
      ...Object.entries(known).map(([name, n]) => ({ ...blank, matrix: 'potential', part: 'source', name, n })),
      ...byCohort(read, read).flatMap(([cohort, some]) => correlations(cohort, some)),
      ...matrixRows({ matrix: 'tenure', points: tenure, of: read, zero: 0.5, onAxis: (value) => value, kept: thousandths }),
      ...matrixRows({ matrix: 'potential', points: potential, of: promising, zero: 0, onAxis: spreadMoney, kept: hundreds }),
    ].map((row) => ordered(schema, row));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'borderline']);
    for (const { part, matrix, outlook } of rows) {
      expect(id, matrix === 'tenure' || matrix === 'potential', `unknown matrix ${String(matrix)}`);
      if (part === 'point' && matrix === 'tenure') expect(id, Number(outlook) >= 0 && Number(outlook) <= 1, `P(alive) ${String(outlook)}`);
    }
  },
};

const blank: StatisticRow = { cohort: 'all', n: 0 };

function placed(x: number, amount: number, y: number, low: number, high: number): Placed {
  return { x, y, low, high, amount, profit: x };
}

function customersOf(rows: readonly Row[], categories: readonly Row[], base: ValueBase, signal: { readonly aborted: boolean }): Customer[] {
  const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
  const lacking = new Map(categories.map((row) => [String(row.customer_id), number(row.lacking)]));
  const usual = lacking.get('') ?? null;
  const aliveOf = livingOf(base, signal);
  const valued = rows.filter((row) => number(row.profit_12) !== null && number(row.p_alive) !== null);
  const shared = valued.filter((row) => number(row.share) !== null).length >= valueMatrixRules.leastKnown * valued.length;
  return valued.map((row) => {
    const [clv, expected, residual] = [number(row.clv) ?? 0, number(row.expected_12) ?? 0, number(row.residual) ?? 0];
    const alive = aliveOf(row);
    const ratio = (end: unknown) => (clv > 0 && number(end) !== null ? number(end)! / clv : 1);
    return {
      id: String(row.customer_id),
      cohort: base.cohortOf(number(row.born) ?? 0),
      current: Math.round(Number(row.profit_12) * 10_000),
      amount: Math.round(Number(row.amount_12 ?? 0) * 10_000),
      tenure: number(row.t_x) ?? 0,
      alive,
      sure: { low: ratio(row.clv_low), high: ratio(row.clv_high) },
      potential: potentialOf({
        clv,
        pAlive: alive.value,
        years: expected > 1e-9 ? residual / expected : 0,
        share: shared ? number(row.share) : null,
        lacking: usual === null ? null : (lacking.get(String(row.customer_id)) ?? usual),
        referrals: number(row.referrals),
        acquisitionCost: number(row.acquisition_cost),
        margin: number(row.margin) ?? 0,
      }),
    };
  });
}

/** P(alive) of a row with the interval of the parameters, by the fit of MBG/NBD that the other statistics share; without one that settled, its own interval. */
function livingOf(base: ValueBase, signal: { readonly aborted: boolean }) {
  const { fit } = refusalOf(base, 'all') ? { fit: null } : fitted(mbgNbd, base, 'all', signal);
  return (row: Row): Customer['alive'] => {
    const value = Number(row.p_alive);
    const history = { x: Number(row.x ?? 0), tx: Number(row.t_x ?? 0) / 7, T: Number(row.t ?? 0) / 7 };
    const found = fit?.converged ? deltaInterval(fit, mbgNbd.parameters, (values) => mbgNbd.alive(values, history), 'logit') : null;
    return { value, low: Math.min(value, found?.low ?? value), high: Math.max(value, found?.high ?? value) };
  };
}

/** What belongs to each cohort of the customers, 'all' first. */
function byCohort<T>(of: readonly Customer[], values: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>([['all', [...values]]]);
  of.forEach(({ cohort }, i) => {
    const group = groups.get(cohort);
    if (group) group.push(values[i]!);
    else groups.set(cohort, [values[i]!]);
  });
  return [...groups];
}

function correlations(cohort: string, customers: readonly Customer[]): StatisticRow[] {
  if (customers.length < smallSamples.suppressed) return [];
  const profits = customers.map(({ current }) => current);
  return (['tenure', 'alive'] as const).flatMap((name) => {
    const found = spearman(
      customers.map((one) => (name === 'tenure' ? one.tenure : one.alive.value)),
      profits,
    );
    if (!found) return [];
    const { rho, low, high } = found;
    return [{ ...blank, matrix: 'tenure', part: 'correlation', cohort, name, outlook: rho, low, high, n: customers.length }];
  });
}

interface Matrix {
  matrix: 'tenure' | 'potential';
  points: readonly Placed[];
  /** whose points they are */
  of: readonly Customer[];
  /** the line of the outlook when split at zero */
  zero: number;
  onAxis: (value: number) => number;
  /** the outlook as a point keeps it */
  kept: (value: number) => number;
}

function matrixRows({ matrix, points, of, zero, onAxis, kept }: Matrix): StatisticRow[] {
  if (points.length === 0) return [];
  const lines = splitsOf(points, { x: 0, y: zero });
  const cohorts = byCohort(of, points);
  const fields = splits.flatMap((split): StatisticRow[] => [
    // Profits are whole numbers: what is above the line is above its whole part.
    { ...blank, matrix, part: 'line', split, current: Math.floor(lines[split].x), outlook: lines[split].y, n: points.length },
    ...cohorts.flatMap(([cohort, some]) => quadrantRows(some, split, lines[split]).map((row) => ({ ...blank, ...row, matrix, cohort }))),
  ]);
  if (points.length <= valueMatrixRules.mostPoints)
    return [
      ...fields,
      ...points.map((one, i) => ({
        ...{ matrix, part: 'point', cohort: of[i]!.cohort, name: of[i]!.id, fields: fieldsText(one, lines), n: 1 },
        ...{ current: hundreds(one.x), outlook: kept(one.y), low: kept(one.low), high: kept(one.high) },
      })),
    ];
  return [
    ...fields,
    ...cohorts.flatMap(([cohort, some]) =>
      squaresOf(some, valueMatrixRules.squares, { x: spreadMoney, y: onAxis }).map(({ x, y, n }) => ({
        ...{ matrix, part: 'square', cohort, current: hundreds(x), outlook: kept(y), n },
      })),
    ),
  ];
}

function quadrantRows(points: readonly Placed[], split: SplitName, line: { x: number; y: number }): StatisticRow[] {
  return totalsOf(points, line).map(({ quadrant, n, amount, profit, borderline }) => ({
    ...{ part: 'quadrant', split, name: quadrant, n, amount: Math.round(amount), profit: Math.round(profit), borderline },
  }));
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Ten-thousandths to hundredths; never a negative zero. */
function hundreds(value: number): number {
  return Math.round(value / 100) * 100 + 0;
}
