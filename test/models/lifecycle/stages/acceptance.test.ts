import { describe, expect, it } from 'vitest';
import { historyOf, simulateFalseAlarm, simulateOrders } from '#models/lifecycle/stages/false-alarm.ts';
import { unknownSegment } from '#models/lifecycle/stages/history.ts';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { D, S } from '#models/lifecycle/stages/trace.ts';
import { random } from '#numeric/random.ts';
import { quantile } from '#numeric/quantile.ts';

const machine = new StageMachine();
const runs = 2000;
const drop = 25;

/** Stage codes by calendar period 1..40 of every simulated buyer, each in the period in which the judgement falls; 0 before the first. */
function simulate(rate: number, after: number, count = runs): number[][] {
  const next = random(`acceptance ${rate} ${after}`);
  const buyers: number[][] = [];
  for (let i = 0; i < count; i++) {
    const stages = new Array<number>(41).fill(0);
    const buyer = historyOf(simulateOrders({ rate, periods: 40, drop, after }, next), 40);
    if (buyer !== null) {
      const trace = machine.run(buyer.history, () => unknownSegment, 'orders');
      for (let t = 1; t <= trace.length; t++) stages[Math.ceil(buyer.origin + t)] = trace.stage[t - 1]!;
    }
    buyers.push(stages);
  }
  return buyers;
}

/** Share of buyers whose decline begins at or after the drop, and how many periods after it. */
function detection(buyers: number[][]): { found: number; meanLag: number } {
  const lags = buyers
    .map((stages) => stages.findIndex((stage, t) => t >= drop && stage === D && stages[t - 1] !== D) - drop)
    .filter((lag) => lag >= 0);
  return { found: (100 * lags.length) / runs, meanLag: lags.reduce((a, b) => a + b, 0) / lags.length };
}

describe('2,000 simulated buyers', () => {
  it.each([
    [2, 12],
    [4, 12],
    [8, 14],
    [15, 8],
    [30, 0],
  ])('of %i orders a period become stable, and %i % are taken for declining without reason', (rate, falseDecline) => {
    const buyers = simulate(rate, 1);
    const reached = buyers.map((stages) => stages.indexOf(S)).filter((t) => t > 0);
    expect(reached.length / runs).toBeGreaterThanOrEqual(0.99);
    expect(quantile(reached, 0.5)).toBeGreaterThanOrEqual(10);
    expect(quantile(reached, 0.5)).toBeLessThanOrEqual(13);
    const alarms = (100 * buyers.filter((stages) => stages.includes(D)).length) / runs;
    expect(Math.abs(alarms - falseDecline)).toBeLessThanOrEqual(3);
  });

  it('of one order a period, 10,000 of them, are taken for declining in about 11 % of cases', () => {
    const alarms = simulate(1, 1, 10_000).filter((stages) => stages.includes(D)).length / 100;
    expect(Math.abs(alarms - 11)).toBeLessThanOrEqual(3);
  });

  it.each([
    [2, 5.5],
    [4, 3.5],
    [8, 3],
    [15, 2.5],
    [30, 2.5],
  ])('of %i orders a period: a drop by 80 % is found within %d periods on average', (rate, lag) => {
    const { found, meanLag } = detection(simulate(rate, 0.2));
    expect(found).toBeGreaterThanOrEqual(87);
    expect(meanLag).toBeLessThanOrEqual(lag);
  });

  it.each([
    [2, 44],
    [4, 77],
    [8, 98],
    [15, 100],
    [30, 100],
  ])('of %i orders a period: a drop by half is found in %i %', (rate, share) => {
    expect(Math.abs(detection(simulate(rate, 0.5)).found - share)).toBeLessThanOrEqual(4);
  });
});

describe('the false-alarm rate for an order rate', () => {
  it('is a share, the same for the same seed, and small for frequent buyers', () => {
    expect(simulateFalseAlarm(1, 7)).toBe(simulateFalseAlarm(1, 7));
    expect(simulateFalseAlarm(1, 7)).toBeGreaterThan(0.08);
    expect(simulateFalseAlarm(1, 7)).toBeLessThan(0.25);
    expect(simulateFalseAlarm(30, 7)).toBeLessThan(0.03);
  });
  it('stays a number where hardly anybody buys', () => {
    expect(simulateFalseAlarm(0.001, 7)).toBeGreaterThanOrEqual(0);
    expect(simulateFalseAlarm(0.001, 7)).toBeLessThanOrEqual(1);
  });
});
