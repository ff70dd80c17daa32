import { logRising } from '#numeric/special.ts';
import type { BetaGeometricName } from '../beta-geometric.ts';
import { betaGeometricLikelihood } from '../beta-geometric-likelihood.ts';
import type { History } from '../histories.ts';
import type { PurchaseProcess, Values } from '../process.ts';
import { remembered } from '../remembered.ts';
import { type Phased, phasedAlive, phasedCount, phasedDiscounted, phasedPurchases } from './phases.ts';

/** The history of a customer who has just made the first purchase. */
const unseen: History = { x: 0, tx: 0, T: 0 };

/**
 * MBG/CNBD-k at a given k: gaps between purchases are Erlang of order k (k = 1: random, k ≥ 2: regular), and a customer may drop out after every
 * purchase, the first one included (the modified dropout of the MBG/NBD). Needs `logGaps` for a likelihood that compares different k. Expectations given a
 * history are exact: the package BTYDplus approximates them and scales the sum to that of new customers, which says more (grocery: 3,970 for 3,811).
 * Source: Platzer & Reutterer 2016, Marketing Science 35(5), 779–799; Reutterer, Platzer & Schröder 2021, IJRM 38(1).
 */
export function bgCnbdK(k: number): PurchaseProcess<BetaGeometricName> {
  const discounted = remembered(phasedDiscounted);
  const over = (values: Values, history: History, f: (living: Phased) => number): number => {
    const alive = aliveNow(k, values, history);
    return alive === 0 ? 0 : alive * overPhases(k, values, history, f);
  };
  return {
    id: 'bg-cnbd-k',
    parameters: ['r', 'alpha', 'a', 'b'],
    inTime: ['alpha'],
    discrete: false,
    start: [
      [0.5, 1 / k, 0.8, 2],
      [1, 3 / k, 1, 5],
    ],
    logLikelihood: (histories, values, gradient) => betaGeometricLikelihood({ early: 1, k }, histories, values, gradient),
    expected: (values, t) => over(values, unseen, (living) => phasedPurchases(living, t)),
    probability: (values, t, n) => {
      const alive = aliveNow(k, values, unseen);
      return (n === 0 ? 1 - alive : 0) + alive * overPhases(k, values, unseen, (living) => phasedCount(living, t, n));
    },
    alive: (values, history, ahead = 0) => over(values, history, (living) => phasedAlive(living, ahead)),
    countOfLiving: (values, history, t, n) => overPhases(k, values, history, (living) => phasedCount(living, t, n)),
    conditional: (values, history, t) => over(values, history, (living) => phasedPurchases(living, t)),
    residual: (values, history, rate, horizon) => over(values, history, (living) => discounted(living, rate, horizon)),
    heterogeneity: {
      rate: (values) => ({ kind: 'gamma', shape: values[0]!, rate: values[1]! * k }),
      dropout: (values) => ({ kind: 'beta', a: values[2]!, b: values[3]! }),
    },
  };
}

/** ln of (R)ᵢ/i! uⁱ, how likely i events since the last purchase are beside none, for i < k. */
function phaseWeights(k: number, values: Values, { x, tx, T }: History): number[] {
  const [R, u] = [values[0]! + k * x, (T - tx) / (values[1]! + T)];
  return Array.from({ length: k }, (_, i) => logRising(R, i) - logRising(1, i) + (i === 0 ? 0 : i * Math.log(u)));
}

/** The mean of f over the phases a customer alive at T may be in. */
function overPhases(k: number, values: Values, history: History, f: (living: Phased) => number): number {
  const weights = phaseWeights(k, values, history);
  const top = Math.max(...weights);
  let [sum, mass] = [0, 0];
  weights.forEach((weight, phase) => {
    const share = Math.exp(weight - top);
    if (share === 0) return;
    const shape = values[0]! + k * history.x + phase;
    mass += share;
    sum += share * f({ shape, rate: values[1]! + history.T, a: values[2]!, b: values[3]! + history.x + 1, k, phase });
  });
  return sum / mass;
}

/** P(alive at T): 1 / (1 + a/(b+x) · ((α+T)/(α+tx))^R / Σ (R)ᵢ/i! uⁱ), R = r + kx. Platzer & Reutterer 2016, equation 10 with the modified dropout. */
function aliveNow(k: number, values: Values, history: History): number {
  const { x, tx, T } = history;
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const weights = phaseWeights(k, values, history);
  const top = Math.max(...weights);
  const quiet = top + Math.log(weights.reduce((sum, weight) => sum + Math.exp(weight - top), 0));
  const gap = Math.log(a / (b + x)) + (r + k * x) * Math.log1p((T - tx) / (alpha + tx)) - quiet;
  return gap > 0 ? Math.exp(-gap) / (1 + Math.exp(-gap)) : 1 / (1 + Math.exp(gap));
}
