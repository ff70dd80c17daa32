import type { Engine } from '#engine/engine.ts';
import { stageConfidence } from '#models/lifecycle/stages/confidence.ts';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { revisedStages } from '#models/lifecycle/stages/revised.ts';
import { type Stage, stageNames } from '#models/lifecycle/stages/trace.ts';
import { panelRules } from '#schema/thresholds.ts';
import { decode } from '#table/arrow.ts';
import type { Table } from '#table/table.ts';
import { historyInputs } from './history-query.ts';
import { readHistories } from './histories.ts';

/** One complete period of the customer shown. */
export interface PeriodConfidence {
  /** from 0 */
  age: number;
  stage: Stage;
  /** share of replicates with the same stage at this age, 0..1 */
  confidence: number;
  /** the stage of the most probable legal path over the whole history: for description only */
  revised: Stage;
}

/**
 * How sure the stages of one customer are, from 200 seeded replicates, on a finished build; a few hundredths of a second in this thread.
 * An unknown customer, or one without a complete period, has none. Throws what the engine throws.
 */
export async function customerConfidence(
  engine: Engine,
  customerId: string,
  { asOf, seed, signal }: { asOf: string; seed: number; signal: AbortSignal },
): Promise<PeriodConfidence[]> {
  const tables: Record<string, Table> = {};
  for (const [name, query] of Object.entries(historyInputs({ customerId }, asOf)))
    tables[name] = decode(await engine.query(query, { signal }));
  const { level, customers } = readHistories(tables);
  const [customer] = customers;
  if (!customer) return [];
  const { segment, history } = customer;
  const replicates = panelRules.replicates;
  const sure = stageConfidence(new StageMachine(), history, { level, segment, seed, customerId, replicates });
  const revised = revisedStages(sure.shares, replicates);
  return Array.from(sure.stage, (code, age) => ({
    age,
    stage: (stageNames[code] || 'E') as Stage,
    confidence: sure.confidence[age]!,
    revised: stageNames[revised[age]!] as Stage,
  }));
}
