import { beforeAll, describe, expect, test } from 'vitest';
import { hmm, type HmmDiagnostics, type HmmEstimates } from '#models/lifecycle/hmm/definition.ts';
import { search } from '#models/lifecycle/hmm/em.ts';
import { moveProbabilities } from '#models/lifecycle/hmm/parameters.ts';
import { fourStages } from '#models/lifecycle/hmm/states.ts';
import { simulate, truth } from './simulated.ts';

const go = { aborted: false };
/** Fewer starts than the product's 20, so that the tests stay short. */
const quick = { ...hmm.defaults, starts: 3 };

test('transitions of 2,000 simulated customers over 24 periods are recovered within .05, and their order rates within an eighth', () => {
  const { parameters, converged, agreeing, finalists } = search(fourStages, simulate(2000, 24, 'recovery'), quick, go);
  const probabilities = moveProbabilities(fourStages, parameters, [[]]);
  fourStages.moves.forEach(({ from, to }, m) => {
    const [before, after] = [fourStages.names[from]!, fourStages.names[to]!];
    expect(Math.abs(probabilities[m]! - truth.moves[before]![after]!), `${before} to ${after}`).toBeLessThan(0.05);
  });
  parameters.rates.forEach((rate, state) => expect(Math.abs(rate / truth.rates[fourStages.names[state]!]! - 1)).toBeLessThan(0.125));
  expect(parameters.scales.map((scale) => Math.round(scale * 10) / 10).sort()).toEqual(truth.scales);
  expect({ converged, agreeing }).toEqual({ converged: true, agreeing: finalists });
}, 60_000);

describe('the whole fit of 700 customers over 16 periods', () => {
  let found: HmmEstimates;
  let report: HmmDiagnostics;
  beforeAll(() => {
    const histories = simulate(700, 16, 'forces', { presence: 0.15, odds: 5 });
    const answer = hmm.fit({ histories, forces: ['complaints', 'contacts'] }, quick, go);
    found = answer.estimates!;
    report = answer.diagnostics as HmmDiagnostics;
  }, 60_000);

  test('gives every number an interval that holds it', () => {
    for (const { value, low, high } of [...found.transitions, ...found.rates]) {
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
  });

  test('has classes of customers with mean scale 1', () => {
    expect(found.scales.reduce((sum, { scale, share }) => sum + scale * share, 0)).toBeCloseTo(1, 9);
  });

  test('finds the force that multiplies the odds of decline by five, and tells it apart from chance', () => {
    const decline = found.drivers.find(({ force, from, to }) => force === 'complaints' && from === 'S' && to === 'D')!;
    expect(decline.clear).toBe(true);
    expect(decline.low).toBeGreaterThan(2);
    expect(decline.low).toBeLessThan(5);
    expect(decline.high).toBeGreaterThan(5);
    expect(report.bicForces).toBeLessThan(report.bic);
  });

  test('leaves aside a force that is never present', () => {
    expect(found.drivers.filter(({ force }) => force === 'contacts')).toEqual([]);
  });

  test('says that four states explain more than three, and how the search went', () => {
    expect(report.bic).toBeLessThan(report.bicThreeStates);
    expect(report).toMatchObject({ customers: 700, moves: 10_500, converged: true, starts: 3, finalists: 2 });
  });
});

describe('the hidden Markov model', () => {
  test('refuses fewer than 200 customers, and histories of fewer than 8 periods', () => {
    expect(hmm.fit({ histories: simulate(199, 20, 'few'), forces: [] }, quick, go).reason).toEqual({
      code: 'hmm-few-customers',
      parameters: { have: 199, need: 200 },
    });
    expect(hmm.fit({ histories: simulate(300, 7, 'short'), forces: [] }, quick, go).reason).toMatchObject({ code: 'hmm-few-periods' });
  });

  test('stops when it is told to', () => {
    expect(() => hmm.fit({ histories: simulate(250, 10, 'stop'), forces: [] }, quick, { aborted: true })).toThrow('model/stopped');
  });

  test('answers the same for the same seed', () => {
    const histories = simulate(200, 8, 'same');
    const once = hmm.fit({ histories, forces: [] }, { ...quick, starts: 2 }, go);
    expect(hmm.fit({ histories, forces: [] }, { ...quick, starts: 2 }, go)).toEqual(once);
  });
});
