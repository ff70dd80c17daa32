import { wilson } from '#numeric/wilson.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { type Told, count, factsOf, money, notReady, told } from '../reading.ts';

/** Value tiers by the amount of the last year, the largest first. */
export const tiers = ['top', 'big', 'medium', 'small', 'inactive'] as const;
export type Tier = (typeof tiers)[number];

/** Customers of one stage in one tier; the share is of the stage, with its interval (Wilson), null where the stage has fewer than ten. */
export interface TierCell {
  stage: Stage;
  tier: Tier;
  n: number;
  of: number;
  share: number | null;
  low: number | null;
  high: number | null;
  /** amount of the last year in currency units, null when none is known */
  amount: number | null;
}

export interface StageTiersResult extends Told {
  cells: TierCell[];
  /** amount of the last year by stage, in currency units; none when none is known */
  amounts: { stage: Stage; amount: number }[];
  /** of the top and big customers, those in decline, with what they bought in the last year */
  large: { n: number; of: number; share: number | null; low: number | null; high: number | null; amount: number | null };
}

/** Stage by value tier, two measures crossed and never added into one. Source: requirement C17. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): StageTiersResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.stage_tiers ?? [];
  const at = (stage: Stage, tier: Tier) => rows.filter((row) => row.stage === stage && row.tier === tier);
  const sum = (list: typeof rows): number => list.reduce((total, row) => total + count(row, 'n'), 0);
  const paid = (list: typeof rows): number | null =>
    facts.hasAmount ? list.reduce((total, row) => total + (money(row, 'amount') ?? 0), 0) : null;
  const part = (n: number, of: number) => {
    const range = of >= smallSamples.suppressed ? wilson(n, of) : null;
    return { n, of, share: range ? n / of : null, low: range?.low ?? null, high: range?.high ?? null };
  };
  const cells = stages.flatMap((stage) => {
    const of = tiers.reduce((total, tier) => total + sum(at(stage, tier)), 0);
    return of === 0
      ? []
      : tiers.map((tier): TierCell => ({ stage, tier, ...part(sum(at(stage, tier)), of), amount: paid(at(stage, tier)) }));
  });
  const n = cells.reduce((total, cell) => total + cell.n, 0);
  const large = cells.filter(({ tier }) => tier === 'top' || tier === 'big');
  const falling = large.filter(({ stage }) => stage === 'D');
  const total = (list: readonly TierCell[]): number => list.reduce((all, cell) => all + cell.n, 0);
  const result: StageTiersResult = {
    ...told(facts, n, 'estimated', false),
    cells,
    amounts: facts.hasAmount
      ? stages.map((stage) => ({
          stage,
          amount: cells.filter((cell) => cell.stage === stage).reduce((all, cell) => all + (cell.amount ?? 0), 0),
        }))
      : [],
    large: {
      ...part(total(falling), total(large)),
      amount: facts.hasAmount ? falling.reduce((all, cell) => all + (cell.amount ?? 0), 0) : null,
    },
  };
  if (!facts.hasAmount && facts.orders > 0) return notReady(result, 'missing', 'amount-missing');
  if (rows.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}
