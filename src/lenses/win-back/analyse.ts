import { expectedValue } from '#models/action/win-back/value.ts';
import { smallSamples, winBackRules } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type ActionTerms, termsOf } from '../action-terms.ts';
import { type Told, count, factsOf, money, notReady, number, rowsBy, told } from '../reading.ts';

export type WinBackOptions = {
  /** cost of one call in currency units; null: the mean of win-back contacts, else assumed */
  cost: number | null;
};

export interface LostCustomer {
  id: string;
  /** stage from which the relationship fell: S, F or E */
  exitFrom: string | null;
  /** whole periods since the end */
  periods: number;
  orders: number;
  lastOrder: string | null;
  /** chance to come back within a year's periods, called or not */
  chance: number;
  /** second lifetime value and expected value of a call, in currency units; null without amounts */
  value: number | null;
  expected: number | null;
  reasons: string[];
}

export interface WinBackResult extends Told, ActionTerms {
  customers: LostCustomer[];
  /** of the listed: those whose expected value is above 0 */
  worth: number;
  lost: number;
  excluded: { reason: string; n: number }[];
  curve: { periods: number; atRisk: number; returned: number; share: number; low: number; high: number }[];
  returned: number;
  /** share of lost customers who came back by the end of the curve */
  share: number;
  shareLow: number | null;
  shareHigh: number | null;
  horizon: number;
  secondLife: { ratio: number; n: number; assumed: boolean };
}

/** Which lost customers are worth a call: chance to return × value of a second life − cost, without those who did not pay, defrauded or refused calls. */
export function analyse(statistics: StatisticTables, { cost }: WinBackOptions, signal: AbortSignal): WinBackResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.win_back ?? [];
  const terms = termsOf(statistics, 'winback', null, cost);
  const curve = rowsBy(statistics, 'win_back_curve', 'periods').map((row) => ({
    periods: count(row, 'periods'),
    atRisk: count(row, 'at_risk'),
    returned: count(row, 'returned'),
    share: number(row, 'share') ?? 0,
    low: number(row, 'low') ?? 0,
    high: number(row, 'high') ?? 0,
  }));
  const lost = count(
    rows.find(({ kind }) => kind === 'lost'),
    'n',
  );
  const life = rows.find(({ kind }) => kind === 'second-life');
  const customers = rows
    .filter(({ kind }) => kind === 'listed')
    .map((row): LostCustomer => {
      const value = terms.cost === null ? null : money(row, 'value');
      const chance = number(row, 'chance') ?? 0;
      const own = { exitFrom: typeof row.exit_from === 'string' ? row.exit_from : null, periods: count(row, 'periods') };
      return {
        id: String(row.customer_id ?? ''),
        ...own,
        orders: count(row, 'n'),
        lastOrder: typeof row.last_order === 'string' ? row.last_order : null,
        chance,
        value,
        expected: value === null ? null : expectedValue(chance, value, terms.cost ?? 0),
        reasons: reasonsOf(own),
      };
    })
    .sort((a, b) => (b.expected ?? b.chance) - (a.expected ?? a.chance));
  const last = curve[curve.length - 1];
  const result: WinBackResult = {
    ...told(facts, lost, life?.reason === 'measured' ? 'estimated' : 'assumed', true),
    ...terms,
    customers,
    worth: customers.filter(({ expected }) => (expected ?? 0) > 0).length,
    lost,
    excluded: rows.filter(({ kind }) => kind === 'excluded').map((row) => ({ reason: String(row.reason), n: count(row, 'n') })),
    curve,
    returned: curve.reduce((sum, { returned }) => sum + returned, 0),
    share: last?.share ?? 0,
    shareLow: last?.low ?? null,
    shareHigh: last?.high ?? null,
    horizon: winBackRules.horizon,
    secondLife: { ratio: number(life, 'chance') ?? 1, n: count(life, 'n'), assumed: life?.reason !== 'measured' },
  };
  if (rows.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (lost < smallSamples.suppressed) return notReady(result, 'too-little', 'few-lost', { have: lost, need: smallSamples.suppressed });
  if (curve.length === 0) return notReady(result, 'too-little', 'few-lost', { have: lost, need: winBackRules.smallestRiskSet });
  return result;
}

function reasonsOf({ exitFrom, periods }: { exitFrom: string | null; periods: number }): string[] {
  return [
    ...(exitFrom === 'S' ? ['was-stable'] : exitFrom === 'F' ? ['was-growing'] : ['was-trying']),
    ...(periods <= 3 ? ['just-ended'] : periods > winBackRules.horizon ? ['long-gone'] : []),
  ];
}
