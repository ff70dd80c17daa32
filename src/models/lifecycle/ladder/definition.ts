import { wilson } from '#numeric/wilson.ts';
import { ladderRules, smallSamples } from '#schema/thresholds.ts';
import type { Model } from '../../definition.ts';
import { type Tier, tiers } from './rungs.ts';

/** Customers who went from one tier to another between two years. */
export interface TierMove {
  from: Tier;
  to: Tier;
  n: number;
}

/** A share of customers with its 95 % interval (Wilson); null where there are none. */
export interface MoveShare {
  k: number;
  n: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface Migration {
  /** of those who bought in the earlier year and could rise (big, medium, small): a higher tier in the later one */
  up: MoveShare;
  /** of those who bought in the earlier year: a lower tier, or nothing bought in the later one */
  down: MoveShare;
  /** of those who bought in the earlier year: nothing bought in the later one */
  lost: MoveShare;
  /** of those who had bought before, but not in the earlier year: bought in the later one */
  returned: MoveShare;
  /** whether the rising share lies in the claimed range: its interval wholly inside, wholly outside, or neither */
  verdict: 'supported' | 'contradicted' | 'undecided';
  /** shares of each earlier tier by later tier, over the tiers' order */
  matrix: (MoveShare & { from: Tier; to: Tier })[];
}

/** How many customers rise between value tiers, against the claim that 5 to 30 % can. Tiers are ranks, so that who rises pushes another down. */
export const migrationModel: Model<{ moves: TierMove[] }, { claimed: readonly [number, number]; least: number }, Migration> = {
  id: 'ladder',
  source: 'Curry & Curry 2000 (customer pyramid); Wilson 1927; claim: Chen Gang, courseware (5–30 % can rise)',
  units: { n: 'customers' },
  defaults: { claimed: ladderRules.claimedRise, least: smallSamples.indicative },
  fit({ moves }, { claimed, least }) {
    const total = (some: readonly TierMove[]) => some.reduce((sum, { n }) => sum + n, 0);
    const share = (of: (move: TierMove) => boolean, among: (move: TierMove) => boolean): MoveShare => {
      const base = moves.filter(among);
      const [k, n] = [total(base.filter(of)), total(base)];
      const range = wilson(k, n);
      return { k, n, share: n > 0 ? k / n : null, low: range?.low ?? null, high: range?.high ?? null };
    };
    const bought = ({ from }: TierMove) => from !== 'inactive';
    const up = share(rises, (move) => bought(move) && move.from !== 'top');
    if (total(moves.filter(bought)) === 0)
      return { estimates: null, reason: { code: 'ladder-no-earlier-year', parameters: {} }, diagnostics: {}, warnings: [] };
    return {
      estimates: {
        up,
        down: share((move) => rank(move.to) > rank(move.from), bought),
        lost: share(({ to }) => to === 'inactive', bought),
        returned: share(rises, ({ from }) => from === 'inactive'),
        verdict: up.n < least ? 'undecided' : against(up, claimed),
        matrix: tiers.flatMap((from) =>
          tiers.map((to) => ({
            from,
            to,
            ...share(
              (move) => move.to === to,
              (move) => move.from === from,
            ),
          })),
        ),
      },
      reason: null,
      diagnostics: {},
      warnings: [],
    };
  },
};

function rank(tier: Tier): number {
  return tiers.indexOf(tier);
}

function rises({ from, to }: TierMove): boolean {
  return rank(to) < rank(from);
}

function against({ low, high }: MoveShare, [least, most]: readonly [number, number]): Migration['verdict'] {
  if (low === null || high === null) return 'undecided';
  if (low >= least && high <= most) return 'supported';
  return high < least || low > most ? 'contradicted' : 'undecided';
}
