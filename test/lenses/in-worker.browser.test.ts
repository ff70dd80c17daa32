import { afterAll, describe, expect, it } from 'vitest';
import { lensesInWorker, lensWorker } from '#lenses/in-worker.ts';
import { lenses } from '#lenses/index.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const work = lensWorker();
afterAll(() => work.dispose());
const there = lensesInWorker(lenses, work);
const { signal } = new AbortController();

describe.each(lenses.map((lens, index) => [lens.id, lens, there[index]!] as const))('%s in a worker', (_, here, inWorker) => {
  it('answers what it answers here, also when it is silent', async () => {
    for (const tables of [syntheticStatistics({ customers: 60 }), {}])
      expect(await inWorker.analyse(tables, here.defaults, signal)).toEqual(await here.analyse(tables, here.defaults, signal));
  });
});

describe('an analysis in a worker', () => {
  it('ends with its signal', async () => {
    await expect(there[0]!.analyse({}, {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'work/canceled' });
  });
});
