import { type Decision, decide } from '#models/action/warning/decision.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type ActionTerms, termsOf } from '../action-terms.ts';
import { type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export type WarningsOptions = {
  /** added chance to keep a customer by acting, 0..1; null: from a control group, else assumed */
  uplift: number | null;
  /** cost of one action in currency units; null: the mean of retention contacts, else assumed */
  cost: number | null;
  /** who is listed: customers at risk of decline, or those in decline */
  show: 'warned' | 'declining';
};

/** A value with its 95 % interval; nulls where it is not known. */
export interface Between {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface ListedCustomer {
  id: string;
  stage: string;
  /** 0..1; null for who declines already */
  score: number | null;
  points: number;
  /** codes, the weightiest first */
  reasons: string[];
  level: number | null;
  gap: number;
  lastOrder: string | null;
  /** yearly profit and value if kept, in currency units */
  profit: number | null;
  value: number | null;
  /** what is at stake: score × value if kept, the value itself for who declines already, at least 0; null without amounts */
  stake: number | null;
  /** reinvest or let go: what acting is expected to gain, and why */
  act: boolean;
  gain: number | null;
  decision: Decision['reason'];
}

export interface WarningsResult extends Told, ActionTerms {
  show: WarningsOptions['show'];
  customers: ListedCustomer[];
  declining: ListedCustomer[];
  counts: { atRisk: number; tooEarly: number; warned: number; red: number; declining: number };
  /** customers who are listed because of P(alive) only; null where it is not asked */
  byAlive: number | null;
  /** the regression, or the points of the rule where the past holds too few events */
  basis: 'model' | 'points';
  events: number;
  /** share of customer-periods after which the next one is worse */
  rate: number;
  /** of the trial on the newest periods, which the fit has not seen; null without one */
  precision: number | null;
  recall: number | null;
  intervals: { precision: Between; recall: Between; auc: Between; brier: Between };
  /** median periods from the first warning to the event */
  lead: number | null;
  trialEvents: number;
  rule: { precision: number | null; recall: number | null };
  calibration: { n: number; expected: number; observed: number; low: number; high: number }[];
  coefficients: { name: string; value: number; low: number; high: number }[];
}

/** Who is likely to decline next, why, and whether it pays to act. */
export function analyse(statistics: StatisticTables, options: WarningsOptions, signal: AbortSignal): WarningsResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const fit = statistics.warning_fit ?? [];
  const item = (part: string, name: string) => fit.find((row) => row.part === part && row.item === name);
  const counted = (name: string) => count(item('count', name), 'n');
  const terms = termsOf(statistics, 'retention', options.uplift, options.cost);
  const n = counted('at-risk');
  const basis = number(item('fit', 'basis'), 'value') === 1 ? 'model' : 'points';
  const shared = told(facts, n, basis === 'model' ? 'estimated' : 'assumed', true);
  const listed = (state: string) =>
    (statistics.warnings ?? [])
      .filter((row) => row.state === state)
      .sort((a, b) => count(a, 'rank') - count(b, 'rank'))
      .map((row) => customerOf(row, terms));
  const between = (name: string): Between => {
    const row = item('trial', name);
    return { value: number(row, 'value'), low: number(row, 'low'), high: number(row, 'high') };
  };
  const intervals = { precision: between('precision'), recall: between('recall'), auc: between('auc'), brier: between('brier') };
  const result: WarningsResult = {
    ...shared,
    ...terms,
    show: options.show === 'declining' ? 'declining' : 'warned',
    customers: listed('warned'),
    declining: listed('declining'),
    counts: { atRisk: n, tooEarly: counted('too-early'), warned: counted('warned'), red: counted('red'), declining: counted('declining') },
    byAlive: number(item('count', 'alive'), 'value') === 1 ? counted('alive') : null,
    basis,
    events: count(item('fit', 'events'), 'n'),
    rate: number(item('fit', 'events'), 'value') ?? 0,
    precision: intervals.precision.value,
    recall: intervals.recall.value,
    intervals,
    lead: number(item('trial', 'lead'), 'value'),
    trialEvents: count(item('trial', 'events'), 'n'),
    rule: { precision: number(item('trial', 'rule-precision'), 'value'), recall: number(item('trial', 'rule-recall'), 'value') },
    calibration: fit
      .filter((row) => row.part === 'calibration')
      .map((row) => ({
        n: count(row, 'n'),
        expected: number(row, 'expected') ?? 0,
        observed: number(row, 'value') ?? 0,
        low: number(row, 'low') ?? 0,
        high: number(row, 'high') ?? 0,
      })),
    coefficients: fit
      .filter((row) => row.part === 'coefficient')
      .map((row) => ({
        name: String(row.item),
        value: number(row, 'value') ?? 0,
        low: number(row, 'low') ?? 0,
        high: number(row, 'high') ?? 0,
      })),
  };
  if (fit.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}

function customerOf(row: StatisticRow, { uplift, cost }: ActionTerms): ListedCustomer {
  const value = cost === null ? null : money(row, 'value');
  const { act, gain, reason } = decide(value, uplift.value, cost ?? 0);
  return {
    id: String(row.customer_id ?? ''),
    stage: String(row.stage ?? ''),
    score: number(row, 'score'),
    points: count(row, 'points'),
    reasons: typeof row.reasons === 'string' ? row.reasons.split(',').filter(Boolean) : [],
    level: number(row, 'level'),
    gap: number(row, 'gap') ?? 0,
    lastOrder: typeof row.last_order === 'string' ? row.last_order : null,
    profit: money(row, 'profit'),
    value,
    stake: value === null ? null : Math.max(0, value) * (number(row, 'score') ?? 1),
    act,
    gain,
    decision: reason,
  };
}
