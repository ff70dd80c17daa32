import { expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { EngineState } from '#state/engine.svelte.ts';

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

test('a restart is told to those who want to know, until they stop listening', async () => {
  let calls = { onRestarting: () => {}, onRestart: () => {} };
  const state = new EngineState((given) => {
    calls = given;
    return Promise.resolve(engine);
  });
  let told = 0;
  const stop = state.onRestart(() => (told += 1));
  await state.start();
  calls.onRestarting();
  expect(state.status).toBe('restarting');
  calls.onRestart();
  expect(state.status).toBe('ready');
  stop();
  calls.onRestart();
  expect(told).toBe(1);
});
