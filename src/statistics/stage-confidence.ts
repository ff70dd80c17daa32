import { stageConfidence as confidenceOf } from '#models/lifecycle/stages/confidence.ts';
import { flickerOf } from '#models/lifecycle/stages/flicker.ts';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { withoutHysteresis } from '#models/lifecycle/stages/rules.ts';
import { type Stage, stageNames } from '#models/lifecycle/stages/trace.ts';
import { CodedError } from '#base/error.ts';
import { historyInputs } from '#panel/history-query.ts';
import { readHistories } from '#panel/histories.ts';
import { defaultSeed, panelRules, stageSamples } from '#schema/thresholds.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-confidence';
const schema: Record<string, StatisticType> = {
  stage: 'text',
  n: 'integer',
  mean: 'number',
  low: 'number',
  high: 'number',
  sure: 'integer',
  single: 'integer',
  changes: 'number',
  changes_without: 'number',
};
const daysOfYear = 365.25;

/**
 * How sure the stages of a seeded sample of at most 2,000 customers are at their last complete period, by that stage and for all of them: mean share
 * of bootstrap replicates with the same stage, its 95 % interval (normal, customers as the unit), and `sure`, how many reach 0.8. Customers with a single order stand
 * apart in `single`: it opens the relationship, so that no draw can change it and their full agreement would mean nothing. `changes` is the
 * number of stage changes in a customer-year and `changes_without` what it would be without hysteresis (requirement C3).
 */
export const stageConfidence: Statistic = {
  id,
  table: 'stage_confidence',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf, seed = defaultSeed }) => historyInputs({ sample: stageSamples.confidence, seed }, asOf),
  compute(inputs, { seed = defaultSeed }, signal): StatisticRow[] {
    const { level, periodDays, customers } = readHistories(inputs);
    const machine = new StageMachine();
    const hasty = new StageMachine(withoutHysteresis);
    const byStage = new Map<string, Group>();
    for (const { customerId, history, segment } of customers) {
      if (signal.aborted) throw new CodedError('model/stopped');
      const options = { level, segment, seed, customerId, replicates: panelRules.replicates };
      const { stage, confidence } = confidenceOf(machine, history, options);
      const name: Stage | '' = stageNames[stage.at(-1)!]!;
      const calm = flickerOf(machine, history, segment, level);
      const nervous = flickerOf(hasty, history, segment, level);
      for (const key of [name || 'E', 'all']) {
        const group = byStage.get(key) ?? { sure: [], single: 0, changes: 0, without: 0, periods: 0 };
        byStage.set(key, group);
        if (history.orders.length > 1) group.sure.push(confidence.at(-1)!);
        else group.single++;
        group.changes += calm.changes;
        group.without += nervous.changes;
        group.periods += calm.periods;
      }
    }
    const shown = [...byStage].filter(([name, { sure }]) => sure.length > 0 || name === 'all');
    return shown.map(([name, group]) => rowOf(name, group, daysOfYear / periodDays));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['n', 'mean', 'low', 'sure', 'single', 'changes', 'changes_without']);
    for (const row of rows) {
      expect(id, ['E', 'F', 'S', 'D', 'T', 'all'].includes(String(row.stage)), `unknown stage ${String(row.stage)}`);
      expect(id, Number(row.high) <= 1 && Number(row.sure) <= Number(row.n), `impossible share at ${String(row.stage)}`);
    }
  },
};

interface Group {
  sure: number[];
  single: number;
  changes: number;
  without: number;
  periods: number;
}

function rowOf(stage: string, { sure, single, changes, without, periods }: Group, perYear: number): StatisticRow {
  const n = sure.length;
  const mean = n > 0 ? sure.reduce((sum, value) => sum + value, 0) / n : 0;
  const variance = n > 1 ? sure.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) : 0;
  const half = n > 1 ? 1.96 * Math.sqrt(variance / n) : 1;
  const rate = (count: number): number => (periods > 0 ? (count / periods) * perYear : 0);
  return {
    stage,
    n,
    mean,
    low: Math.max(0, mean - half),
    high: Math.min(1, mean + half),
    sure: sure.filter((value) => value >= stageSamples.sure).length,
    single,
    changes: rate(changes),
    changes_without: rate(without),
  };
}
