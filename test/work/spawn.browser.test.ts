import { afterEach, expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import { spawn, type Work } from '#work/spawn.ts';
import type { Example } from './example.ts';
import url from './example.ts?worker&url';

const works: Work<Example>[] = [];
const start = (): Work<Example> => {
  const work = spawn<Example>(url);
  works.push(work);
  return work;
};
const forever = new AbortController().signal;
const errorOf = (job: Promise<unknown>): Promise<CodedError> =>
  job.then(
    () => expect.unreachable(),
    (thrown: unknown) => thrown as CodedError,
  );

afterEach(() => works.splice(0).forEach((work) => work.dispose()));

test('a worker of ours answers', async () => {
  expect(await start().run(forever, (functions) => functions.double(21))).toBe(42);
});

test('a coded error crosses with its parameters and its place', async () => {
  const error = await errorOf(start().run(forever, (functions) => functions.fail()));
  expect(error).toBeInstanceOf(CodedError);
  expect(error.toJSON()).toEqual({ code: 'import/no-header', parameters: { line: 3 }, position: { start: 1, end: 4 } });
});

test('a job that hears its signal ends, and its worker lives on', async () => {
  const work = start();
  const controller = new AbortController();
  const job = errorOf(work.run(controller.signal, (functions, signal) => functions.untilAborted(signal)));
  expect(await work.run(forever, (functions) => functions.double(1))).toBe(2);
  controller.abort();
  expect((await job).code).toBe('work/canceled');
  expect(await work.run(forever, (functions) => functions.double(2))).toBe(4);
});

test('a job that does not hear its signal is terminated with its worker, and the next job gets a new one', async () => {
  const work = start();
  const controller = new AbortController();
  const deaf = errorOf(work.run(controller.signal, (functions) => functions.deaf()));
  controller.abort();
  expect((await deaf).code).toBe('work/canceled');
  expect(await work.run(forever, (functions) => functions.double(2))).toBe(4);
});

test('a stream arrives value by value', async () => {
  const seen: number[] = [];
  for await (const bytes of start().stream(forever, (functions, signal) => functions.count(3, signal))) seen.push(bytes[0]!);
  expect(seen).toEqual([0, 1, 2]);
});

test('a stream that fails says so after what it had', async () => {
  const seen: number[] = [];
  const reading = async (): Promise<void> => {
    for await (const value of start().stream(forever, (functions) => functions.failAfterOne())) seen.push(value);
  };
  expect((await errorOf(reading())).code).toBe('import/interrupted');
  expect(seen).toEqual([1]);
});

test('an aborted stream ends with work/canceled', async () => {
  const controller = new AbortController();
  const reading = async (): Promise<void> => {
    const values = start().stream(controller.signal, (functions, signal) => functions.count(1e9, signal));
    for await (const _ of values) controller.abort();
  };
  expect((await errorOf(reading())).code).toBe('work/canceled');
});

test('an async iterable can be given to a worker', async () => {
  const values = async function* (): AsyncGenerator<number> {
    yield await Promise.resolve(1);
    yield 2;
  };
  expect(await start().run(forever, (functions) => functions.sum(values()))).toBe(3);
});

test('dispose rejects what is pending', async () => {
  const work = start();
  const job = errorOf(work.run(forever, (functions, signal) => functions.untilAborted(signal)));
  work.dispose();
  expect((await job).code).toBe('work/canceled');
});

test('a worker from another origin is refused', () => {
  expect(() => spawn('https://collector.example/worker.js')).toThrow('not a file of ours');
});
