import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { compress } from '#models/purchases/histories.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { type Placed, spreadMoney, splitsOf, squaresOf, totalsOf } from '#models/value/quadrants.ts';
import { type Potential, potentialOf } from '#models/value/potential.ts';
import { spearman } from '#numeric/spearman.ts';
import { valueMatrixRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import { categoriesLacking, valuedCustomers } from '#panel/matrix-query.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'value-matrix';
const schema: Record<string, StatisticType> = {
  matrix: 'text',
  part: 'text',
  split: 'text',
  name: 'text',
  current: 'integer',
  outlook: 'number',
  low: 'number',
  high: 'number',
  n: 'integer',
  amount: 'integer',
  profit: 'integer',
  borderline: 'integer',
};
const nullable = ['split', 'name', 'current', 'outlook', 'low', 'high', 'amount', 'profit', 'borderline'];

/** One customer as the matrices need it. */
interface Customer {
  id: string;
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
 * a `split`), `quadrant` (name like high-low, current value first; n, amount, profit, borderline), `point` (a customer by name) or `square` where customers are many (n of
 * them), `source` (customers of whom wallet, cross-sell or referral is known; 0: not), `correlation` (name tenure or alive with profit: outlook is Spearman's ρ with
 * low and high), and `base` (customers, and how many stand for them where a sample was read).
 */
export const valueMatrix: Statistic = {
  id,
  table: 'value_matrix',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  personal: true,
  inputs: (_, { asOf }) => ({ customers: valuedCustomers(asOf, valueMatrixRules.most), categories: categoriesLacking(asOf) }),
  compute({ customers, categories }, _, signal): StatisticRow[] {
    const rows = rowsOf(customers!);
    const read = customersOf(rows, rowsOf(categories!), signal);
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
      ...correlations(read),
      ...matrixRows('tenure', tenure, read, 0.5, (value) => value),
      ...matrixRows('potential', potential, promising, 0, spreadMoney),
    ];
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

const blank: StatisticRow = {
  matrix: 'tenure',
  part: '',
  split: null,
  name: null,
  current: null,
  outlook: null,
  low: null,
  high: null,
  n: 0,
  amount: null,
  profit: null,
  borderline: null,
};

function placed(x: number, amount: number, y: number, low: number, high: number): Placed {
  return { x, y, low, high, amount, profit: x };
}

function customersOf(rows: readonly Row[], categories: readonly Row[], signal: { readonly aborted: boolean }): Customer[] {
  const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
  const lacking = new Map(categories.map((row) => [String(row.customer_id), number(row.lacking)]));
  const usual = lacking.get('') ?? null;
  const aliveOf = livingOf(rows, signal);
  const valued = rows.filter((row) => number(row.profit_12) !== null && number(row.p_alive) !== null);
  const shared = valued.filter((row) => number(row.share) !== null).length >= valueMatrixRules.leastKnown * valued.length;
  return valued.map((row) => {
    const [clv, expected, residual] = [number(row.clv) ?? 0, number(row.expected_12) ?? 0, number(row.residual) ?? 0];
    const alive = aliveOf(row) ?? { value: number(row.p_alive)!, low: number(row.p_alive)!, high: number(row.p_alive)! };
    const ratio = (end: unknown) => (clv > 0 && number(end) !== null ? number(end)! / clv : 1);
    return {
      id: String(row.customer_id),
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

/** P(alive) of a row with the interval of the parameters (delta method on the logit), by one fit of MBG/NBD to these customers; null for all where it does not settle. */
function livingOf(rows: readonly Row[], signal: { readonly aborted: boolean }) {
  const historyOf = (row: Row) => ({ x: Number(row.x ?? 0), tx: Number(row.t_x ?? 0) / 7, T: Number(row.t ?? 0) / 7 });
  const { histories } = compress(rows.filter((row) => row.t !== null).map(historyOf));
  const fit = histories.x.length >= 10 ? fitProcess(mbgNbd, histories, { signal }) : null;
  if (!fit?.covariance || !fit.converged) return () => null;
  const values = valuesOf(mbgNbd, fit.estimates);
  const logs = fit.covariance.map((row, i) => row.map((one, j) => one / (values[i]! * values[j]!)));
  const moved = values.map((_, axis) => values.map((value, i) => (i === axis ? value * Math.exp(1e-4) : value)));
  return (row: Row) => {
    const history = historyOf(row);
    const value = Number(row.p_alive);
    const at = mbgNbd.alive(values, history);
    if (!(at > 0 && at < 1)) return { value, low: value, high: value };
    const logit = (p: number) => Math.log(p / (1 - p));
    const slopes = moved.map((other) => (logit(mbgNbd.alive(other, history)) - logit(at)) / 1e-4);
    const variance = slopes.reduce((sum, a, i) => sum + slopes.reduce((inner, b, j) => inner + a * b * logs[i]![j]!, 0), 0);
    const half = 1.959963984540054 * Math.sqrt(Math.max(0, variance));
    const back = (y: number) => 1 / (1 + Math.exp(-y));
    return Number.isFinite(half)
      ? { value, low: back(logit(at) - half), high: back(logit(at) + half) }
      : { value, low: value, high: value };
  };
}

function correlations(customers: readonly Customer[]): StatisticRow[] {
  const profits = customers.map(({ current }) => current);
  return (['tenure', 'alive'] as const).flatMap((name) => {
    const found = spearman(
      customers.map((one) => (name === 'tenure' ? one.tenure : one.alive.value)),
      profits,
    );
    if (!found) return [];
    return [{ ...blank, part: 'correlation', name, outlook: found.rho, low: found.low, high: found.high, n: customers.length }];
  });
}

function matrixRows(
  matrix: string,
  points: readonly Placed[],
  of: readonly Customer[],
  zero: number,
  onAxis: (value: number) => number,
): StatisticRow[] {
  if (points.length === 0) return [];
  const splits = Object.entries(splitsOf(points, { x: 0, y: zero }));
  const lines = splits.flatMap(([split, line]): StatisticRow[] => [
    { ...blank, matrix, part: 'line', split, current: Math.round(line.x), outlook: line.y, n: points.length },
    ...totalsOf(points, line).map(({ quadrant, n, amount, profit, borderline }) => ({
      ...blank,
      ...{ matrix, part: 'quadrant', split, name: quadrant, n, amount: Math.round(amount), profit: Math.round(profit), borderline },
    })),
  ]);
  if (points.length <= valueMatrixRules.mostPoints)
    return [
      ...lines,
      ...points.map(({ x, y, low, high, amount, profit }, i) => ({
        ...blank,
        ...{
          matrix,
          part: 'point',
          name: of[i]!.id,
          current: Math.round(x),
          outlook: y,
          low,
          high,
          n: 1,
          amount: Math.round(amount),
          profit: Math.round(profit),
        },
      })),
    ];
  const squares = squaresOf(points, valueMatrixRules.squares, { x: spreadMoney, y: onAxis });
  return [
    ...lines,
    ...squares.map(({ x, y, n, amount, profit }) => ({
      ...blank,
      ...{ matrix, part: 'square', current: Math.round(x), outlook: y, n, amount: Math.round(amount), profit: Math.round(profit) },
    })),
  ];
}
