import { hmmRules } from '#schema/thresholds.ts';
import type { Fit, Model, ModelWarning, StopSignal } from '../../definition.ts';
import { type Driver, driversOf } from './drivers.ts';
import { climb, type Climb, type Search, search } from './em.ts';
import { expect } from './expect.ts';
import { covariance, errorOf, pack, unpack } from './information.ts';
import { moveProbabilities, type Parameters } from './parameters.ts';
import { type History, type Sequences, sequencesOf } from './sequences.ts';
import { fourStages, type Shape, threeStages } from './states.ts';

export interface HmmInputs {
  histories: History[];
  /** names of the bits in `forces` of the histories */
  forces: string[];
}

export type HmmOptions = { starts: number; classes: number; seed: number };

/** A number with its 95 % interval of the observed information; null ends when the information has no inverse. */
export interface Ranged {
  value: number;
  low: number | null;
  high: number | null;
}

export interface HmmEstimates {
  /** probability of every legal move a period, and how many of them the histories are expected to hold */
  transitions: (Ranged & { from: string; to: string; n: number })[];
  /** mean orders per period of a customer of usual scale in each state, and the customer-periods expected in it */
  rates: (Ranged & { state: string; n: number })[];
  /** classes of customers: how many times the mean number of orders they place, and how common they are */
  scales: { scale: number; share: number }[];
  /** size of the negative binomial; null for Poisson */
  size: number | null;
  drivers: Driver[];
}

export interface HmmDiagnostics {
  customers: number;
  moves: number;
  logLikelihood: number;
  /** Bayesian information criterion with customers as the unit; smaller is better */
  bic: number;
  bicThreeStates: number;
  /** of the four states with all driving forces; null without any */
  bicForces: number | null;
  parameters: number;
  starts: number;
  finalists: number;
  /** finalists that ended at the same likelihood */
  agreeing: number;
  steps: number;
  converged: boolean;
  /** states whose rates are held apart by the least distance alone, so that the data do not tell them apart; their intervals are left out */
  pooled: number;
}

/** Hidden stages behind the orders, and what drives customers from one to the next. */
export const hmm: Model<HmmInputs, HmmOptions, HmmEstimates, HmmDiagnostics | Record<string, never>> = {
  id: 'hmm',
  source:
    'After Netzer, Lattin & Srinivasan 2008: hidden Markov model of customer relationships; here with the mask of the lifecycle theory',
  units: {
    orders: 'orders in each complete period since the first order, the first period first',
    forces: 'bits by period: which driving forces were at work',
  },
  defaults: { starts: hmmRules.starts, classes: hmmRules.classes, seed: 20_080_304 },
  fit({ histories, forces }, options, signal) {
    const long = histories.filter(({ orders }) => orders.length >= hmmRules.leastPeriods).length;
    if (long < hmmRules.leastCustomers) return refusal(histories, long);
    const data = sequencesOf(histories, 0);
    const four = search(fourStages, histories, options, signal);
    const spread = climb(fourStages, { ...four.parameters, size: 5 }, data, hmmRules.steps, signal);
    const overdispersed = bicOf(fourStages, spread, data) < bicOf(fourStages, four, data);
    const best: Climb = overdispersed ? spread : four;
    const rival = search(threeStages, histories, options, signal);
    const three = overdispersed ? climb(threeStages, { ...rival.parameters, size: 5 }, data, hmmRules.steps, signal) : rival;
    const found = estimatesOf(best.parameters, data, signal);
    const least = Math.min(...found.rates.map(({ n }) => n));
    const need = Math.ceil(hmmRules.leastState * (data.moves + data.customers));
    if (least < need)
      return {
        estimates: null,
        reason: { code: 'hmm-collapsed', parameters: { have: Math.floor(least), need } },
        diagnostics: {},
        warnings: [],
      };
    const driven = driversOf(best.parameters, histories, forces, signal);
    return {
      estimates: { ...found, drivers: driven?.drivers ?? [] },
      reason: null,
      diagnostics: {
        ...report(four, best, data),
        pooled: pooledStates(best.parameters.rates).length,
        bic: bicOf(fourStages, best, data),
        bicThreeStates: bicOf(threeStages, three, data),
        bicForces: driven && bicOf(fourStages, driven.climb, data),
      },
      warnings: warningsOf(best),
    };
  },
};

function refusal(histories: readonly History[], long: number): Fit<HmmEstimates, Record<string, never>> {
  const few = histories.length < hmmRules.leastCustomers;
  const reason: ModelWarning = few
    ? { code: 'hmm-few-customers', parameters: { have: histories.length, need: hmmRules.leastCustomers } }
    : { code: 'hmm-few-periods', parameters: { have: long, need: hmmRules.leastCustomers, periods: hmmRules.leastPeriods } };
  return { estimates: null, reason, diagnostics: {}, warnings: [] };
}

function report(
  { starts, finalists, agreeing }: Search,
  { logLikelihood, steps, converged, parameters }: Climb,
  { customers, moves }: Sequences,
) {
  return {
    customers,
    moves,
    logLikelihood,
    parameters: pack(fourStages, parameters).length,
    starts,
    finalists,
    agreeing,
    steps,
    converged,
  };
}

/** Places of the rising states that stand at the least distance from a neighbour. */
function pooledStates(rates: readonly number[]): number[] {
  const touches = (s: number) => s > 0 && s < fourStages.rising && rates[s]! <= rates[s - 1]! * hmmRules.separation * (1 + 1e-6);
  return rates.flatMap((_, s) => (touches(s) || touches(s + 1) ? [s] : []));
}

function warningsOf({ converged, parameters }: Climb) {
  const [stable, decline] = [parameters.rates[fourStages.rising - 1]!, parameters.rates[fourStages.rising]!];
  return [
    ...(converged ? [] : [{ code: 'hmm-not-converged', parameters: {} }]),
    ...(pooledStates(parameters.rates).length > 0 ? [{ code: 'hmm-pooled', parameters: {} }] : []),
    ...(decline >= stable ? [{ code: 'hmm-decline-not-lower', parameters: {} }] : []),
  ];
}

function bicOf(shape: Shape, { parameters, logLikelihood }: Climb, { customers }: Sequences): number {
  return pack(shape, parameters).length * Math.log(customers) - 2 * logLikelihood;
}

function estimatesOf(parameters: Parameters, data: Sequences, signal: StopSignal): Omit<HmmEstimates, 'drivers'> {
  const shape = fourStages;
  const expected = expect(shape, parameters, data);
  const covered = covariance(shape, parameters, data, signal);
  const list = pack(shape, parameters);
  /** The interval of a number on the scale on which it is nearest to normal. */
  const ranged = (
    value: number,
    there: (value: number) => number,
    back: (value: number) => number,
    of: (some: Parameters) => number,
  ): Ranged => {
    const error = covered && errorOf(list, covered, (some) => there(of(unpack(shape, some, parameters))));
    if (!error) return { value, low: null, high: null };
    return { value, low: back(there(value) - 1.959964 * error), high: back(there(value) + 1.959964 * error) };
  };
  const states = shape.names.length;
  const size = expected.counts.length / states / parameters.scales.length;
  const periodsIn = (state: number) =>
    parameters.scales.reduce((sum, _, k) => {
      const start = (k * states + state) * size;
      return sum + expected.counts.subarray(start, start + size).reduce((a, b) => a + b, 0);
    }, 0);
  const probabilities = moveProbabilities(shape, parameters, [[]]);
  const pooled = pooledStates(parameters.rates);
  /** At the edge of what is allowed the information says nothing of the spread (Self & Liang 1987). */
  const without = (ranges: Ranged, ...states: number[]): Ranged =>
    states.some((state) => pooled.includes(state)) ? { ...ranges, low: null, high: null } : ranges;
  const logit = (p: number) => Math.log(p / (1 - p));
  const share = (x: number) => 1 / (1 + Math.exp(-x));
  return {
    transitions: shape.moves.flatMap(({ from, to }, m) =>
      from === states - 1
        ? []
        : {
            from: shape.names[from]!,
            to: shape.names[to]!,
            n: expected.moves[m]!,
            ...without(
              ranged(probabilities[m]!, logit, share, (some) => moveProbabilities(shape, some, [[]])[m]!),
              from,
              to,
            ),
          },
    ),
    rates: parameters.rates.map((rate, s) => ({
      state: shape.names[s]!,
      n: periodsIn(s),
      ...without(
        ranged(rate, Math.log, Math.exp, (some) => some.rates[s]!),
        s,
      ),
    })),
    scales: parameters.scales.map((scale, k) => ({ scale, share: parameters.shares[k]! })).sort((a, b) => a.scale - b.scale),
    size: Number.isFinite(parameters.size) ? parameters.size : null,
  };
}
