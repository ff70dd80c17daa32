import { CodedError } from '#base/error.ts';
import type { Model } from '../../definition.ts';
import type { CustomerHistory, LevelKind, SegmentRhythm } from './history.ts';
import { unknownSegment } from './history.ts';
import { StageMachine } from './machine.ts';
import { marginNames, reasonNames, stageNames, triggerNames } from './trace.ts';
import type { Reason, Stage, StageTrace } from './trace.ts';

/** One complete period of one customer; `stage` is '' before the first contact or order. */
export interface StagePeriod {
  /** 1 = the first period */
  t: number;
  stage: Stage | '';
  early: boolean;
  reason: Reason;
  /** what called for decline in this period */
  trigger: (typeof triggerNames)[number];
  episode: number;
  margin: (typeof marginNames)[number];
}

/** A history of which only periods and order times must be given; money that is left out is unknown. */
export type GivenHistory = Pick<CustomerHistory, 'periods' | 'orders'> & Partial<CustomerHistory>;

export interface StageOptions {
  level: LevelKind;
  /** rhythm of the segment, the same at all times */
  segment: SegmentRhythm;
}

/** The stages of a few customers as plain objects; the panel streams many through `StageMachine` itself. */
export const stages: Model<{ customers: GivenHistory[] }, StageOptions, { customers: StagePeriod[][] }> = {
  id: 'stages',
  source:
    'Lifecycle stages of Dwyer, Schurr & Oh 1987 and Chen Mingliang 2001-2003 as a filter without look-ahead; constants tuned by simulation',
  units: {
    periods: 'complete analysis periods',
    orders: 'periods since the origin',
    orderAmounts: 'currency per order day',
    amounts: 'currency per period',
    profits: 'currency per period',
    weights: 'exposure times seasonal index, mean 1',
  },
  defaults: { level: 'orders', segment: unknownSegment },
  fit({ customers }, { level, segment }, signal) {
    const machine = new StageMachine();
    const judged = customers.map((history) => {
      if (signal.aborted) throw new CodedError('model/stopped');
      return periodsOf(machine.run({ orderAmounts: null, amounts: null, profits: null, ...history }, () => segment, level));
    });
    return { estimates: { customers: judged }, reason: null, diagnostics: { customers: customers.length }, warnings: [] };
  },
};

function periodsOf(trace: StageTrace): StagePeriod[] {
  return Array.from({ length: trace.length }, (_, i) => ({
    t: i + 1,
    stage: stageNames[trace.stage[i]!]!,
    early: trace.early[i] === 1,
    reason: reasonNames[trace.reason[i]!]!,
    trigger: triggerNames[trace.trigger[i]!]!,
    episode: trace.episode[i]!,
    margin: marginNames[trace.margin[i]!]!,
  }));
}
