import { clusteredMoves } from '#models/lifecycle/markov/clusters.ts';
import { designEffect } from '#numeric/design-effect.ts';
import { wilson } from '#numeric/wilson.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { type Told, count, factsOf, notReady, told } from '../reading.ts';

export type StageFlowOptions = {
  /** from one period to the next over the whole file; the last year; the last three years one after the other */
  span: 'period' | 'year' | 'years';
};

export interface FlowMove {
  step: number;
  /** a stage, `early` (too early to judge) or `new` (not yet a customer of a complete period) */
  from: string;
  to: string;
  n: number;
}

/** A share of those who were in a stage, with its interval: Wilson's, of as many independent moves as these are worth where one customer makes several. */
export interface FlowShare {
  from: Stage;
  to: Stage;
  n: number;
  of: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface StageFlowResult extends Told {
  span: StageFlowOptions['span'];
  moves: FlowMove[];
  /** of those in formation: to stable, to decline; of those stable: to decline; in the last step. Within a year some have ended after they declined: there `D` counts T too */
  shares: FlowShare[];
}

/** Moves between stages, and which part of formation rises and of formation and the stable stage declines. Shares of customer-periods in span `period`, of customers otherwise. */
export function analyse(statistics: StatisticTables, options: Partial<StageFlowOptions>, signal: AbortSignal): StageFlowResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const kind = options.span === 'year' || options.span === 'years' ? options.span : 'period';
  const moves = kind === 'period' ? periodMoves(statistics) : yearMoves(statistics, kind === 'year' ? 1 : 3);
  const last = Math.max(0, ...moves.map(({ step }) => step));
  const latest = moves.filter(({ step }) => step === last);
  const n = latest.reduce((sum, move) => sum + move.n, 0);
  const share = (from: Stage, to: Stage): FlowShare => {
    const of = latest.filter((move) => move.from === from).reduce((sum, move) => sum + move.n, 0);
    const reached = (move: FlowMove): boolean => move.to === to || (kind !== 'period' && to === 'D' && move.to === 'T');
    const moved = latest.filter((move) => move.from === from && reached(move)).reduce((sum, move) => sum + move.n, 0);
    const clustered = kind === 'period' ? clusteredMoves(statistics.stage_flow_spread ?? [], from, to) : null;
    const design = clustered ? designEffect(clustered) : 1;
    const range = of >= smallSamples.suppressed ? wilson(moved / design, of / design) : null;
    return { from, to, n: moved, of, share: range ? moved / of : null, low: range?.low ?? null, high: range?.high ?? null };
  };
  const customers = kind === 'period' ? count(statistics.profile?.[0], 'customers_with_stage') : n;
  const result: StageFlowResult = {
    ...told(facts, kind === 'period' ? customers : n, 'estimated', false),
    span: kind,
    moves,
    shares: [share('F', 'S'), share('F', 'D'), share('S', 'D')],
  };
  if (moves.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (result.n < smallSamples.suppressed || moves.length === 0)
    return notReady(result, 'too-little', 'few-customers', { have: result.n, need: smallSamples.suppressed });
  return result;
}

function periodMoves(statistics: StatisticTables): FlowMove[] {
  return (statistics.stage_flow ?? []).map((row) => ({
    step: 0,
    from: String(row.from_stage),
    to: String(row.to_stage),
    n: count(row, 'n'),
  }));
}

/** The last `years` years in their order; years before the first customers are left out. */
function yearMoves(statistics: StatisticTables, years: number): FlowMove[] {
  const rows = (statistics.stage_years ?? []).filter((row) => count(row, 'back') < years);
  const started = rows.filter((row) => (stages as readonly unknown[]).includes(row.from_stage) || row.from_stage === 'early');
  const oldest = Math.max(0, ...started.map((row) => count(row, 'back')));
  return rows
    .filter((row) => count(row, 'back') <= oldest)
    .map((row) => ({ step: oldest - count(row, 'back'), from: String(row.from_stage), to: String(row.to_stage), n: count(row, 'n') }));
}
