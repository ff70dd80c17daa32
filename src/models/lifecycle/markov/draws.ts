import { CodedError } from '#base/error.ts';
import { quantile } from '#numeric/quantile.ts';
import { type Random, random } from '#numeric/random.ts';
import { gamma, normal } from '#numeric/variates.ts';
import { type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import type { StopSignal } from '../../definition.ts';
import { type Cell, matrixOf } from './chain.ts';
import type { MarkovOptions, StageOutlook, StageReward } from './definition.ts';
import { chanceOf, periodsUntil, presentValue } from './value.ts';

/** A number with its 95 % interval; null ends when there is none. */
export interface Banded {
  value: number;
  low: number | null;
  high: number | null;
}

type Scale = MarkovOptions & { discountPerPeriod: number; lastPeriod: number };

interface Outcome {
  life: number[] | null;
  stable: number[] | null;
  value: number[] | null;
}

const [stable, ended] = [stageOrder.indexOf('S'), stageOrder.indexOf('T')];

/**
 * What follows from the chain for each living stage, with 95 % intervals: the stay from the beta marginal of staying, the rest by percentiles over
 * draws of every row from its Dirichlet posterior and of every reward from a normal distribution. Values are null without rewards. Throws `model/stopped`.
 */
export function bands(cells: readonly Cell[], rewards: readonly StageReward[] | null, scale: Scale, signal: StopSignal): StageOutlook[] {
  const means = rewards && stageOrder.map((stage) => (stage === 'T' ? 0 : rewards.find((one) => one.stage === stage)!.mean));
  const own = outcome(cells, means, scale);
  const within = means && presentValue(closed(cells), means, scale.discountPerPeriod, scale.lastPeriod, scale.timing);
  const next = random(scale.seed);
  const drawn: Outcome[] = [];
  for (let i = 0; i < scale.draws; i++) {
    if (signal.aborted) throw new CodedError('model/stopped');
    const drawnRewards = rewards && stageOrder.map((stage) => drawReward(rewards, stage, next));
    drawn.push(outcome(drawCells(cells, next), drawnRewards, scale));
  }
  return stageOrder.slice(0, ended).map((stage, i) => {
    const banded = (part: keyof Outcome): Banded | null => {
      const values = drawn.flatMap((draw) => draw[part]?.[i] ?? []);
      const value = own[part]?.[i];
      return value === undefined ? null : { value, low: quantile(values, 0.025), high: quantile(values, 0.975) };
    };
    const value = banded('value');
    const inHorizon = within?.[i] ?? null;
    return {
      stage,
      stay: stayOf(cells.find((cell) => cell.from === stage && cell.to === stage)!),
      life: banded('life'),
      stable: stage === 'S' ? null : banded('stable'),
      value,
      valueInHorizon: inHorizon,
      beyond: value && inHorizon !== null && (value.low ?? 0) > 0 ? 1 - inHorizon / value.value : null,
    };
  });
}

function stayOf({ probability, low, high }: Cell): Banded {
  return { value: 1 / (1 - probability), low: 1 / (1 - low), high: 1 / (1 - high) };
}

/** The chain in which the end is the end: a return is another relationship. */
function closed(cells: readonly { from: StageLetter; to: StageLetter; probability: number }[]): number[][] {
  const matrix = matrixOf(cells);
  matrix[ended] = stageOrder.map((_, j) => Number(j === ended));
  return matrix;
}

function outcome(
  cells: readonly { from: StageLetter; to: StageLetter; probability: number }[],
  rewards: readonly number[] | null,
  scale: Scale,
): Outcome {
  const matrix = closed(cells);
  return {
    life: periodsUntil(matrix, [ended]),
    stable: chanceOf(matrix, stable, ended),
    value: rewards && presentValue(matrix, rewards, scale.discountPerPeriod, null, scale.timing),
  };
}

function drawCells(cells: readonly Cell[], next: Random): { from: StageLetter; to: StageLetter; probability: number }[] {
  const weights = cells.map(({ weight }) => gamma(next, weight));
  const sums = new Map<StageLetter, number>();
  cells.forEach(({ from }, i) => sums.set(from, (sums.get(from) ?? 0) + weights[i]!));
  return cells.map(({ from, to }, i) => ({ from, to, probability: weights[i]! / sums.get(from)! }));
}

function drawReward(rewards: readonly StageReward[], stage: StageLetter, next: Random): number {
  if (stage === 'T') return 0;
  const { mean, error } = rewards.find((one) => one.stage === stage)!;
  return mean + error * normal(next);
}
