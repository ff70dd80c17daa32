import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerHistory, LevelKind } from '#models/lifecycle/stages/history.ts';
import { stages } from '#models/lifecycle/stages/definition.ts';
import { fromCounts, judge } from '../../support/stage-strings.ts';

const legal = new Set(['EE', 'EF', 'ED', 'FF', 'FS', 'FD', 'SS', 'SD', 'DD', 'DF', 'DT', 'TT', 'TE', '.E', '..']);

/** Any customer at all: bursts, silences, refunds, partly observed periods, contracts. */
const anyHistory: fc.Arbitrary<{ history: CustomerHistory; kind: LevelKind }> = fc
  .record({
    blocks: fc.array(fc.record({ count: fc.integer({ min: 0, max: 6 }), length: fc.integer({ min: 1, max: 14 }) }), {
      minLength: 1,
      maxLength: 7,
    }),
    kind: fc.constantFrom<LevelKind>('orders', 'amount', 'amount+profit'),
    price: fc.array(fc.integer({ min: -30, max: 200 }), { minLength: 5, maxLength: 5 }),
    weights: fc.option(fc.array(fc.constantFrom(0.2, 0.5, 0.8, 1, 1.3), { minLength: 3, maxLength: 6 }), { nil: undefined }),
    contracts: fc
      .array(fc.record({ period: fc.integer({ min: 1, max: 40 }), openItems: fc.integer({ min: 0, max: 1 }) }), { maxLength: 2 })
      .map((ends) => ends.toSorted((a, b) => a.period - b.period)),
  })
  .map(({ blocks, kind, price, weights, contracts }) => {
    const counts = blocks.flatMap(({ count, length }) => new Array<number>(length).fill(count));
    const plain = fromCounts(counts);
    const amounts = new Array<number>(plain.periods).fill(0);
    const orderAmounts = Array.from({ length: plain.orders.length }, (_, i) => price[i % 5]!);
    orderAmounts.forEach((amount, i) => (amounts[Math.floor(plain.orders[i]!)]! += amount));
    const more = {
      ...(weights ? { weights: amounts.map((_, i) => weights[i % weights.length]!) } : {}),
      contracts,
    };
    return { history: { ...plain, orderAmounts, amounts, profits: amounts.map((amount) => amount * 0.3 - 2), ...more }, kind };
  });

describe('the stage machine on any history', () => {
  it('C1: makes only legal moves, except the one double record of a contract that ended', () => {
    fc.assert(
      fc.property(anyHistory, ({ history, kind }) => {
        const { letters, flagged } = judge(history, undefined, kind);
        const double = flagged('declinedFirst');
        for (let i = 1; i < letters.length; i++) {
          const pair = letters[i - 1]! + letters[i]!;
          expect(double[i] ? 'T' : legal.has(pair) ? 'legal' : pair).toBe(double[i] ? letters[i] : 'legal');
        }
      }),
      { seed: 3, numRuns: 4000 },
    );
  });

  it('C4: never looks ahead: a shorter history has the same stages', () => {
    fc.assert(
      fc.property(anyHistory, fc.double({ min: 0.1, max: 0.9, noNaN: true }), ({ history, kind }, part) => {
        const periods = Math.max(1, Math.floor(history.periods * part));
        const whole = judge(history, undefined, kind);
        const shorter = judge({ ...history, periods }, undefined, kind);
        expect(shorter.letters).toBe(whole.letters.slice(0, periods));
        expect(shorter.reasons).toEqual(whole.reasons.slice(0, periods));
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  it('starts every episode in exploration, too early to judge for less than three periods', () => {
    fc.assert(
      fc.property(anyHistory, ({ history, kind }) => {
        const { letters, episodes, early } = judge({ ...history, weights: undefined } as CustomerHistory, undefined, kind);
        episodes.forEach((episode, i) => {
          if (episode > (episodes[i - 1] ?? 0)) {
            expect(letters[i]).toBe('E');
            expect(early[i]).toBe(1);
          }
          if (early[i]) expect(letters[i]).toBe('E');
        });
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('judges alone as in company: one customer leaves nothing behind for the next', () => {
    fc.assert(
      fc.property(fc.array(anyHistory, { minLength: 2, maxLength: 5 }), (list) => {
        const options = { level: 'amount' as const, segment: stages.defaults.segment };
        const together = stages.fit({ customers: list.map(({ history }) => history) }, options, { aborted: false }).estimates!.customers;
        list.forEach(({ history }, i) =>
          expect(together[i]!.map(({ stage }) => stage || '.').join('')).toBe(judge(history, undefined, 'amount').letters),
        );
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
