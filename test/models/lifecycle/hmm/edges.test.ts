import { expect, test } from 'vitest';
import { hmm } from '#models/lifecycle/hmm/definition.ts';

const go = { aborted: false };

/** Everyone orders as often, in every period. */
const alike = (orders: number) => {
  const histories = Array.from({ length: 300 }, () => ({ orders: Array.from({ length: 10 }, () => orders) }));
  return hmm.fit({ histories, forces: [] }, { ...hmm.defaults, starts: 2, classes: 1 }, go);
};

test('a state that holds almost nobody has collapsed: three orders in every period leave no room for four stages', () => {
  const { estimates, reason } = alike(3);
  expect(estimates).toBeNull();
  expect(reason!.code).toBe('hmm-collapsed');
  expect(reason!.parameters.need).toBe(15);
  expect(Number(reason!.parameters.have)).toBeLessThan(15);
}, 60_000);

test('stages held apart by the least distance alone are pooled: the model says so and gives their rates and moves no interval', () => {
  const { estimates, diagnostics, warnings } = alike(1);
  expect((diagnostics as { pooled: number }).pooled).toBe(3);
  expect(warnings.map(({ code }) => code)).toContain('hmm-pooled');
  expect(estimates!.rates.map(({ state, low, high }) => [state, low === null, high === null])).toEqual([
    ['E', true, true],
    ['F', true, true],
    ['S', true, true],
    ['D', false, false],
  ]);
  expect(estimates!.transitions.filter(({ from, to }) => from !== 'D' || to === 'F').every(({ low }) => low === null)).toBe(true);
}, 60_000);
