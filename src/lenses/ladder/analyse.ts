import { type Migration, type MoveShare, migrationModel } from '#models/lifecycle/ladder/definition.ts';
import { type Rung, type Tier, rungs, tiers } from '#models/lifecycle/ladder/rungs.ts';
import { wilson } from '#numeric/wilson.ts';
import { panelRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export type LadderLensOptions = {
  /** customers by rung, or their moves between value tiers */
  show: 'rungs' | 'migration';
};

/** Customers on a rung, as a share of all listed with its 95 % interval (Wilson). */
export interface RungShare {
  rung: Rung;
  n: number;
  share: number | null;
  low: number | null;
  high: number | null;
  /** of the amount of the last 365 days; null without amounts */
  amountShare: number | null;
}

export interface LadderResult extends Told {
  show: LadderLensOptions['show'];
  /** customers by rung; `occasional` and `ended` stand on none */
  counts: Record<Rung, number>;
  rungs: RungShare[];
  /** customers by tier in the 365 days before the last 365, and in these, with the share of the earlier tier */
  migration: (MoveShare & { from: Tier; to: Tier })[];
  /** of those who bought in the earlier year and could rise: who rose, with its 95 % interval */
  upwardShare: number | null;
  upwardLow: number | null;
  upwardHigh: number | null;
  /** of those who bought in the earlier year: fell, or bought nothing again; of the inactive: came back */
  downShare: number | null;
  lostShare: number | null;
  returnedShare: number | null;
  /** on the claim of the sources that 5 to 30 % can rise (S2-19); undecided where the earlier year is not wholly in the file, since a part of a year is less than its whole */
  verdict: Migration['verdict'] | null;
  /** days in which a customer still is new; null where none came again */
  newDays: number | null;
  /** customers whose share of the category is known */
  shareKnown: number;
  /** what stands for the loyalty index: no index is known in this product yet */
  loyaltyBy: 'repeat';
  /** first day of the file when the earlier year is not wholly in it; null otherwise */
  shortSince: string | null;
}

/** Customers by the highest rung reached, and how they move between value tiers from one year to the next. */
export function analyse(statistics: StatisticTables, { show }: LadderLensOptions, signal: AbortSignal): LadderResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.ladder_counts ?? [];
  const rowOf = (rung: Rung) => rows.find((row) => row.rung === rung);
  const n = rungs.reduce((sum, rung) => sum + count(rowOf(rung), 'n'), 0);
  const amounts = rungs.map((rung) => money(rowOf(rung), 'amount') ?? 0);
  const total = amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0);
  const { estimates } = migrationModel.fit({ moves: movesOf(statistics) }, migrationModel.defaults, signal);
  const shortSince = firstDayWithin(statistics, facts.asOf);
  const base = estimates?.up.n ?? 0;
  const result: LadderResult = {
    ...told(facts, show === 'rungs' ? n : base, 'estimated', false),
    show,
    counts: Object.fromEntries(rungs.map((rung) => [rung, count(rowOf(rung), 'n')])) as Record<Rung, number>,
    rungs: rungs.map((rung, i) => {
      const k = count(rowOf(rung), 'n');
      const range = wilson(k, n);
      const amountShare = facts.hasAmount && total > 0 && rung !== 'prospect' ? Math.max(0, amounts[i]!) / total : null;
      return { rung, n: k, share: n > 0 ? k / n : null, low: range?.low ?? null, high: range?.high ?? null, amountShare };
    }),
    migration: (estimates?.matrix ?? []).filter(({ k }) => k > 0),
    upwardShare: estimates?.up.share ?? null,
    upwardLow: estimates?.up.low ?? null,
    upwardHigh: estimates?.up.high ?? null,
    downShare: estimates?.down.share ?? null,
    lostShare: estimates?.lost.share ?? null,
    returnedShare: estimates?.returned.share ?? null,
    verdict: estimates && shortSince !== null ? 'undecided' : (estimates?.verdict ?? null),
    newDays: rows.map((row) => number(row, 'new_days')).find((days) => days !== null) ?? null,
    shareKnown: rows.reduce((sum, row) => sum + count(row, 'share_known'), 0),
    loyaltyBy: 'repeat',
    shortSince,
  };
  if (rows.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (show === 'rungs') return result;
  if (!facts.hasAmount) return notReady(result, 'missing', 'amount-missing');
  if (base === 0) return notReady(result, 'too-little', 'ladder-one-year');
  if (base < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: base, need: smallSamples.suppressed });
  return result;
}

function movesOf(statistics: StatisticTables): { from: Tier; to: Tier; n: number }[] {
  return (statistics.tier_migration ?? []).flatMap((row) => {
    const from = tiers.find((tier) => tier === row.from_tier);
    const to = tiers.find((tier) => tier === row.to_tier);
    return from && to ? [{ from, to, n: count(row, 'n') }] : [];
  });
}

/** The first day of the file when it lies within the earlier year. */
function firstDayWithin(statistics: StatisticTables, asOf: string | null): string | null {
  const first = statistics.profile?.[0]?.first_date;
  if (typeof first !== 'string' || asOf === null) return null;
  const days = (Date.parse(asOf) - Date.parse(first)) / 86_400_000 + 1;
  return days < 2 * panelRules.currentDays ? first : null;
}
