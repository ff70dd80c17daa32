import { describe, expect, it } from 'vitest';
import { stageConfidence } from '#models/lifecycle/stages/confidence.ts';
import { asStage, crosswalks } from '#models/lifecycle/stages/crosswalk.ts';
import { flickerOf } from '#models/lifecycle/stages/flicker.ts';
import { historyOf, simulateOrders } from '#models/lifecycle/stages/false-alarm.ts';
import { type CustomerHistory, unknownSegment } from '#models/lifecycle/stages/history.ts';
import { illegalMoves } from '#models/lifecycle/stages/legal.ts';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { revisedStages } from '#models/lifecycle/stages/revised.ts';
import { withoutHysteresis } from '#models/lifecycle/stages/rules.ts';
import { flags, stageNames } from '#models/lifecycle/stages/trace.ts';
import { random } from '#numeric/random.ts';
import { fromCounts, run } from '../../support/stage-strings.ts';

const machine = new StageMachine();
const segment = () => unknownSegment;
const sureOf = (history: CustomerHistory, seed = 1) =>
  stageConfidence(machine, history, { level: 'orders', segment, seed, customerId: 'a', replicates: 200 });
const letters = (codes: ArrayLike<number>) => Array.from(codes, (code) => stageNames[code] || '.').join('');
const buyers = (rate: number, n: number) => {
  const next = random(`buyers ${rate}`);
  return Array.from({ length: n }, () => historyOf(simulateOrders({ rate, periods: 40 }, next), 40)!.history);
};

describe('an order that counts several times', () => {
  it('counts so in sums and leaves gaps alone; one that counts nothing is not there', () => {
    const weights = [1, 0, 2, 1, 3, 0, 1, 1, 1, 1, 2, 1];
    const counts = run(1, 12).map((_, i) => weights[i]!);
    const weighed = machine.run({ ...fromCounts(run(1, 12)), orderWeights: weights }, segment, 'orders');
    const [stage, level] = [letters(weighed.stage.slice(0, 12)), [...weighed.level.slice(0, 12)]];
    const plain = machine.run(fromCounts(counts), segment, 'orders');
    expect(letters(plain.stage.slice(0, 12))).toBe(stage);
    expect([...plain.level.slice(0, 12)]).toEqual(level);
  });
});

describe('the confidence of a stage', () => {
  it('is the same for the same seed and customer, and shares add to one', () => {
    const [history] = buyers(2, 1);
    const one = sureOf(history!);
    expect(sureOf(history!)).toEqual(one);
    expect(sureOf(history!, 2).confidence).not.toEqual(one.confidence);
    for (let t = 0; t < one.stage.length; t++) {
      expect(one.shares.slice(t * 5, t * 5 + 5).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(one.confidence[t]).toBeCloseTo(one.shares[t * 5 + one.stage[t]! - 1]!, 9);
    }
  });

  it('is full in the first periods and after a long end, and higher for frequent buyers', () => {
    const ended = sureOf(fromCounts([...run(4, 20), ...run(0, 40)]));
    expect([...ended.confidence.slice(0, 2)]).toEqual([1, 1]);
    expect(ended.confidence.at(-1)).toBe(1);
    const mean = (rate: number) =>
      buyers(rate, 30).reduce((sum, history) => sum + sureOf(history).confidence.reduce((a, b) => a + b, 0) / history.periods, 0) / 30;
    expect(mean(15)).toBeGreaterThan(mean(1));
  });

  it('never loses the order that opens an episode', () => {
    const back = sureOf(fromCounts([1, ...run(0, 20), 1, ...run(0, 3)]));
    expect(letters(back.stage)).toMatch(/^E+D+T+E+$/);
    expect(back.shares[21 * 5]).toBe(1);
  });

  it('draws money with its orders', () => {
    const plain = fromCounts(run(4, 20));
    const orderAmounts = plain.orders as number[];
    const money = { ...plain, orderAmounts: orderAmounts.map(() => 10), amounts: run(40, 20), profits: run(12, 20) };
    const sure = stageConfidence(machine, money, { level: 'amount+profit', segment, seed: 1, customerId: 'a', replicates: 50 });
    expect(letters(sure.stage)).toMatch(/S$/);
    expect(sure.confidence.at(-1)).toBeGreaterThan(0.5);
  });
});

describe('revised stages', () => {
  it('C4: are a legal path that agrees with the judged one where the bootstrap does', () => {
    for (const history of buyers(2, 20)) {
      const sure = sureOf(history);
      const path = letters(revisedStages(sure.shares, 200));
      expect(illegalMoves([...path])).toEqual([]);
      sure.confidence.forEach((share, t) => {
        if (share === 1 && t < 3) expect(path[t]).toBe(letters(sure.stage)[t]);
      });
    }
  });

  it('take what no legal path could hold for chance', () => {
    const share = (f: number, s: number) => [0, f, s, 0, 0];
    const shares = [[1, 0, 0, 0, 0], share(1, 0), share(0, 1), share(0.55, 0.45), share(0, 1), share(0, 1)].flat();
    expect(letters(revisedStages(shares, 200))).toBe('EFSSSS');
    expect(revisedStages([], 200)).toHaveLength(0);
  });
});

describe('C1: stage labels from elsewhere', () => {
  it('are checked pair by pair and listed, not repaired', () => {
    expect(illegalMoves(['E', 'S', null, 'S', 'F', 'D', 'X', 'T', 'E', 'D', 'S'])).toEqual([
      { index: 1, from: 'E', to: 'S' },
      { index: 4, from: 'S', to: 'F' },
      { index: 6, from: 'D', to: 'X' },
      { index: 10, from: 'D', to: 'S' },
    ]);
    expect(illegalMoves(['E', 'E', 'F', 'S', 'D', 'F', 'D', 'T', 'E'])).toEqual([]);
    expect(illegalMoves([])).toEqual([]);
  });

  it('are known by the names of three authors in two languages', () => {
    expect(['考察期', 'expansion', '成熟期', 'Decline', 't', '承诺', '解体', '会员'].map(asStage)).toEqual([
      'E',
      'F',
      'S',
      'D',
      'T',
      'S',
      'D',
      null,
    ]);
    expect(crosswalks.map(({ names }) => Object.keys(names).length)).toEqual([6, 6, 6]);
  });
});

describe('C3: hysteresis', () => {
  it('makes stages change less often than one level without waiting would', () => {
    const hasty = new StageMachine(withoutHysteresis);
    const rate = (one: StageMachine) => {
      const found = buyers(2, 200).map((history) => flickerOf(one, history, segment, 'orders'));
      return found.reduce((sum, { changes }) => sum + changes, 0) / found.reduce((sum, { periods }) => sum + periods, 0);
    };
    const [calm, nervous] = [rate(machine), rate(hasty)];
    expect(calm).toBeGreaterThan(2 / 40);
    expect(nervous).toBeGreaterThan(1.1 * calm);
  });

  it('counts no change at a new episode', () => {
    const back = fromCounts([...run(3, 12), ...run(0, 20), ...run(3, 1)]);
    expect(flickerOf(machine, back, segment, 'orders')).toEqual({ changes: 4, periods: 32 });
  });
});

describe('C1: a customer at the plateau from the first period', () => {
  it('still records exploration, then formation for one period and more, and is marked compressed when that was quick', () => {
    const trace = machine.run(fromCounts(run(40, 12)), segment, 'orders');
    const path = letters(trace.stage.slice(0, trace.length));
    expect(path).toMatch(/^E+F+S+$/);
    const reached = path.indexOf('S');
    expect(reached).toBeLessThanOrEqual(7);
    expect((trace.flags[reached]! & flags.compressed) !== 0).toBe(reached <= 6);
  });
});
