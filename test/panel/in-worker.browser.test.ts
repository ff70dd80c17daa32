import { afterAll, describe, expect, it } from 'vitest';
import { inWorker, stagePassWorker } from '#panel/in-worker.ts';
import { stagePass, type StagePassChunk, type StagePassSettings } from '#panel/stage-pass.ts';
import { decode, encode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';

const settings: StagePassSettings = {
  periodDays: 30.4375,
  level: 'orders',
  rhythm: encode({ rowCount: 0, columns: [] }),
  rate: 2,
  hasAmount: true,
  season: encode({ rowCount: 0, columns: [] }),
  seed: 1,
  replicates: 20,
};
const work = stagePassWorker();
afterAll(() => work.dispose());

/** Three customers with ten orders each, a chunk a customer. */
async function* days(): AsyncGenerator<Uint8Array> {
  for (const place of [1, 2, 3]) {
    const rows = Array.from({ length: 10 }, (_, index) => index * 20 + 19_000);
    const all = (value: number) => ({ kind: 'number' as const, values: rows.map(() => value) });
    const columns = [
      { name: 'place', ...all(place) },
      { name: 'customer_id', kind: 'text' as const, values: rows.map(() => `c${place}`) },
      { name: 'day', kind: 'number' as const, values: rows },
      ...['is_order', 'sale_amount', 'amount', 'profit', 'start_known'].map((name) => ({ name, ...all(1) })),
      { name: 'complete', ...all(6) },
      { name: 'open_items', ...all(0) },
    ];
    yield encode({ rowCount: rows.length, columns });
  }
}

const gather = async (chunks: AsyncIterable<StagePassChunk>) => {
  const rows = [];
  for await (const { kind, bytes } of chunks) rows.push([kind, rowsOf(decode(bytes)).map((row) => ({ ...row }))]);
  return rows;
};

describe('the stage pass in a worker', () => {
  it('answers what it answers here', async () => {
    const { signal } = new AbortController();
    const there = await gather(inWorker(work)(days(), settings, signal));
    expect(there).toEqual(await gather(stagePass(days(), settings, signal)));
  });

  it('stops at an abort', async () => {
    const controller = new AbortController();
    const stopping = async function* () {
      for await (const bytes of days()) {
        controller.abort();
        yield bytes;
      }
    };
    await expect(gather(inWorker(work)(stopping(), settings, controller.signal))).rejects.toMatchObject({ code: 'work/canceled' });
  });
});
