import { wilson } from '#numeric/wilson.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

/** The confidence of one stage, or of all together. */
export interface Confidence {
  n: number;
  /** mean share of draws that agree, with its interval */
  mean: number;
  low: number;
  high: number;
  /** share of the customers whose stage is sure, with its interval (Wilson) */
  sure: number;
  sureLow: number | null;
  sureHigh: number | null;
}

export interface StageConfidenceResult extends Told {
  /** stages with at least ten sampled customers */
  stages: (Confidence & { stage: Stage })[];
  all: Confidence | null;
  /** customers with a single order, left out: no draw can change it */
  single: number;
  /** stage changes in a customer-year, and what they would be without hysteresis */
  changes: number;
  changesWithout: number;
}

/** How sure the stages of the sampled customers are. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): StageConfidenceResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.stage_confidence ?? [];
  const of = (stage: string): StatisticRow | undefined => rows.find((row) => row.stage === stage);
  const all = of('all');
  const n = count(all, 'n');
  const result: StageConfidenceResult = {
    ...told(facts, n, 'estimated', false),
    stages: stages.flatMap((stage) => {
      const row = of(stage);
      return row && count(row, 'n') >= smallSamples.suppressed ? [{ stage, ...confidenceOf(row) }] : [];
    }),
    all: all ? confidenceOf(all) : null,
    single: count(all, 'single'),
    changes: number(all, 'changes') ?? 0,
    changesWithout: number(all, 'changes_without') ?? 0,
  };
  if (rows.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}

function confidenceOf(row: StatisticRow): Confidence {
  const n = count(row, 'n');
  const value = (key: string): number => number(row, key) ?? 0;
  const sure = Math.min(Math.max(0, value('sure')), n);
  const range = wilson(sure, n);
  return {
    n,
    mean: value('mean'),
    low: value('low'),
    high: value('high'),
    sure: n > 0 ? sure / n : 0,
    sureLow: range?.low ?? null,
    sureHigh: range?.high ?? null,
  };
}
