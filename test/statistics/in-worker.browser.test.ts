import { afterAll, describe, expect, it } from 'vitest';
import { statisticsInWorker, statisticWorker } from '#statistics/in-worker.ts';
import { statistics } from '#statistics/index.ts';
import { rowsHere } from '#statistics/rows.ts';
import { encode } from '#table/arrow.ts';

const work = statisticWorker();
afterAll(() => work.dispose());
const { signal } = new AbortController();
const parameters = { asOf: '2024-12-31' };
const stageNow = statistics.find(({ id }) => id === 'stage-now')!;
const answers = (n: number[]) => ({
  rows: encode({
    rowCount: 2,
    columns: [
      { name: 'n', kind: 'number', values: n },
      { name: 'stage', kind: 'text', values: ['S', 'E'] },
    ],
  }),
});

describe('statistics in a worker', () => {
  it('have the rows that they have here, in their order', async () => {
    const there = await statisticsInWorker(work)(stageNow, answers([3, 4]), parameters, signal);
    expect(there).toEqual([
      { stage: 'E', n: 4 },
      { stage: 'S', n: 3 },
    ]);
    expect(there).toEqual(await rowsHere(stageNow, answers([3, 4]), parameters, signal));
  });

  it('refuse what cannot be right', async () => {
    await expect(statisticsInWorker(work)(stageNow, answers([-3, 4]), parameters, signal)).rejects.toMatchObject({
      code: 'statistic/contract',
    });
  });
});
