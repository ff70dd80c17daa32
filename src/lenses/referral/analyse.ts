import { wilson } from '#numeric/wilson.ts';
import { accountingView, kFactor, referralValue, usualAcquisitionCost } from '#models/action/referral/value.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, told } from '../reading.ts';

export type ReferralOptions = {
  /** part of the profit of those brought that is credited to the referrer, 0..1 */
  share: number;
  /** usual acquisition cost of a customer in currency units; null: what the others cost */
  usualCost: number | null;
};

export interface Referrer {
  id: string;
  /** customers brought at first hand, and in all at further hand too; longest chain */
  direct: number;
  influenced: number;
  depth: number;
  /** acquisition cost saved, and with the credited part of profit, in currency units; null without any acquisition cost */
  saved: number | null;
  value: number | null;
}

export interface ReferralResult extends Told {
  referrers: Referrer[];
  recommended: number;
  converted: number;
  referrerCount: number;
  rejected: { self: number; cycle: number; again: number; wasCustomer: number };
  /** customers whom one customer has brought, with its 95 % interval as a share where it is below 1 */
  kFactor: number | null;
  /** usual cost of a customer who came by themselves; null without costs */
  usualCost: number | null;
  costSource: 'measured' | 'chosen' | 'unknown';
  /** saved by all accepted recommendations, in currency units */
  saved: number | null;
  /** credits of referrers and debits of those they brought: together 0, so that the total counts everything once */
  accounting: { credit: number; debit: number; net: number } | null;
  /** of customers of a year or more: share who ordered after their first year */
  stayed: Record<'referred' | 'others', { n: number; share: number; low: number; high: number } | null>;
  share: number;
}

/** Who brings new customers, and what that saves; a credit of the referrer, never added to the total (C21). */
export function analyse(statistics: StatisticTables, options: ReferralOptions, signal: AbortSignal): ReferralResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.referral_values ?? [];
  const item = (part: string, name: string) => rows.find((row) => row.part === part && row.item === name);
  const counted = (name: string) => count(item('count', name), 'n');
  const [referred, others] = [item('side', 'referred'), item('side', 'others')];
  const share = Math.min(1, Math.max(0, Number.isFinite(options.share) ? options.share : 0));
  const usualCost = options.usualCost ?? usualAcquisitionCost({ customers: count(others, 'n'), cost: money(others, 'cost') ?? 0 });
  const referrers = rows
    .filter((row) => row.part === 'referrer' && typeof row.item === 'string')
    .map((row) => referrerOf(row, usualCost, share))
    .sort((a, b) => (b.value ?? b.influenced) - (a.value ?? a.influenced) || b.influenced - a.influenced);
  const total = valueOf(item('total', ''), usualCost, share);
  const customers = count(referred, 'n') + count(others, 'n');
  const converted = counted('converted');
  const recommended = counted('recommended');
  const result: ReferralResult = {
    ...told(facts, customers, usualCost === null ? 'measured' : options.usualCost === null ? 'estimated' : 'assumed', share > 0),
    referrers,
    recommended,
    converted,
    referrerCount: counted('referrers'),
    rejected: { self: counted('self'), cycle: counted('cycle'), again: counted('again'), wasCustomer: counted('was-customer') },
    kFactor: kFactor(customers, recommended, converted),
    usualCost,
    costSource: options.usualCost !== null ? 'chosen' : usualCost === null ? 'unknown' : 'measured',
    saved: total?.saved ?? null,
    accounting: total && accountingView([total]),
    stayed: { referred: stayedOf(referred), others: stayedOf(others) },
    share,
  };
  if (recommended === 0) return notReady(result, 'missing', 'referrals-missing');
  if (customers < smallSamples.suppressed)
    return notReady(result, 'too-little', 'few-customers', { have: customers, need: smallSamples.suppressed });
  return result;
}

function referrerOf(row: StatisticRow, usualCost: number | null, share: number): Referrer {
  const value = valueOf(row, usualCost, share);
  return {
    id: String(row.item),
    direct: count(row, 'n'),
    influenced: count(row, 'influenced'),
    depth: count(row, 'depth'),
    saved: value?.saved ?? null,
    value: value?.value ?? null,
  };
}

function valueOf(row: StatisticRow | undefined, usualCost: number | null, share: number): { saved: number; value: number } | null {
  if (!row || usualCost === null) return null;
  const [acquisition, reward] = [money(row, 'cost') ?? 0, money(row, 'reward') ?? 0];
  return referralValue({ customers: count(row, 'n'), acquisition, reward, profit: money(row, 'profit') }, usualCost, share);
}

/** `influenced` counts the customers of a year or more, `depth` those of them who ordered after it. */
function stayedOf(row: StatisticRow | undefined): ReferralResult['stayed']['referred'] {
  const n = count(row, 'influenced');
  const kept = Math.min(n, count(row, 'depth'));
  const range = wilson(kept, n);
  return n < smallSamples.suppressed || !range ? null : { n, share: kept / n, ...range };
}
