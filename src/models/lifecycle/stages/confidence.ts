import { poissonWeight, weightKey } from '#numeric/poisson-weight.ts';
import type { CustomerHistory, LevelKind, SegmentProvider, SegmentRhythm } from './history.ts';
import type { StageMachine } from './machine.ts';

/** How sure the stage of each period is. */
export interface StageConfidence {
  /** stage codes as judged, index = period − 1 */
  stage: Uint8Array;
  /** share of replicates with the same stage at t, 0..1 */
  confidence: Float64Array;
  /** share of replicates in stage E, F, S, D, T at t: five numbers a period, adding to 1 */
  shares: Float64Array;
}

export interface ConfidenceOptions {
  level: LevelKind;
  segment: SegmentProvider;
  seed: number;
  /** any text that tells this customer from others; with the seed it fixes the draws */
  customerId: string;
  /** 200 in the specification */
  replicates: number;
}

/**
 * The bootstrap of one customer's stages: in each replicate every order counts Poisson(1) times, the first of each episode at least once; sums
 * are weighed, gaps are those between orders that count, the segment's rhythm stays. Answers per period the share of replicates that reach the
 * same stage. A period without a stage in the judged history has confidence 1 (nothing is claimed). Seeded: the same customer, history and
 * seed give the same answer. Cost: `replicates` runs of the machine. Source: rule M03; Poisson bootstrap of Chamandy et al. 2012.
 */
export function stageConfidence(machine: StageMachine, history: CustomerHistory, options: ConfidenceOptions): StageConfidence {
  const { level, seed, customerId, replicates } = options;
  const segment = remembered(options.segment);
  const judged = machine.run(history, segment, level);
  const stage = judged.stage.slice(0, judged.length);
  const opening = openingOrders(history, judged.episode);
  const counts = new Float64Array(stage.length * 5);
  const same = new Float64Array(stage.length);
  const key = weightKey(seed, customerId);
  const draw = new Draw(history, opening);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const trace = machine.run(draw.next(key, replicate), segment, level);
    for (let t = 0; t < stage.length; t++) {
      const code = trace.stage[t]!;
      if (code > 0) counts[t * 5 + code - 1]! += 1;
      if (code === stage[t]) same[t]! += 1;
    }
  }
  return { stage, confidence: same.map((n) => n / replicates), shares: counts.map((n) => n / replicates) };
}

/** The same rhythms, each asked for once: the replicates are judged in the same periods. */
function remembered(segment: SegmentProvider): SegmentProvider {
  const known: SegmentRhythm[] = [];
  return (t) => (known[t] ??= segment(t));
}

/** Which orders open an episode: they must not vanish from a replicate. */
function openingOrders({ orders, periods }: CustomerHistory, episode: ArrayLike<number>): Set<number> {
  const opening = new Set<number>([0]);
  let order = 0;
  for (let t = 0; t < periods; t++) {
    while (order < orders.length && orders[order]! < t) order++;
    if (t > 0 && episode[t]! > episode[t - 1]!) opening.add(Math.min(order, orders.length - 1));
  }
  return opening;
}

/** Draws of one history; money of a period moves with its orders, and what a period has without an order stays. */
class Draw {
  readonly #history: CustomerHistory;
  readonly #opening: Set<number>;
  readonly #weights: Uint8Array;
  readonly #drawn: CustomerHistory;

  constructor(history: CustomerHistory, opening: Set<number>) {
    this.#history = history;
    this.#opening = opening;
    this.#weights = new Uint8Array(history.orders.length);
    this.#drawn = {
      ...history,
      orderWeights: this.#weights,
      amounts: history.amounts && new Float64Array(history.periods),
      profits: history.profits && new Float64Array(history.periods),
    };
  }

  /** The history of one replicate; valid until the next. */
  next(key: number, replicate: number): CustomerHistory {
    const { orders } = this.#history;
    for (let i = 0; i < orders.length; i++) {
      const weight = poissonWeight(key, replicate * orders.length + i);
      this.#weights[i] = this.#opening.has(i) ? Math.max(1, weight) : weight;
    }
    this.#drawMoney();
    return this.#drawn;
  }

  #drawMoney(): void {
    const { orders, orderAmounts, amounts, profits, periods } = this.#history;
    if (amounts === null) return;
    let order = 0;
    for (let t = 0; t < periods; t++) {
      let [whole, drawn, n, times] = [0, 0, 0, 0];
      for (; order < orders.length && orders[order]! < t + 1; order++) {
        const amount = orderAmounts?.[order] ?? 0;
        whole += amount;
        drawn += amount * this.#weights[order]!;
        n++;
        times += this.#weights[order]!;
      }
      const factor = whole > 0 ? drawn / whole : n > 0 ? times / n : 1;
      (this.#drawn.amounts as Float64Array)[t] = amounts[t]! * factor;
      if (profits !== null) (this.#drawn.profits as Float64Array)[t] = profits[t]! * factor;
    }
  }
}
