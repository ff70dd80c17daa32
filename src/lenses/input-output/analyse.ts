import {
  type StageVariable,
  contrasts,
  rankedStages,
  stageDefining,
  stageVariables,
  theoryRanks,
} from '#models/lifecycle/stage-variables/theory.ts';
import { type JudgedContrast, type Verdict, judge } from '#models/lifecycle/stage-variables/verdict.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

export type Base = 'all' | 'survivors' | 'balanced';

export type InputOutputOptions = {
  /** whose periods count: everyone acquired, those still customers, or the same customers throughout (C7) */
  base: Base;
};

/** What customers show at one stage; nulls where the file does not tell or too few show it. Money in currency units per customer and period. */
export interface StageCell {
  variable: StageVariable;
  stage: (typeof rankedStages)[number];
  n: number;
  value: number | null;
  low: number | null;
  high: number | null;
  median: number | null;
  /** the theory's rank of the stage, 1 lowest */
  rank: number;
}

export interface InputOutputResult extends Told {
  base: Base;
  cells: StageCell[];
  contrasts: JudgedContrast[];
  agrees: number;
  /** of those that agree, the ones of measures from which the stages themselves are told: agreement there is partly built in */
  circular: number;
  contradicts: number;
  undecided: number;
  /** variables for which the file holds nothing */
  missing: StageVariable[];
}

/** The theory's ordinal table of input and output by stage, tested contrast by contrast on the same customers. */
export function analyse(statistics: StatisticTables, { base }: InputOutputOptions, signal: AbortSignal): InputOutputResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = new Map<string, StatisticRow>();
  for (const row of statistics.stage_variables ?? []) {
    if (row.base === base) rows.set([row.axis, row.place, row.variable].join('\n'), row);
  }
  const of = (axis: string, place: string, variable: string): StatisticRow | undefined => rows.get([axis, place, variable].join('\n'));
  const cells = stageVariables.flatMap((variable) =>
    rankedStages.map((stage, i) => cellOf(of('stage', stage, variable), variable, stage, i)),
  );
  const judged = judge(
    stageVariables.flatMap((variable) =>
      contrasts.map((contrast) => {
        const row = of('contrast', contrast, variable);
        return {
          variable,
          contrast,
          n: count(row, 'n'),
          value: number(row, 'value'),
          low: number(row, 'low'),
          high: number(row, 'high'),
          p: probability(number(row, 'p')),
        };
      }),
    ),
  );
  const verdicts = (verdict: Verdict): number => judged.filter((one) => one.verdict === verdict).length;
  const n = cells.reduce((most, cell) => (cell.variable === 'volume' ? Math.max(most, cell.n) : most), 0);
  const shared = told(facts, n, 'estimated', true);
  const result: InputOutputResult = {
    ...shared,
    warnings: [...shared.warnings, ...facts.truncated],
    base,
    cells,
    contrasts: judged,
    agrees: verdicts('agrees'),
    circular: judged.filter(({ verdict, variable }) => verdict === 'agrees' && stageDefining.includes(variable)).length,
    contradicts: verdicts('contradicts'),
    undecided: verdicts('undecided'),
    missing: stageVariables.filter((variable) => !cells.some((cell) => cell.variable === variable && cell.n > 0)),
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}

function cellOf(row: StatisticRow | undefined, variable: StageVariable, stage: StageCell['stage'], i: number): StageCell {
  const n = count(row, 'n');
  const shown = n >= smallSamples.suppressed;
  const read = (key: string): number | null => (shown ? number(row, key) : null);
  return {
    variable,
    stage,
    n,
    value: read('value'),
    low: read('low'),
    high: read('high'),
    median: read('median'),
    rank: theoryRanks[variable][i]!,
  };
}

function probability(p: number | null): number | null {
  return p === null ? null : Math.min(1, Math.max(0, p));
}
