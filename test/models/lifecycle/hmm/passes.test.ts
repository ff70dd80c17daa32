import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { climb } from '#models/lifecycle/hmm/em.ts';
import { expect as expectation } from '#models/lifecycle/hmm/expect.ts';
import { invert } from '#numeric/linear.ts';
import { covariance, errorOf, objective, pack, unpack } from '#models/lifecycle/hmm/information.ts';
import { maximise } from '#models/lifecycle/hmm/maximise.ts';
import { countProbabilities, moveProbabilities, type Parameters, symbols } from '#models/lifecycle/hmm/parameters.ts';
import { type History, sequencesOf } from '#models/lifecycle/hmm/sequences.ts';
import { fourStages, type Shape, threeStages } from '#models/lifecycle/hmm/states.ts';

const go = { aborted: false };

function parametersOf(shape: Shape, some: Partial<Parameters> = {}): Parameters {
  return {
    odds: shape.moves.map(({ from, to }, m) => (from === to ? 0 : -1 - 0.2 * m)),
    effects: shape.moves.map(({ from, to }, m) => (from === to ? [] : [0.1 * m, -0.2])),
    rates: [0.5, 1.5, 4, 0.2].filter((_, i) => shape.rising === 3 || i !== 1),
    scales: [0.5, 1.5],
    shares: [0.5, 0.5],
    size: Infinity,
    ...some,
  };
}

/** The likelihood of one history by adding up every path of states. */
function bruteForce(shape: Shape, parameters: Parameters, { orders, forces }: History): number {
  const data = sequencesOf([{ orders, ...(forces ? { forces } : {}) }], 2);
  const steps = moveProbabilities(shape, parameters, data.patterns);
  const seen = countProbabilities(shape, parameters);
  const paths = (k: number, state: number, t: number): number =>
    t === data.lengths[0]
      ? 1
      : shape.moves.reduce((sum, { from, to }, m) => {
          if (from !== state) return sum;
          const step = steps[data.patternOf[t]! * shape.moves.length + m]!;
          return sum + step * seen[(k * shape.names.length + to) * symbols + data.counts[t]!]! * paths(k, to, t + 1);
        }, 0);
  return Math.log(parameters.shares.reduce((sum, share, k) => sum + share * paths(k, 0, 0), 0));
}

const histories = fc.array(
  fc.record({
    orders: fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 2, maxLength: 6 }),
    forces: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('the forward and backward pass', () => {
  test.each([
    ['four stages, Poisson', fourStages, {}],
    ['three stages, Poisson', threeStages, {}],
    ['four stages, negative binomial', fourStages, { size: 1.7 }],
  ])('has the likelihood of all paths added up: %s', (_, shape, some) => {
    const parameters = parametersOf(shape, some);
    fc.assert(
      fc.property(histories, (list) => {
        const sum = list.reduce((total, history) => total + bruteForce(shape, parameters, history), 0);
        expect(expectation(shape, parameters, sequencesOf(list, 2)).logLikelihood).toBeCloseTo(sum, 8);
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  test('expects as many moves, periods and customers as there are', () => {
    fc.assert(
      fc.property(histories, (list) => {
        const data = sequencesOf(list, 2);
        const { moves, counts, classes } = expectation(fourStages, parametersOf(fourStages), data);
        const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
        expect(sum(moves)).toBeCloseTo(data.moves, 8);
        expect(sum(counts)).toBeCloseTo(data.moves, 8);
        expect(sum(classes)).toBeCloseTo(data.customers, 8);
      }),
      { seed: 12, numRuns: 30 },
    );
  });

  test('histories that are alike are passed once', () => {
    const data = sequencesOf([{ orders: [1, 0, 2] }, { orders: [3, 0, 2] }, { orders: [1] }], 0);
    expect([...data.weights]).toEqual([2]);
    expect(data).toMatchObject({ customers: 2, moves: 4, longest: 2 });
  });
});

describe('the maximisation', () => {
  test('C1: keeps the mask, rows that add up to one, ordered rates and finite numbers, and never loses objective', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(Infinity, 2), (list, size) => {
        const data = sequencesOf(list, 2);
        let parameters = parametersOf(fourStages, { size });
        for (let step = 0; step < 6; step++) {
          const expected = expectation(fourStages, parameters, data);
          const next = maximise(fourStages, parameters, expected, data);
          expect(objective(fourStages, next, expected, data)).toBeGreaterThan(objective(fourStages, parameters, expected, data) - 1e-3);
          parameters = next;
        }
        const table = moveProbabilities(fourStages, parameters, data.patterns);
        data.patterns.forEach((_, p) =>
          fourStages.names.forEach((__, state) => {
            const row = fourStages.moves.reduce(
              (sum, { from }, m) => sum + (from === state ? table[p * fourStages.moves.length + m]! : 0),
              0,
            );
            expect(row).toBeCloseTo(1, 10);
          }),
        );
        expect(parameters.rates[1]! / parameters.rates[0]!).toBeGreaterThan(1.0999);
        expect(parameters.rates[2]! / parameters.rates[1]!).toBeGreaterThan(1.0999);
        expect(pack(fourStages, parameters).every(Number.isFinite)).toBe(true);
      }),
      { seed: 13, numRuns: 40 },
    );
  });

  test('ends where the score is nought, and its covariance is that of a plain proportion where stages can be seen', () => {
    const list: History[] = Array.from({ length: 400 }, (_, i) => ({ orders: i % 4 === 0 ? [1, 40, 40, 40] : [1, 9, 9, 9] }));
    const { parameters, converged } = climb(
      fourStages,
      { ...parametersOf(fourStages), scales: [1], shares: [1], effects: fourStages.moves.map(() => []), rates: [9, 40, 60, 0.01] },
      sequencesOf(list, 0),
      200,
      go,
    );
    expect(converged).toBe(true);
    const covered = covariance(fourStages, parameters, sequencesOf(list, 0), go);
    const stay = (numbers: readonly number[]) => moveProbabilities(fourStages, unpack(fourStages, numbers, parameters), [[]])[0]!;
    const error = errorOf(pack(fourStages, parameters), covered!, stay);
    expect(stay(pack(fourStages, parameters))).toBeCloseTo(0.9, 2);
    expect(error).toBeCloseTo(Math.sqrt((0.9 * 0.1) / 1000), 3);
    expect(invert(covered!)).not.toBeNull();
  });
});
