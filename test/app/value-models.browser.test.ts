import { expect, test } from 'vitest';
import { runValueModel } from '../../src/app/value-models/run.ts';
import { fitInWorker } from '../../src/app/value-models/in-worker.ts';

test('a value model is fitted in a worker of its own, from rows of the caller', async () => {
  const survivors = [1000, 631, 468, 382, 326, 289, 262, 241];
  const { signal } = new AbortController();
  const engine = () => Promise.reject(new Error('no tables are needed'));
  const answer = await runValueModel('sbg', { data: survivors }, { engine, fit: fitInWorker, signal });
  const { alpha, beta } = answer.estimates as { alpha: number; beta: number };
  expect(alpha).toBeCloseTo(0.704, 2);
  expect(beta).toBeCloseTo(1.182, 2);
  expect(answer).toMatchObject({ n: 1000, converged: true, reason: null });
});
