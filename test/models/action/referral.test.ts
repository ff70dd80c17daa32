import fc from 'fast-check';
import { expect, test } from 'vitest';
import { influence, treeOf } from '#models/action/referral/tree.ts';
import { accountingView, kFactor, referralValue } from '#models/action/referral/value.ts';

const said = (referrer: string, referred: string, date: string) => ({ referrer, referred, date });

test('C21: oneself, a second referrer and whatever closes a circle are rejected, listed with their reason', () => {
  const { accepted, rejected } = treeOf([
    said('a', 'b', '2024-01-01'),
    said('b', 'c', '2024-02-01'),
    said('c', 'a', '2024-03-01'),
    said('d', 'd', '2024-03-01'),
    said('d', 'c', '2024-04-01'),
  ]);
  expect(accepted.map(({ referrer, referred }) => referrer + referred)).toEqual(['ab', 'bc']);
  expect(rejected.map(({ referrer, referred, reason }) => [referrer + referred, reason])).toEqual([
    ['ca', 'cycle'],
    ['dd', 'self'],
    ['dc', 'again'],
  ]);
});

test('C21: whatever is written down, the result is a forest, and nothing is lost', () => {
  const name = fc.constantFrom(...'abcdefg');
  fc.assert(
    fc.property(
      fc.array(fc.record({ referrer: name, referred: name, date: fc.constantFrom('2024-01-01', '2024-02-01') }), { maxLength: 40 }),
      (all) => {
        const tree = treeOf(all);
        expect(tree.accepted.length + tree.rejected.length).toBe(all.length);
        for (const { referred } of tree.accepted) {
          const seen = new Set<string>();
          for (let above: string | undefined = referred; above !== undefined; above = tree.parent.get(above)) {
            expect(seen.has(above)).toBe(false);
            seen.add(above);
          }
        }
        expect(treeOf([...all].reverse()).accepted).toEqual(tree.accepted);
      },
    ),
    { seed: 4, numRuns: 200 },
  );
});

test('influence counts at first and at further hand, with the longest chain', () => {
  const reached = influence(treeOf([said('a', 'b', '1'), said('b', 'c', '2'), said('a', 'd', '3'), said('c', 'e', '4')]));
  expect(reached.get('a')).toEqual({ direct: 2, all: 4, depth: 3 });
  expect(reached.get('c')).toEqual({ direct: 1, all: 1, depth: 1 });
  expect(reached.has('e')).toBe(false);
});

test('C21: a value saved is a credit and a debit, so that accounts add nothing to the total', () => {
  const first = referralValue({ customers: 2, acquisition: 30, reward: 20, profit: 400 }, 100, 0.1);
  expect(first).toEqual({ saved: 150, value: 190 });
  const second = referralValue({ customers: 1, acquisition: 0, reward: 0, profit: null }, 100, 0.1);
  const view = accountingView([first, second]);
  expect(view).toEqual({ credit: 290, debit: -290, net: 0 });
  expect(view.credit + view.debit).toBe(view.net);
});

test('K is recommendations a customer times their conversion', () => {
  expect(kFactor(100, 40, 10)).toBeCloseTo(0.1);
  expect(kFactor(100, 0, 0)).toBe(0);
  expect(kFactor(0, 0, 0)).toBeNull();
});
