import { describe, expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { FileResult } from '#mapping/types.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { DataState } from '#state/data.svelte.ts';
import { EngineState } from '#state/engine.svelte.ts';
import type { Pipeline } from '#state/pipeline.ts';
import { fileResult } from '../support/file-result.ts';

const file = (name: string): File => new File(['x'], name);
const engine = { capabilities: { cancels: true, locked: true, engine: 'test', version: '1' } } as Engine;

function read(name: string): FileResult {
  const bad = name.startsWith('bad');
  return fileResult(name, { failure: bad ? new CodedError('import/empty').toJSON() : null });
}

/** A pipeline whose statistics say which files and settings they came from; `gate` holds an import until it is let go. */
function setup(options: { gate?: (files: string[]) => Promise<void>; sample?: () => Promise<StatisticTables> } = {}) {
  const imports: { files: string[]; answers: Record<string, string>; corrections: object }[] = [];
  let restart = (_: Engine): Promise<void> => Promise.resolve();
  const pipeline: Pipeline = {
    async importFiles(_, { files, answers, corrections, signal, onProgress }) {
      const names = files.map((one) => one.name);
      imports.push({ files: names, answers, corrections });
      onProgress({ file: names[0] ?? '', phase: 'reading', fraction: 0.5 });
      await options.gate?.(names);
      signal.throwIfAborted();
      if (names.every((name) => name.startsWith('bad'))) throw new CodedError('import/empty');
      return { files: names.map(read), joins: [] };
    },
    analyse: (_, settings) => Promise.resolve({ profile: [{ files: imports.at(-1)?.files.join(' ') ?? '', as_of: settings.asOf ?? '' }] }),
  };
  const engineState = new EngineState((calls) => {
    restart = calls.onRestart;
    return Promise.resolve(engine);
  });
  const sample = {
    statistics: options.sample ?? (() => Promise.resolve({ profile: [{ files: 'sample' }] })),
    files: () => Promise.resolve([file('tea-house.csv')]),
  };
  const data = new DataState({ engine: engineState, pipeline: () => Promise.resolve(pipeline), sample });
  const shown = (): unknown => data.statistics.profile?.[0]?.files;
  return { data, imports, shown, restart: () => restart(engine) };
}

describe('opening files', () => {
  test('the sample is shown until there is something else, without an engine', async () => {
    const { data, shown, imports } = setup();
    await data.begin();
    expect(shown()).toBe('sample');
    expect(data.source).toBe('sample');
    expect(imports).toEqual([]);
  });

  test('a sample that does not arrive is an error and files can be opened all the same', async () => {
    const { data, shown } = setup({ sample: () => Promise.reject(new CodedError('app/sample-missing')) });
    await data.begin();
    expect(data.error?.code).toBe('app/sample-missing');
    await data.open([file('orders.csv')]);
    expect(shown()).toBe('orders.csv');
    expect(data.error).toBeNull();
  });

  test('a sample that arrives late does not cover what was opened meanwhile', async () => {
    let arrive = (_: StatisticTables): void => {};
    const { data, shown } = setup({ sample: () => new Promise((resolve) => (arrive = resolve)) });
    const begun = data.begin();
    await data.open([file('orders.csv')]);
    arrive({ profile: [{ files: 'sample' }] });
    await begun;
    expect(shown()).toBe('orders.csv');
  });

  test('files are added to those that are there, and one of the same name replaces its older self', async () => {
    const { data, shown } = setup();
    await data.open([file('orders.csv')]);
    await data.open([file('costs.csv')]);
    await data.open([file('orders.csv')]);
    expect(shown()).toBe('costs.csv orders.csv');
    expect(data.files).toHaveLength(2);
    expect(data.source).toBe('files');
  });

  test('a file that cannot be read says why and loses nothing', async () => {
    const { data, shown } = setup();
    await data.open([file('orders.csv')]);
    await expect(data.open([file('bad.csv')])).rejects.toMatchObject({ code: 'import/empty' });
    expect(data.files.map((one) => one.name)).toEqual(['orders.csv']);
    expect(data.failures.map((one) => one.name)).toEqual(['bad.csv']);
    expect(data.result?.files.map((one) => one.name)).toEqual(['orders.csv']);
    expect(String(shown())).toContain('orders.csv');
  });

  test('when the first file cannot be read the sample stays', async () => {
    const { data, shown } = setup();
    await data.begin();
    await expect(data.open([file('bad.csv')])).rejects.toMatchObject({ code: 'import/empty' });
    expect(shown()).toBe('sample');
    expect(data.error?.code).toBe('import/empty');
    expect(data.work).toBeNull();
  });

  test('answers and corrections read the same files again; another table forgets the roles of the one before', async () => {
    const { data, imports } = setup();
    await data.open([file('orders.csv')]);
    await data.answer('date-order', 'day-first');
    await data.correct('orders.csv', { roles: { a: 'date' } });
    await data.correct('orders.csv', { table: 'costs' });
    expect(imports.at(-1)).toEqual({
      files: ['orders.csv'],
      answers: { 'date-order': 'day-first' },
      corrections: { 'orders.csv': { roles: {}, table: 'costs' } },
    });
  });

  test('corrections of single columns add up', async () => {
    const { data, imports } = setup();
    await data.open([file('orders.csv')]);
    await data.correct('orders.csv', { roles: { a: 'date' } });
    await data.correct('orders.csv', { roles: { b: 'qty' } });
    expect(imports.at(-1)?.corrections).toEqual({ 'orders.csv': { roles: { a: 'date', b: 'qty' } } });
  });
});

describe('while something is under way', () => {
  test('progress is shown and gone at the end', async () => {
    let release = (): void => {};
    const { data } = setup({ gate: () => new Promise((resolve) => (release = resolve)) });
    const opening = data.open([file('orders.csv')]);
    await expect.poll(() => data.work?.step).toBe('reading');
    release();
    await opening;
    expect(data.work).toBeNull();
  });

  test('cancelling keeps what was there and is not an error', async () => {
    let release = (): void => {};
    const { data, shown } = setup({
      gate: (names) => (names.includes('slow.csv') ? new Promise((resolve) => (release = resolve)) : Promise.resolve()),
    });
    await data.open([file('orders.csv')]);
    const opening = data.open([file('slow.csv')]);
    const end = expect(opening).rejects.toMatchObject({ code: 'engine/canceled' });
    await expect.poll(() => data.work?.step).toBe('reading');
    const cancelling = data.cancel();
    release();
    await Promise.all([cancelling, end]);
    expect(shown()).toBe('orders.csv');
    expect(data.error).toBeNull();
    expect(data.files.map((one) => one.name)).toEqual(['orders.csv']);
  });

  test('a newer opening wins over an older one that is slower', async () => {
    let release = (): void => {};
    const { data, shown } = setup({
      gate: (names) => (names.includes('slow.csv') ? new Promise((resolve) => (release = resolve)) : Promise.resolve()),
    });
    const slow = data.open([file('slow.csv')]);
    const end = expect(slow).rejects.toMatchObject({ code: 'engine/canceled' });
    await expect.poll(() => data.work?.step).toBe('reading');
    const quick = data.open([file('quick.csv')]);
    release();
    await Promise.all([quick, end]);
    expect(shown()).toBe('quick.csv');
  });
});

describe('settings, forgetting and restarts', () => {
  test('another as-of date analyses again without reading the files again', async () => {
    const { data, imports } = setup();
    await data.open([file('orders.csv')]);
    await data.set({ asOf: '2024-06-30' });
    expect(data.statistics.profile?.[0]?.as_of).toBe('2024-06-30');
    expect(imports).toHaveLength(1);
  });

  test('a run through dates is one change: undo goes back to before its first step', async () => {
    const { data } = setup();
    await data.open([file('orders.csv')]);
    await data.set({ asOf: '2024-01-31' }, 'first');
    await data.set({ asOf: '2024-02-29' }, 'further');
    await data.set({ asOf: '2024-03-31' }, 'further');
    await data.endRun();
    expect(data.statistics.profile?.[0]?.as_of).toBe('2024-03-31');
    await data.undo();
    expect(data.statistics.profile?.[0]?.as_of).toBe('');
    expect(data.settings.asOf).toBeUndefined();
  });

  test('a run through dates of the sample is undone too; nothing was forgotten, and files put an end to it', async () => {
    const { data } = setup();
    await data.begin();
    await data.set({ asOf: '2024-01-31' }, 'first');
    await data.set({ asOf: '2024-02-29' }, 'further');
    await data.endRun();
    expect(data.canUndo).toBe(true);
    expect(data.canUndoReset).toBe(false);
    await data.undo();
    expect(data.settings.asOf).toBeUndefined();
    expect(data.statistics.profile?.[0]?.as_of).toBe('');
    expect(data.canUndo).toBe(false);

    await data.set({ asOf: '2024-01-31' });
    await data.open([file('orders.csv')]);
    expect(data.canUndo).toBe(false);
    await data.reset();
    await data.set({ asOf: '2024-01-31' });
    expect(data.canUndoReset).toBe(false);
    await data.undo();
    expect(data.canUndoReset).toBe(true);
    await data.undo();
    expect(data.source).toBe('files');
  });

  test('a date chosen for the sample is forgotten with it', async () => {
    const { data } = setup();
    await data.set({ asOf: '2025-01-01' });
    await data.open([file('orders.csv')]);
    expect(data.statistics.profile?.[0]?.as_of).toBe('');
  });

  test('forgetting brings the sample back, and undo the data', async () => {
    const { data, shown } = setup();
    await data.begin();
    await data.open([file('orders.csv')], { q: 'a' });
    await data.reset();
    expect(shown()).toBe('sample');
    expect(data.files).toEqual([]);
    expect(data.canUndoReset).toBe(true);
    await data.undo();
    expect(shown()).toBe('orders.csv');
    expect(data.answers).toEqual({ q: 'a' });
    expect(data.canUndoReset).toBe(false);
  });

  test('the sample is read into the engine only when somebody asks for its tables, and once', async () => {
    const { data, imports } = setup();
    await data.ready();
    await data.ready();
    expect(imports.map((one) => one.files)).toEqual([['tea-house.csv']]);
    expect(data.source).toBe('sample');
  });

  test('three who ask at once share one reading of the sample', async () => {
    const { data, imports } = setup();
    await Promise.all([data.ready(), data.ready(), data.ready()]);
    expect(imports.map((one) => one.files)).toEqual([['tea-house.csv']]);
  });

  test('a query that was waiting for the sample goes on with the files that were opened meanwhile', async () => {
    let release = (): void => {};
    const { data, shown } = setup({
      gate: (names) => (names.includes('tea-house.csv') ? new Promise((resolve) => (release = resolve)) : Promise.resolve()),
    });
    const query = data.ready();
    await expect.poll(() => data.work?.step).toBe('reading');
    const opening = data.open([file('orders.csv')]);
    release();
    await Promise.all([query, opening]);
    expect(data.filled).toBe(true);
    expect(shown()).toBe('orders.csv');
  });

  test('after a restart of the engine the tables are made again from the kept files and answers', async () => {
    const { data, imports, restart } = setup();
    await data.open([file('orders.csv')], { q: 'a' });
    const before = data.version;
    await restart();
    expect(data.version).toBe(before + 1);
    expect(data.work).toBeNull();
    expect(imports.at(-1)).toMatchObject({ files: ['orders.csv'], answers: { q: 'a' } });
    expect(imports).toHaveLength(2);
  });

  test('a restart before there were any tables fills nothing', async () => {
    const { imports, restart } = setup();
    await restart();
    expect(imports).toEqual([]);
  });

  test('an opening that loses its engine is tried once more, and only once', async () => {
    let losses = 1;
    const { data, shown } = setup({
      gate: () => {
        losses -= 1;
        return losses >= 0 ? Promise.reject(new CodedError('engine/restarted')) : Promise.resolve();
      },
    });
    await data.open([file('orders.csv')]);
    expect(shown()).toBe('orders.csv');
    losses = 2;
    await expect(data.open([file('costs.csv')])).rejects.toMatchObject({ code: 'engine/restarted' });
    expect(data.files.map((one) => one.name)).toEqual(['orders.csv']);
  });
});
