import { type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import { markovRules } from '#schema/thresholds.ts';
import type { Fit, Model } from '../../definition.ts';
import { type Cell, chainCells, type CountedMoves, countMoves, type Designs, matrixOf } from './chain.ts';
import { type Banded, bands } from './draws.ts';
import { type Homogeneity, homogeneity } from './homogeneity.ts';
import type { Timing } from './value.ts';

/** Mean profit of one customer in one period of a stage, and its standard error with customers as the unit. */
export interface StageReward {
  stage: StageLetter;
  mean: number;
  error: number;
}

export interface MarkovInputs {
  moves: CountedMoves[];
  /** of each row, because moves of one customer resemble each other; 1 where it is not known */
  designs?: Designs;
  /** those of E, F, S and D are needed for a value; none without profit */
  rewards: StageReward[];
  periodsPerYear: number;
}

export type MarkovOptions = {
  /** interest a year, 0.1 = 10 % */
  discount: number;
  /** years of the finite value, which the share beyond it refers to */
  horizon: number;
  timing: Timing;
  /** draws from the posterior behind the intervals of what follows from the chain */
  draws: number;
  seed: number;
};

/** What follows from the chain for a customer who stands in a stage now. */
export interface StageOutlook {
  stage: StageLetter;
  /** expected periods in this stage at one go, the present one counted */
  stay: Banded;
  /** expected periods until the relationship has ended */
  life: Banded | null;
  /** probability of standing in the stable stage at some time before the end */
  stable: Banded | null;
  /** present value of the relationship without an end to counting, within the horizon, and the share that lies beyond it; no share where the value may be 0 (C15) */
  value: Banded | null;
  valueInHorizon: number | null;
  beyond: number | null;
}

export interface MarkovEstimates {
  cells: Cell[];
  /** rows and columns E, F, S, D, T */
  matrix: number[][];
  homogeneity: Homogeneity;
  /** for E, F, S and D; a relationship that has ended is worth nothing more, a return begins another */
  outlook: StageOutlook[];
  /** interest per period, and the last period that the horizon counts, the present one being 0: five years of quarters end with period 19; −1 for none */
  discountPerPeriod: number;
  lastPeriod: number;
}

/** The chain of stages with Dirichlet smoothing, a test of its steadiness, and what a customer of each stage is worth. */
export const markov: Model<MarkovInputs, MarkovOptions, MarkovEstimates, { moves: number; illegal: number }> = {
  id: 'markov',
  source: 'Pfeifer & Carraway 2000 (value); Anderson & Goodman 1957 (steadiness); Dirichlet(1/2) posterior over the legal cells',
  units: {
    designs: 'times the variance of independent moves',
    from: 'stage letter',
    to: 'stage letter',
    time: 'place in time, ascending',
    n: 'moves',
    mean: 'currency per customer and period',
    error: 'same',
    periodsPerYear: 'analysis periods in a year',
  },
  defaults: { discount: markovRules.discount, horizon: markovRules.horizon, timing: 'start', draws: 1000, seed: 20_000_214 },
  fit({ moves, designs, rewards, periodsPerYear }, options, signal) {
    const { counts, illegal } = countMoves(moves);
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const diagnostics = { moves: total, illegal };
    const refuse = (code: string): Fit<MarkovEstimates, { moves: number; illegal: number }> => ({
      estimates: null,
      reason: { code, parameters: {} },
      diagnostics,
      warnings: [],
    });
    if (total === 0) return refuse('markov-no-moves');
    if (!(options.discount >= 0 && periodsPerYear > 0 && options.horizon >= 0)) return refuse('markov-options');
    const cells = chainCells(counts, designs);
    const discountPerPeriod = (1 + options.discount) ** (1 / periodsPerYear) - 1;
    const lastPeriod = Math.round(options.horizon * periodsPerYear) - 1;
    const rowSize = (stage: StageLetter) => cells.find((cell) => cell.from === stage)!.of;
    const living = stageOrder.filter((stage) => stage !== 'T');
    const known = living.every((stage) => rowSize(stage) >= markovRules.leastMoves);
    const priced = known && living.every((stage) => rewards.some((reward) => reward.stage === stage));
    const outlook = bands(cells, priced ? rewards : null, { ...options, discountPerPeriod, lastPeriod }, signal);
    return {
      estimates: {
        cells,
        matrix: matrixOf(cells),
        homogeneity: homogeneity(moves, designs),
        outlook: known ? outlook : outlook.map((one) => ({ ...one, life: null, stable: null })),
        discountPerPeriod,
        lastPeriod,
      },
      reason: null,
      diagnostics,
      warnings: [
        ...(illegal > 0 ? [{ code: 'markov-illegal', parameters: { n: illegal } }] : []),
        ...(known ? [] : [{ code: 'markov-thin-row', parameters: { need: markovRules.leastMoves } }]),
      ],
    };
  },
};
