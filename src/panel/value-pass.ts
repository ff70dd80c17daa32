import { fitProcess, type ProcessFit, valuesOf } from '#models/purchases/fit.ts';
import type { Histories } from '#models/purchases/histories.ts';
import type { BetaGeometricName } from '#models/purchases/beta-geometric.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { ratePerPeriod, yearDays } from '#models/purchases/units.ts';
import { random } from '#numeric/random.ts';
import { valueRules } from '#schema/thresholds.ts';
import { decode, encode } from '#table/arrow.ts';
import { columnOf } from '#table/rows.ts';
import type { Cell } from '#table/table.ts';
import { fitSpend, type Spend, spendOf } from './spend.ts';
import { outlooks, slopesFrom } from './value-predictions.ts';

export interface ValueSettings {
  /** share of the amount of a purchase that is left after its own costs; null when unknown */
  margin: number | null;
  seed: number;
}

/** What was fitted, for the table of facts; reasons are codes, null when there is nothing to say. */
export interface ValueFacts {
  model: string;
  reason: string | null;
  spend_reason: string | null;
  margin: number | null;
  /** unique histories that were fitted when there are more than a fit reads */
  sampled: number | null;
  converged: number | null;
}

/** Arrow IPC bytes of the table `customer_value` with the customers' places; no rows when refused. */
export interface ValueAnswer {
  bytes: Uint8Array;
  facts: ValueFacts;
}

/** Runs the value pass somewhere: here, or in a worker. `purchases`: Arrow IPC bytes of the query `purchaseRows`. */
export type RunValuePass = (purchases: Uint8Array, settings: ValueSettings, signal: AbortSignal) => Promise<ValueAnswer>;

const columns = ['place', 'p_alive', 'expected_12', 'residual', 'residual_ever', 'spend_expected', 'clv', 'clv_low', 'clv_high'] as const;
const week = 7;
/** 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

/** The customers' histories by column, in weeks. */
export interface Customers {
  place: ArrayLike<Cell>;
  x: Float64Array;
  tx: Float64Array;
  T: Float64Array;
  /** mean amount of a repeat purchase, NaN when unknown */
  spend: Float64Array;
}

/**
 * MBG/NBD on the unique histories of the base and Gamma-Gamma on the amounts, and for every customer P(alive), the purchases of the next year, the discounted
 * purchases that are left, and their value with the 95 % interval of the parameters (delta method on ln value; the two models are independent of each
 * other). Refused with a reason where customers or repeaters are too few (rule M09). Throws CodedError `model/stopped`.
 */
export async function valuePass(bytes: Uint8Array, settings: ValueSettings, signal: { readonly aborted: boolean }): Promise<ValueAnswer> {
  const customers = customersOf(bytes);
  const facts: ValueFacts = {
    ...{ model: mbgNbd.id, reason: null, spend_reason: null, margin: settings.margin, sampled: null, converged: null },
  };
  const refused = tooFew(customers);
  if (refused) return { bytes: empty(), facts: { ...facts, reason: refused } };
  const { histories, sampled } = uniqueHistories(customers, settings.seed);
  const fit = fitProcess(mbgNbd, histories, { signal });
  facts.sampled = sampled;
  facts.converged = Number(fit.converged);
  if (!Object.values(fit.estimates).every((value) => Number.isFinite(value) && value > 0))
    return { bytes: empty(), facts: { ...facts, reason: 'clv-fit' } };
  const { spend, reason } = fitSpend(customers, settings.seed, signal);
  facts.spend_reason = reason ?? (settings.margin === null || settings.margin <= 0 ? 'clv-no-margin' : null);
  return { bytes: predictions(customers, fit, facts.spend_reason === null ? spend : null, settings.margin ?? 0), facts };
}

function customersOf(bytes: Uint8Array): Customers {
  const table = decode(bytes);
  const values = (name: string) => columnOf(table, name).values;
  const numbers = (name: string, factor: number) =>
    Float64Array.from({ length: table.rowCount }, (_, i) => {
      const value = values(name)[i] ?? null;
      return value === null ? NaN : Number(value) * factor;
    });
  return {
    place: values('place'),
    x: numbers('x', 1),
    tx: numbers('t_x', 1 / week),
    T: numbers('t', 1 / week),
    spend: numbers('spend', 1),
  };
}

function tooFew({ x }: Customers): string | null {
  if (x.length < valueRules.leastCustomers) return 'clv-customers';
  let repeaters = 0;
  for (const one of x) if (one > 0) repeaters += 1;
  return repeaters < valueRules.leastRepeaters ? 'clv-repeaters' : null;
}

/** Equal histories once with a weight, those observed for no time left out (they say nothing); a seeded sample of whole histories beyond what a fit reads. */
function uniqueHistories({ x, tx, T }: Customers, seed: number): { histories: Histories; sampled: number | null } {
  const found = new Map<number, number>();
  const first: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < x.length; i++) {
    if (!(T[i]! > 0)) continue;
    const key = (Math.round(T[i]! * week) * 50_000 + Math.round(tx[i]! * week)) * 50_000 + x[i]!;
    const known = found.get(key);
    if (known !== undefined) weight[known]! += 1;
    else {
      found.set(key, first.length);
      first.push(i);
      weight.push(1);
    }
  }
  const draw = random(seed);
  const share = valueRules.fitRows / first.length;
  const kept = share >= 1 ? first.map((_, i) => i) : first.map((_, i) => i).filter(() => draw() < share);
  const column = (of: (i: number) => number) => Float64Array.from(kept, of);
  const histories = { x: column((i) => x[first[i]!]!), tx: column((i) => tx[first[i]!]!), T: column((i) => T[first[i]!]!) };
  return { histories: { ...histories, weight: column((i) => weight[i]!) }, sampled: share >= 1 ? null : kept.length };
}

function predictions(customers: Customers, fit: ProcessFit<BetaGeometricName>, spend: Spend | null, margin: number): Uint8Array {
  const { x, tx, T } = customers;
  const values = valuesOf(mbgNbd, fit.estimates);
  const logs = fit.covariance?.map((row, i) => row.map((value, j) => value / (values[i]! * values[j]!))) ?? null;
  const outlookOf = outlookOfBase(customers, values);
  const rows = x.length;
  const made = Object.fromEntries(columns.map((name) => [name, new Array<Cell>(rows).fill(null)])) as Record<
    (typeof columns)[number],
    Cell[]
  >;
  const slopes = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) {
    const history = { x: x[i]!, tx: tx[i]!, T: T[i]! };
    const alive = mbgNbd.alive(values, history);
    const outlook = outlookOf(x[i]!, T[i]!);
    const residual = alive * Math.exp(outlook[1]!);
    made.place[i] = customers.place[i]!;
    made.p_alive[i] = alive;
    made.expected_12[i] = alive * Math.exp(outlook[0]!);
    made.residual[i] = residual;
    made.residual_ever[i] = alive * Math.exp(outlook[2]!);
    if (!spend) continue;
    const one = spendOf(spend, x[i]!, customers.spend[i]!);
    made.spend_expected[i] = one.mean;
    const clv = residual * one.mean * margin;
    made.clv[i] = clv;
    if (!logs || one.variance === null || !(clv > 0)) continue;
    for (let j = 0; j < slopes.length; j++) slopes[j] = outlook[slopesFrom + j]! + slopeOfAlive(values, history, j, alive);
    const half = z * Math.sqrt(Math.max(0, quadratic(slopes, logs)) + one.variance);
    made.clv_low[i] = clv * Math.exp(-half);
    made.clv_high[i] = clv * Math.exp(half);
  }
  return encode({ rowCount: rows, columns: columns.map((name) => ({ name, kind: 'number', values: made[name] })) });
}

/** The outlook at any x and T of the base. */
function outlookOfBase({ x, T }: Customers, values: readonly number[]): ReturnType<typeof outlooks> {
  const largest = (column: Float64Array) => column.reduce((most, one) => Math.max(most, one), 0);
  const terms = {
    ahead: valueRules.aheadDays / week,
    rate: ratePerPeriod({ period: 'week', annualRate: valueRules.discount }),
    horizon: (valueRules.horizonYears * yearDays) / week,
  };
  return outlooks(mbgNbd, values, { most: largest(x), longest: largest(T) }, terms);
}

/** Slope of ln P(alive) by one ln parameter. */
function slopeOfAlive(values: readonly number[], history: { x: number; tx: number; T: number }, axis: number, alive: number): number {
  const width = 1e-4;
  const moved = values.slice();
  moved[axis] = values[axis]! * Math.exp(width);
  return alive > 0 ? Math.log(mbgNbd.alive(moved, history) / alive) / width : 0;
}

function quadratic(slopes: Float64Array, covariance: readonly (readonly number[])[]): number {
  let sum = 0;
  for (let i = 0; i < slopes.length; i++) for (let j = 0; j < slopes.length; j++) sum += slopes[i]! * slopes[j]! * covariance[i]![j]!;
  return sum;
}

function empty(): Uint8Array {
  return encode({ rowCount: 0, columns: columns.map((name) => ({ name, kind: 'number', values: [] })) });
}
