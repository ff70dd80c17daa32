import { afterEach, describe, expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import type { RunContext, RunnerOptions, RunNode } from '#notebook/run-state.ts';
import { Runner } from '#notebook/runtime.ts';

interface Call {
  key: string;
  context: RunContext;
  resolve(result: unknown): void;
  reject(thrown: unknown): void;
}

let open: Runner<RunNode> | undefined;
afterEach(() => open?.dispose());

/** A runner whose cells end when the test says so. */
function stage(options: Partial<RunnerOptions<RunNode>> = {}) {
  const calls: Call[] = [];
  const hold = (node: RunNode, context: RunContext) =>
    new Promise((resolve, reject) => calls.push({ key: node.key, context, resolve, reject }));
  const runner = new Runner<RunNode>({ mode: 'auto', executors: { cell: hold }, ...options });
  open = runner;
  const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const end = async (key: string, result: unknown = key): Promise<void> => {
    await tick();
    calls.findLast((call) => call.key === key)?.resolve(result);
    await tick();
  };
  const status = (...keys: string[]) => keys.map((key) => `${runner.state(key).status}${runner.state(key).stale ? ' stale' : ''}`);
  return { runner, calls, tick, end, status, started: () => calls.map((call) => call.key) };
}

function cell(key: string, uses: string[] = [], content = ''): RunNode {
  return { key, kind: 'cell', defines: [key], uses, mentions: [], content };
}

describe('cells run by themselves', () => {
  test('each after what it depends on, with its results', async () => {
    const { runner, calls, end, status, started, tick } = stage();
    runner.setNodes([cell('c', ['b']), cell('b', ['a']), cell('a')]);
    await tick();
    expect(started()).toEqual(['a']);
    expect(status('a', 'b', 'c')).toEqual(['running stale', 'waiting stale', 'waiting stale']);
    await end('a', 1);
    expect(calls[1]?.context.resultOf('A')).toBe(1);
    await end('b');
    await end('c');
    expect(status('a', 'b', 'c')).toEqual(['done', 'done', 'done']);
  });

  test('no more at once than allowed', async () => {
    const { runner, started, end, tick } = stage({ concurrency: 2 });
    runner.setNodes(['a', 'b', 'c'].map((key) => cell(key)));
    await tick();
    expect(started()).toEqual(['a', 'b']);
    await end('a');
    expect(started()).toEqual(['a', 'b', 'c']);
  });

  test('again when they change, with all that depends on them and nothing else', async () => {
    const { runner, started, end, calls, status } = stage();
    runner.setNodes([cell('a'), cell('b', ['a']), cell('x')]);
    await end('a');
    await end('b');
    await end('x');
    calls.length = 0;
    runner.setNodes([cell('a', [], 'new'), cell('b', ['a']), cell('x')]);
    expect(status('a', 'b', 'x')).toEqual(['waiting stale', 'waiting stale', 'done'].with(0, 'running stale'));
    await end('a', 'again');
    await end('b');
    expect(started()).toEqual(['a', 'b']);
    expect(runner.state('a').result).toBe('again');
  });

  test('a value that a person sets reaches the cell', async () => {
    const { runner, calls, end, tick } = stage();
    runner.setNodes([cell('a')]);
    await end('a');
    runner.setValue('a', 7);
    await tick();
    expect(calls.at(-1)?.context.value).toBe(7);
    runner.setValue('a', 7);
    await tick();
    expect(calls).toHaveLength(2);
  });

  test('a cell whose dependency disappears is told; when it comes back, the cell runs', async () => {
    const { runner, end, tick } = stage();
    runner.setNodes([cell('a'), cell('b', ['a'])]);
    await end('a');
    await end('b');
    runner.setNodes([cell('b', ['a'])]);
    expect(runner.state('b')).toMatchObject({ status: 'failed', error: { code: 'notebook/missing-name' } });
    runner.setNodes([cell('a'), cell('b', ['a'])]);
    await tick();
    await end('a');
    await end('b');
    expect(runner.state('b')).toMatchObject({ status: 'done', error: null });
  });
});

describe('stale results', () => {
  test('a late result of an older version is refused, even when the cell ignores its signal', async () => {
    const { runner, calls, tick } = stage();
    runner.setNodes([cell('a')]);
    await tick();
    runner.setNodes([cell('a', [], 'new')]);
    await tick();
    expect(calls).toHaveLength(2);
    expect(calls[0]?.context.signal.aborted).toBe(true);
    calls[1]?.resolve('new');
    await tick();
    calls[0]?.context.onProgress(0.5);
    calls[0]?.resolve('old');
    await tick();
    expect(runner.state('a')).toMatchObject({ status: 'done', result: 'new', progress: null, stale: false });
  });

  test('a late failure of an older version is refused too', async () => {
    const { runner, calls, tick } = stage();
    runner.setNodes([cell('a')]);
    await tick();
    runner.invalidate();
    await tick();
    calls[0]?.reject(new Error('late'));
    await tick();
    expect(runner.state('a').status).toBe('running');
  });

  test('the last good result stays while the cell runs again, and when it then fails', async () => {
    const { runner, calls, end, tick } = stage();
    runner.setNodes([cell('a')]);
    await end('a', 'good');
    runner.invalidate(['a']);
    expect(runner.state('a')).toMatchObject({ status: 'running', result: 'good', stale: true });
    await tick();
    calls[1]?.reject(new CodedError('sql/error', { near: 'x' }));
    await tick();
    expect(runner.state('a')).toMatchObject({ status: 'failed', result: 'good', stale: true, error: { code: 'sql/error' } });
  });
});

describe('failures', () => {
  test('what depends on a failed cell does not run and says why; the rest does', async () => {
    const { runner, calls, end, tick, started } = stage();
    runner.setNodes([cell('a'), cell('b', ['a']), cell('c', ['b']), cell('x')]);
    await tick();
    calls[0]?.reject(new Error('boom'));
    await tick();
    await end('x');
    expect(started()).toEqual(['a', 'x']);
    expect(runner.state('b')).toMatchObject({ status: 'failed', error: { code: 'notebook/blocked', parameters: { name: 'a' } } });
    expect(runner.state('c').error).toMatchObject({ code: 'notebook/blocked', parameters: { name: 'b' } });
  });

  test('a cycle fails with its cells, and running it does not change that', async () => {
    const { runner, started } = stage();
    runner.setNodes([cell('a', ['b']), cell('b', ['a'])]);
    runner.run();
    await runner.settled();
    expect(started()).toEqual([]);
    expect(runner.state('a')).toMatchObject({ status: 'failed', error: { code: 'notebook/cycle', parameters: { cells: 'a, b' } } });
  });

  test('a kind without an executor is an error with a code', async () => {
    const { runner } = stage();
    runner.setNodes([{ ...cell('a'), kind: 'robot' }]);
    await runner.settled();
    expect(runner.state('a').error).toMatchObject({ code: 'notebook/no-executor', parameters: { kind: 'robot' } });
  });
});

describe('stopping', () => {
  test('cancel aborts the cell and those that wait for it; they stay stale and run when asked', async () => {
    const { runner, calls, tick, status, end } = stage();
    runner.setNodes([cell('a'), cell('b', ['a']), cell('x')]);
    await tick();
    runner.cancel('a');
    expect(calls[0]?.context.signal.aborted).toBe(true);
    expect(status('a', 'b', 'x')).toEqual(['idle stale', 'idle stale', 'running stale']);
    runner.run(['b']);
    await end('a');
    await end('b');
    expect(status('a', 'b')).toEqual(['done', 'done']);
  });

  test('work that somebody else stopped is not an error: the cell and those that wait for it can be run again', async () => {
    const { runner, calls, tick, status } = stage();
    runner.setNodes([cell('a'), cell('b', ['a'])]);
    await tick();
    calls[0]?.reject(new CodedError('engine/canceled'));
    await tick();
    expect(status('a', 'b')).toEqual(['idle stale', 'idle stale']);
    expect(runner.state('a').error).toBeNull();
  });

  test('dispose stops everything and nobody is told any more', async () => {
    const { runner, calls, tick, end } = stage();
    runner.setNodes([cell('a')]);
    await tick();
    const told: string[] = [];
    runner.subscribe((key) => told.push(key));
    runner.dispose();
    const before = told.length;
    expect(calls[0]?.context.signal.aborted).toBe(true);
    await end('a');
    expect(told).toHaveLength(before);
  });

  test('a removed cell is stopped and forgotten', async () => {
    const { runner, calls, tick } = stage();
    runner.setNodes([cell('a')]);
    await tick();
    runner.setNodes([]);
    expect(calls[0]?.context.signal.aborted).toBe(true);
    expect(runner.state('a')).toMatchObject({ status: 'idle', version: 0 });
  });
});

describe('lazy notebooks', () => {
  test('nothing runs until somebody says so, and then only what is asked and what it needs', async () => {
    const { runner, started, tick, end, status } = stage({ mode: 'lazy' });
    runner.setNodes([cell('a'), cell('b', ['a']), cell('x')]);
    await tick();
    expect(started()).toEqual([]);
    runner.run(['b']);
    await end('a');
    await end('b');
    expect(started()).toEqual(['a', 'b']);
    expect(status('x')).toEqual(['idle stale']);
    runner.setNodes([cell('a', [], 'new'), cell('b', ['a']), cell('x')]);
    await tick();
    expect(started()).toEqual(['a', 'b']);
    expect(status('a', 'b')).toEqual(['idle stale', 'idle stale']);
  });

  test('become automatic when told, and run what is stale', async () => {
    const { runner, started, tick } = stage({ mode: 'lazy' });
    runner.setNodes([cell('a'), cell('b')]);
    runner.setMode('auto');
    await tick();
    expect(started()).toEqual(['a', 'b']);
  });
});

describe('cells that need what is not there yet', () => {
  test('wait, hold nobody else up, and start when it is there', async () => {
    let there = false;
    const { runner, started, end, status, tick } = stage({ ready: (node) => there || node.key !== 'sql' });
    runner.setNodes([cell('sql'), cell('table', ['sql']), cell('x')]);
    await end('x');
    await runner.settled();
    expect(status('sql', 'table', 'x')).toEqual(['waiting stale', 'waiting stale', 'done']);
    there = true;
    runner.check();
    await tick();
    expect(started()).toEqual(['x', 'sql']);
  });
});

test('whoever subscribes is told of every change until they undo it', async () => {
  const { runner, end } = stage();
  const seen: string[] = [];
  const undo = runner.subscribe((key) => seen.push(`${key} ${runner.state(key).status}`));
  runner.setNodes([cell('a')]);
  await end('a');
  expect(seen).toEqual(['a idle', 'a waiting', 'a running', 'a done']);
  undo();
  runner.invalidate();
  expect(seen).toHaveLength(4);
});
