import { badDebt as model } from '#models/value/bad-debt/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export type BadDebtOptions = {
  /** own: roll rates of the past where they suffice; assumed: the usual rates in any case */
  rates: 'own' | 'assumed';
};

export interface BadDebtResult extends Told {
  /** currency units */
  open: number;
  expectedLoss: number;
  /** 95 % interval of what is expected by own rates; null with usual ones, and where the past does not bound it */
  expectedLow: number | null;
  expectedHigh: number | null;
  writtenOff: number;
  sales: number;
  /** expected loss over open; null when nothing is open */
  lossShare: number | null;
  /** days of credit sales that are open; null without sales */
  dso: number | null;
  days: number;
  source: 'own' | 'assumed';
  documents: number;
  buckets: {
    bucket: number;
    open: number;
    loss: number;
    low: number | null;
    high: number | null;
    rate: number;
    documents: number;
    customers: number;
  }[];
  rolls: { n: number; shares: number[] }[];
}

/** How much of what customers owe is likely to be lost, by how long it is overdue. */
export function analyse(statistics: StatisticTables, options: BadDebtOptions, signal: AbortSignal): BadDebtResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.receivable_ages ?? [];
  const of = (part: string) => rows.filter((row) => row.part === part && count(row, 'documents') + (money(row, 'amount') ?? 0) > 0);
  const [sales, billed] = [of('sales')[0], of('billed')[0]];
  const inputs = {
    open: of('open').map((row) => ({ bucket: count(row, 'bucket'), amount: Math.max(0, money(row, 'amount') ?? 0) })),
    rolls: of('roll').map((row) => ({
      from: count(row, 'bucket'),
      to: count(row, 'to_bucket'),
      documents: count(row, 'documents'),
      amount: Math.max(0, money(row, 'amount') ?? 0),
    })),
    sales: Math.max(0, money(sales, 'amount') ?? 0),
    days: count(sales, 'documents'),
  };
  const { estimates } = model.fit(
    inputs,
    options.rates === 'assumed' ? { ...model.defaults, leastRolls: Infinity } : model.defaults,
    signal,
  );
  const n = count(billed, 'customers');
  const source = estimates?.source ?? 'assumed';
  const bounds = (row: StatisticRow | undefined, name: 'low' | 'high'): number | null => (source === 'own' ? money(row, name) : null);
  const result: BadDebtResult = {
    ...told(facts, n, source === 'own' ? 'estimated' : 'assumed', false),
    open: estimates?.open ?? 0,
    expectedLoss: estimates?.expectedLoss ?? 0,
    expectedLow: bounds(billed, 'low'),
    expectedHigh: bounds(billed, 'high'),
    writtenOff: Math.max(0, money(of('written-off')[0], 'amount') ?? 0),
    sales: inputs.sales,
    lossShare: estimates && estimates.open > 0 ? estimates.expectedLoss / estimates.open : null,
    dso: estimates?.dso ?? null,
    days: inputs.days,
    source,
    documents: count(billed, 'documents'),
    buckets: (estimates?.buckets ?? []).map((bucket) => {
      const row = rows.find((one) => one.part === 'open' && number(one, 'bucket') === bucket.bucket);
      const counts = { documents: count(row, 'documents'), customers: count(row, 'customers') };
      return { ...bucket, low: bounds(row, 'low'), high: bounds(row, 'high'), ...counts };
    }),
    rolls: (estimates?.matrix ?? []).some((row) => row.n > 0) ? (estimates?.matrix ?? []) : [],
  };
  if (!billed) return notReady(result, 'missing', 'receivables-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}
