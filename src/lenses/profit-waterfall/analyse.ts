import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, told } from '../reading.ts';

export type ProfitWaterfallOptions = {
  /** a segment of the customers by its name; '' for everything */
  segment: string;
};

export interface ProfitWaterfallResult extends Told {
  segment: string;
  /** sales to known customers before refunds, currency units */
  revenue: number;
  /** signed steps after revenue in the order of the theory, those of zero left out; currency units */
  steps: { id: string; amount: number; customers: number }[];
  /** profit of known customers: revenue and the steps that they bear */
  customersProfit: number;
  /** what is left of everything, currency units */
  profit: number;
  /** costs and debts that belong to nobody who bought, 0 or less; null where a segment is shown */
  unallocated: number;
  /** profit by the books, summed apart; null where a segment is shown */
  ledgerTotal: number | null;
  /** costs dated after the as-of date, which nothing here counts; currency units, 0 where a day was chosen */
  later: number;
  /** some cost beyond goods and fees is known; otherwise the result is a contribution margin */
  costsKnown: boolean;
  /** segments that can be chosen */
  segments: string[];
}

/** The steps in the order in which they are shown; those from `unknown-buyers` on are no customer's. */
const order = [
  'refunds',
  'adjustments',
  'cogs',
  'fees',
  'cost-transaction',
  'cost-service',
  'cost-sales',
  'cost-acquisition',
  'cost-marketing',
  'cost-admin',
  'cost-other',
  'bad-debt',
  'unknown-buyers',
  'unallocated',
] as const;

const ofNobody: readonly string[] = ['unknown-buyers', 'unallocated'];

/** From revenue to profit step by step; sums are taken in whole ten-thousandths, so that they equal the books. */
export function analyse(statistics: StatisticTables, { segment }: ProfitWaterfallOptions, signal: AbortSignal): ProfitWaterfallResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const table = (statistics.profit_waterfall ?? []).filter((row) => typeof row.step === 'string');
  const rows = table.filter((row) => row.segment === segment);
  const row = (step: string) => rows.find((one) => one.step === step);
  const amount = (step: string): number => money(row(step), 'amount') ?? 0;
  const steps = order.flatMap((id) => (amount(id) === 0 ? [] : [{ id, amount: amount(id), customers: count(row(id), 'customers') }]));
  const sum = (ids: readonly string[]): number => ids.reduce((total, id) => total + Math.round(amount(id) * 10_000), 0) / 10_000;
  const own = order.filter((id) => !ofNobody.includes(id));
  const n = count(row('revenue'), 'customers');
  const whole = segment === '';
  const result: ProfitWaterfallResult = {
    ...told(facts, n, 'measured', true),
    segment,
    revenue: amount('revenue'),
    steps,
    customersProfit: sum(['revenue', ...own]),
    profit: sum(['revenue', ...order]),
    unallocated: amount('unallocated'),
    ledgerTotal: whole && row('ledger') ? amount('ledger') : null,
    later:
      -(
        money(
          table.find(({ step }) => step === 'later'),
          'amount',
        ) ?? 0
      ) + 0,
    costsKnown: steps.some(({ id }) => id.startsWith('cost-')) || amount('unallocated') !== 0,
    segments: [...new Set(table.flatMap((one) => (typeof one.segment === 'string' && one.segment !== '' ? [one.segment] : [])))].sort(),
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(result, 'missing', 'amount-missing');
  if (rows.length === 0 && !whole) return notReady(result, 'too-little', 'segment-unknown');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}
