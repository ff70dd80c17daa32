import { influence, type Referral, treeOf } from '#models/action/referral/tree.ts';
import { recommendations, recommendedAgainstOthers, recommendedMoney } from '#panel/action-query.ts';
import { warningRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'referral-values';
const schema: Record<string, StatisticType> = {
  part: 'text',
  item: 'text',
  n: 'integer',
  influenced: 'integer',
  depth: 'integer',
  cost: 'integer',
  reward: 'integer',
  profit: 'integer',
};
const nullable = ['influenced', 'depth', 'cost', 'reward', 'profit'];

/**
 * Recommendations in parts: `count` (recommended, converted, and what was rejected: self, cycle, again, was-customer), `side` (referred and others: customers, acquisition cost;
 * influenced = those of a year or more, depth = how many of these ordered after their first year), `total` over all, and `referrer`, up to 200 by customers brought (n at first hand, influenced in
 * all, longest chain) with acquisition cost, reward and profit above 0 of those brought at first hand. Ten-thousandths.
 */
export const referralValues: Statistic = {
  id,
  table: 'referral_values',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  personal: true,
  inputs: (_, { asOf }) => ({ made: recommendations(asOf), money: recommendedMoney(asOf), sides: recommendedAgainstOthers(asOf) }),
  compute({ made, money, sides }): StatisticRow[] {
    const written = rowsOf(made!);
    if (written.length === 0) return [];
    const won = written.filter(({ customer, was_customer }) => customer === true && was_customer !== true);
    const tree = treeOf(won.map(referralOf));
    const known = new Map(rowsOf(money!).map((row) => [String(row.customer_id), row]));
    const rewards = new Map<string, number>();
    for (const row of won) rewards.set(keyOf(referralOf(row)), Math.max(Number(row.reward), rewards.get(keyOf(referralOf(row))) ?? 0));
    const sums = (brought: readonly Pick<Referral, 'referrer' | 'referred'>[]) => {
      const sum = (of: (one: (typeof brought)[number]) => number) =>
        Math.round(brought.reduce((total, one) => total + of(one), 0) * 10_000);
      return {
        cost: sum(({ referred }) => Number(known.get(referred)?.acquisition ?? 0)),
        reward: sum((one) => rewards.get(keyOf(one)) ?? 0),
        profit: brought.some(({ referred }) => (known.get(referred)?.profit ?? null) !== null)
          ? sum(({ referred }) => Math.max(0, Number(known.get(referred)?.profit ?? 0)))
          : null,
      };
    };
    const self = written.filter(({ referrer_id, referred_id }) => referrer_id === referred_id).length;
    const rejected = (reason: string) => tree.rejected.filter((one) => one.reason === reason).length;
    const reached = influence(tree);
    const referrers = [...reached.entries()].sort(([a, x], [b, y]) => y.all - x.all || y.direct - x.direct || (a < b ? -1 : 1));
    return [
      ...Object.entries({
        recommended: written.length - self,
        converted: tree.accepted.length,
        self,
        cycle: rejected('cycle'),
        again: rejected('again'),
        'was-customer': written.filter((row) => row.was_customer === true && row.referrer_id !== row.referred_id).length,
        referrers: reached.size,
      }).map(([item, n]) => plain('count', item, n)),
      ...sidesOf(rowsOf(sides!)),
      { ...plain('total', '', tree.accepted.length), ...sums(tree.accepted) },
      ...referrers.slice(0, warningRules.listed).map(([referrer, { direct, all, depth }]) => {
        const brought = tree.children.get(referrer)!.map((referred) => ({ referrer, referred }));
        return { ...plain('referrer', referrer, direct), influenced: all, depth, ...sums(brought) };
      }),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'influenced', 'depth']);
  },
};

function sidesOf(rows: readonly Row[]): StatisticRow[] {
  return [false, true].map((referred) => {
    const row = rows.find((one) => one.referred === referred);
    return {
      ...plain('side', referred ? 'referred' : 'others', Number(row?.n ?? 0)),
      influenced: Number(row?.old ?? 0),
      depth: Number(row?.stayed ?? 0),
      cost: Math.round(Number(row?.cost ?? 0) * 10_000),
    };
  });
}

function referralOf(row: Row): Referral {
  return { referrer: String(row.referrer_id), referred: String(row.referred_id), date: String(row.date) };
}

function keyOf({ referrer, referred }: Pick<Referral, 'referrer' | 'referred'>): string {
  return JSON.stringify([referrer, referred]);
}

function plain(part: string, item: string, n: number): StatisticRow {
  return { part, item, n, influenced: null, depth: null, cost: null, reward: null, profit: null };
}
