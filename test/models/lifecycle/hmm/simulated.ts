import type { History } from '#models/lifecycle/hmm/sequences.ts';
import { type Random, random } from '#numeric/random.ts';
import { poisson } from '#numeric/variates.ts';

/** The truth of the simulated customers: probabilities of moves, orders per period of a usual customer, and three classes of scale. */
export const truth = {
  moves: {
    E: { E: 0.7, F: 0.2, D: 0.1 },
    F: { F: 0.75, S: 0.2, D: 0.05 },
    S: { S: 0.95, D: 0.05 },
    D: { F: 0.1, D: 0.6, T: 0.3 },
    T: { T: 1 },
  } as Record<string, Record<string, number>>,
  rates: { E: 0.6, F: 2, S: 5, D: 0.3, T: 0 } as Record<string, number>,
  scales: [0.5, 1, 1.7],
};

/** Histories from the truth; a force of `presence` multiplies the odds of going into decline by `odds`. */
export function simulate(customers: number, periods: number, seed: string, force = { presence: 0, odds: 1 }): History[] {
  const next = random(seed);
  return Array.from({ length: customers }, () => {
    const scale = truth.scales[next() < 0.3 ? 0 : next() < 0.7 ? 1 : 2]!;
    const orders = [1];
    const forces: number[] = [];
    let state = 'E';
    for (let t = 1; t < periods; t++) {
      forces.push(Number(next() < force.presence));
      state = step(state, forces.at(-1) === 1 ? force.odds : 1, next);
      orders.push(poisson(next, truth.rates[state]! * scale));
    }
    return { orders, forces: [...forces, 0] };
  });
}

function step(state: string, odds: number, next: Random): string {
  const weights = Object.entries(truth.moves[state]!).map(([to, p]) => [to, to === 'D' && state !== 'D' ? p * odds : p] as const);
  let left = next() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  return weights.find(([, weight]) => (left -= weight) < 0)?.[0] ?? state;
}
