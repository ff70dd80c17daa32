import { describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { type DataInForce, LaterStatistics } from '#state/later-statistics.ts';
import type { Pipeline } from '#state/pipeline.ts';

const signal = new AbortController().signal;

/** Data of which the pipeline can compute `slow`; `gate` holds a computation until it is let go. */
function setup(gate: () => Promise<void> = () => Promise.resolve()) {
  const asked: string[][] = [];
  const data: DataInForce & { version: number } = {
    statistics: { profile: [{ lines: 1 }] },
    version: 1,
    signal: new AbortController().signal,
    ready: () => Promise.resolve({} as Engine),
  };
  const pipeline = {
    statistics: async (_: Engine, tables: readonly string[]) => {
      asked.push([...tables]);
      const made = { [tables[0]!]: tables[0] === 'slow' ? [{ of: data.version }] : [] };
      await gate();
      return tables[0] === 'unknown' ? {} : made;
    },
  } as unknown as Pipeline;
  return { data, asked, later: new LaterStatistics(data, () => Promise.resolve(pipeline)) };
}

describe('statistics that are computed on request', () => {
  test('are not computed when they are there already', async () => {
    const { later, asked, data } = setup();
    expect(await later.with(['profile'], signal)).toBe(data.statistics);
    expect(asked).toEqual([]);
  });

  test('are computed once for all who ask, and stay', async () => {
    const { later, asked } = setup();
    const [one, two] = await Promise.all([later.with(['profile', 'slow'], signal), later.with(['slow'], signal)]);
    expect(one).toEqual({ profile: [{ lines: 1 }], slow: [{ of: 1 }] });
    expect(two).toBe(one);
    await later.with(['slow'], signal);
    expect(asked).toEqual([['slow']]);
  });

  test('are computed again when the data change while they are made', async () => {
    let release = (): void => {};
    const { later, asked, data } = setup(() => new Promise((resolve) => (release = resolve)));
    const answer = later.with(['slow'], signal);
    await expect.poll(() => asked.length).toBe(1);
    data.version = 2;
    release();
    await expect.poll(() => asked.length).toBe(2);
    release();
    expect((await answer).slow).toEqual([{ of: 2 }]);
  });

  test('are taken from what was computed beforehand, and computed when it does not arrive', async () => {
    const { later, asked, data } = setup();
    data.beforehand = () => Promise.resolve({ slow: [{ of: 0 }] });
    expect((await later.with(['slow'], signal)).slow).toEqual([{ of: 0 }]);
    expect(asked).toEqual([]);
    data.beforehand = () => Promise.reject(new Error('offline'));
    await later.with(['other'], signal);
    expect(asked).toEqual([['other']]);
  });

  test('of a name that nobody can compute are left out', async () => {
    const { later } = setup();
    expect(await later.with(['unknown'], signal)).toEqual({ profile: [{ lines: 1 }] });
  });

  test('are no longer waited for after an abort', async () => {
    const { later } = setup(() => new Promise(() => {}));
    const stop = new AbortController();
    const answer = expect(later.with(['slow'], stop.signal)).rejects.toThrow();
    stop.abort();
    await answer;
  });
});
