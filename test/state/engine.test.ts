import { expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { EngineState, type EngineCalls } from '#state/engine.svelte.ts';

const engine = { capabilities: { cancels: true, locked: true, engine: 'test', version: '1' } } as Engine;

test('nothing starts until somebody asks, and then once', async () => {
  let starts = 0;
  const state = new EngineState(() => {
    starts += 1;
    return Promise.resolve(engine);
  });
  expect(state.status).toBe('idle');
  expect(state.locked).toBeNull();
  await Promise.all([state.start(), state.start()]);
  expect(starts).toBe(1);
  expect(state.status).toBe('ready');
  expect(state.locked).toBe(true);
});

test('a failed start says why and can be tried again', async () => {
  let starts = 0;
  const state = new EngineState(() => {
    starts += 1;
    return starts === 1 ? Promise.reject(new CodedError('engine/download')) : Promise.resolve(engine);
  });
  await expect(state.start()).rejects.toMatchObject({ code: 'engine/download' });
  expect(state.status).toBe('failed');
  await state.start();
  expect(state.status).toBe('ready');
  expect(state.error).toBeNull();
});

test('a fresh engine is filled before it is ready again, by those who still want to', async () => {
  let calls: EngineCalls | undefined;
  const state = new EngineState((given) => {
    calls = given;
    return Promise.resolve(engine);
  });
  let filled = 0;
  const stop = state.onRestart(() => {
    expect(state.status).toBe('restarting');
    filled += 1;
    return Promise.resolve();
  });
  await state.start();
  calls?.onCrash();
  await calls?.onRestart(engine);
  expect(state.status).toBe('ready');
  stop();
  await calls?.onRestart(engine);
  expect(filled).toBe(1);
});

test('an engine that cannot be filled again has failed, with its reason', async () => {
  let calls: EngineCalls | undefined;
  const state = new EngineState((given) => {
    calls = given;
    return Promise.resolve(engine);
  });
  state.onRestart(() => Promise.reject(new CodedError('import/unreadable')));
  await state.start();
  await expect(calls?.onRestart(engine)).rejects.toMatchObject({ code: 'import/unreadable' });
  expect(state.status).toBe('failed');
  expect(state.error?.code).toBe('import/unreadable');
});
