import { wilson } from '#numeric/wilson.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { smallSamples } from '#schema/thresholds.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { type Told, count, factsOf, notReady, told } from '../reading.ts';

/** Every move from one period to the next that the theory allows; all others are illegal. */
const legal: Record<Stage, readonly Stage[]> = { E: ['E', 'F', 'D'], F: ['F', 'S', 'D'], S: ['S', 'D'], D: ['D', 'F', 'T'], T: ['T', 'E'] };

export interface StageMixResult extends Told {
  /** customers by stage, disjoint; `tooEarly` has too few complete periods to be judged and stands in no stage */
  current: Record<Stage, number> & { tooEarly: number };
  /** who is known and has never ordered, beside the customers: in contact, silent for six periods, for twelve */
  prospects: { E: number; D: number; T: number };
  /** shares of the judged customers with 95 % intervals (Wilson), in the order of the stages */
  shares: { stage: Stage; n: number; share: number; low: number | null; high: number | null }[];
  /** moves between stages that the theory forbids; 0 unless something is wrong */
  illegalTransitions: number;
}

/** Where customers stand at their last complete period. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): StageMixResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.stage_now ?? [];
  const of = (stage: string) => rows.filter((row) => row.stage === stage).reduce((sum, row) => sum + count(row, 'n'), 0);
  const current = { E: of('E'), F: of('F'), S: of('S'), D: of('D'), T: of('T'), tooEarly: of('early') };
  const waiting = (statistics.prospects ?? []).filter((row) => row.ordered === 0);
  const prospect = (stage: string) => waiting.filter((row) => row.stage === stage).reduce((sum, row) => sum + count(row, 'n'), 0);
  const n = stages.reduce((sum, stage) => sum + current[stage], 0);
  const result: StageMixResult = {
    ...told(facts, n, 'estimated', false),
    current,
    prospects: { E: prospect('E'), D: prospect('D'), T: prospect('T') },
    shares: stages.map((stage) => {
      const range = wilson(current[stage], n);
      return { stage, n: current[stage], share: n > 0 ? current[stage] / n : 0, low: range?.low ?? null, high: range?.high ?? null };
    }),
    illegalTransitions: illegal(statistics),
  };
  if (rows.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}

function illegal(statistics: StatisticTables): number {
  return (statistics.stage_flow ?? []).reduce((sum, row) => {
    const from = stages.find((stage) => stage === row.from_stage);
    const to = stages.find((stage) => stage === row.to_stage);
    return from && to && !legal[from].includes(to) ? sum + count(row, 'n') : sum;
  }, 0);
}
