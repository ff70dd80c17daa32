import { expect, test } from 'vitest';
import { hmm } from '#models/lifecycle/hmm/definition.ts';
import { poisson } from '#numeric/variates.ts';
import { random } from '#numeric/random.ts';

const go = { aborted: false };

test('buyers without any stages: the model says that it cannot tell them apart, and gives no interval at the edge', () => {
  const next = random(7);
  const histories = Array.from({ length: 300 }, () => ({ orders: Array.from({ length: 10 }, () => poisson(next, 3)) }));
  const { estimates, reason, diagnostics, warnings } = hmm.fit({ histories, forces: [] }, { ...hmm.defaults, starts: 2, classes: 1 }, go);
  if (!estimates) {
    expect(reason!.code).toBe('hmm-collapsed');
    expect(Number(reason!.parameters.have)).toBeLessThan(Number(reason!.parameters.need));
    return;
  }
  expect((diagnostics as { pooled: number }).pooled).toBeGreaterThan(0);
  expect(warnings.map(({ code }) => code)).toContain('hmm-pooled');
  expect(estimates.rates.filter(({ low }) => low === null).length).toBeGreaterThanOrEqual(2);
}, 60_000);
