import { describe, expect, it } from 'vitest';
import { stages } from '#models/lifecycle/stages/definition.ts';
import { fromCounts, judge, run } from '../../support/stage-strings.ts';

describe('named customers', () => {
  it('one-time buyer: exploration, decline once the usual second order stays out, then the end', () => {
    const { letters, reasons } = judge(fromCounts([1, ...run(0, 19)]));
    expect(letters).toMatch(/^E+D+T+$/);
    expect(letters.indexOf('D')).toBe(4);
    expect(reasons[letters.indexOf('D')]).toBe('gap-too-long');
    expect(reasons[letters.indexOf('T')]).toBe('lapsed');
  });

  it('one order a period: formation and then stable for good', () => {
    const { letters } = judge(fromCounts(run(1, 40)));
    expect(letters).toMatch(/^E+F+S+$/);
  });

  it('one order in three periods: the same, at a slower rhythm', () => {
    const { letters } = judge(fromCounts(Array.from({ length: 72 }, (_, i) => (i % 3 === 0 ? 1 : 0))));
    expect(letters).toMatch(/^E+F+S+$/);
    expect(letters.indexOf('S')).toBeGreaterThan(18);
  });

  it.each([0.25, 0.5, 1, 2, 4, 8])('a regular buyer with a gap of %d periods becomes stable and stays so', (gap) => {
    const orders = Array.from({ length: Math.ceil(120 / gap) }, (_, i) => i * gap + 0.01);
    const history = { periods: 120, orders, orderAmounts: null, amounts: null, profits: null };
    expect(judge(history, () => ({ mean: gap, cv: 0.3, first90: 1.3 * gap, active: Math.max(1, gap) })).letters).toMatch(/^E+F+S+$/);
    expect(judge(history).letters).toMatch(/S{20}$/);
  });

  it('C1: flat from the first period: still explores and forms first, marked compressed', () => {
    const { letters, flagged } = judge(fromCounts(run(6, 30)));
    expect(letters).toMatch(/^E+F+S+$/);
    expect(flagged('compressed')[letters.indexOf('S')]).toBe(letters.indexOf('S') <= 6);
  });

  it('growing: not stable while growth can be seen', () => {
    const { letters } = judge(fromCounts([1, 1, 2, 3, 4, 6, 8, 11, 14, 18, 24, 30, 30, 30, 30, 30, 30, 30]));
    expect(letters).toMatch(/^E+F+S+$/);
    expect(letters.indexOf('S')).toBeGreaterThanOrEqual(12);
  });

  it('C2: growing again when stable: stays stable and says so', () => {
    const { letters, flagged } = judge(fromCounts([...run(4, 16), ...run(12, 6)]));
    expect(letters.slice(16)).toBe('SSSSSS');
    expect(flagged('growing').slice(16)).toContain(true);
  });

  it('C3: declining and recovering: back through formation, never straight to stable', () => {
    const { letters, reasons } = judge(fromCounts([...run(6, 16), ...run(1, 8), ...run(6, 16)]));
    expect(letters).toMatch(/^E+F+S+D+F+S+$/);
    expect(reasons[letters.indexOf('D')]).toBe('level-fell');
    expect(reasons[letters.lastIndexOf('D') + 1]).toBe('recovered');
  });

  it('C2: ended and back: a second episode begins in exploration', () => {
    const { letters, episodes, reasons } = judge(fromCounts([...run(3, 12), ...run(0, 20), ...run(3, 12)]));
    expect(letters).toMatch(/^E+F+S+D+T+E+F+S+$/);
    expect(episodes.at(-1)).toBe(2);
    expect(reasons[32]).toBe('new-episode');
  });

  it('a lasting lower plateau: decline, then measured by the plateau, then stable again', () => {
    const { letters, flagged } = judge(fromCounts([...run(10, 16), ...run(3, 44)]));
    expect(letters).toMatch(/^E+F+S+D+F+S+$/);
    expect(flagged('rebased')).toContain(true);
  });

  it('seasonal: the seasonal clock keeps a quiet season from looking like a decline', () => {
    const season = [0.3, 0.3, 0.6, 1, 1.5, 2, 2, 1.5, 1, 0.8, 0.5, 0.5];
    const counts = Array.from({ length: 60 }, (_, i) => Math.round(20 * season[i % 12]!));
    const without = judge(fromCounts(counts)).letters;
    const weights = counts.map((_, i) => (season[i % 12]! * 12) / season.reduce((a, b) => a + b, 0));
    const plenty = weights.map((weight) => Math.max(0.5, weight));
    expect(without).toContain('D');
    expect(judge(fromCounts(counts, { weights: plenty })).letters.slice(20)).not.toContain('D');
  });

  it('an unobserved period repeats what stood before and hands its orders on', () => {
    const { letters, reasons } = judge(fromCounts(run(2, 20), { weights: [...run(1, 9), 0.1, ...run(1, 10)] }));
    expect(reasons[9]).toBe('not-observed');
    expect(letters[9]).toBe(letters[8]);
    expect(letters).toMatch(/^E+F+S+$/);
  });

  it('a contract that ended with nothing open: declined and ended in the same period', () => {
    const { letters, flagged, reasons } = judge(fromCounts(run(2, 20), { contracts: [{ period: 15, openItems: 0 }] }));
    expect(letters.slice(0, 15)).toMatch(/^E+F+S+T$/);
    expect(flagged('declinedFirst')[14]).toBe(true);
    expect(reasons[14]).toBe('contract-end');
    expect(letters[15]).toBe('E');
  });

  it('a contract that ended with open items: decline only', () => {
    expect(judge(fromCounts([...run(2, 15), 0], { contracts: [{ period: 15, openItems: 2 }] })).letters.slice(13, 16)).toBe('SDD');
  });

  it('a prospect who never orders: six silent periods to decline, twelve to the end', () => {
    const { letters, flagged } = judge({ periods: 16, orders: [], orderAmounts: null, amounts: null, profits: null, contacts: [0.2] });
    expect(letters).toBe('EEEEEEDDDDDDTTTT');
    expect(flagged('prospect').every(Boolean)).toBe(true);
  });

  it('a prospect who orders: the age counts from the first order', () => {
    const orders = Array.from({ length: 20 }, (_, i) => 4 + i + 0.5);
    const { letters, early, flagged } = judge({
      periods: 24,
      orders,
      orderAmounts: null,
      amounts: null,
      profits: null,
      contacts: [0.1, 2.5],
    });
    expect(letters).toMatch(/^E+F+S+$/);
    expect(flagged('prospect').slice(0, 6)).toEqual([true, true, true, true, false, false]);
    expect(early.slice(4, 8)).toEqual([1, 1, 0, 0]);
  });

  it('smaller orders at an unchanged rhythm are a decline where amounts are known', () => {
    const plain = fromCounts(run(4, 30));
    const orderAmounts = Array.from({ length: plain.orders.length }, (_, i) => (i < 72 ? 100 : 30) * (1 + (i % 5) / 20));
    const amounts = new Array<number>(30).fill(0);
    orderAmounts.forEach((amount, i) => (amounts[Math.floor(plain.orders[i]!)]! += amount));
    expect(judge({ ...plain, orderAmounts, amounts }, undefined, 'amount').letters).toMatch(/^E+F+S+D/);
    expect(judge({ ...plain, orderAmounts, amounts }, undefined, 'orders').letters).toMatch(/^E+F+S+$/);
  });

  it('money does not ask for noise: equal prices all the time stay stable', () => {
    const plain = fromCounts(run(2, 30));
    const orderAmounts = new Array<number>(60).fill(19.9);
    const amounts = run(39.8, 30);
    expect(judge({ ...plain, orderAmounts, amounts, profits: amounts }, undefined, 'amount+profit').letters).toMatch(/^E+F+S+$/);
  });

  it('nobody and nothing: no order, no contact, no stage', () => {
    expect(judge({ periods: 3, orders: [], orderAmounts: null, amounts: null, profits: null }).letters).toBe('...');
    expect(judge({ periods: 0, orders: [0], orderAmounts: null, amounts: null, profits: null }).letters).toBe('');
  });

  it('stops when asked to', () => {
    expect(() => stages.fit({ customers: [fromCounts([1])] }, stages.defaults, { aborted: true })).toThrow('model/stopped');
  });
});
