import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import { CodedError } from '#base/error.ts';
import { startWorker } from '#base/own-worker.ts';
import type { OnProgress } from '../engine.ts';
import type { EngineFiles } from './download.ts';
import { engineError } from './errors.ts';
import { lock } from './lock.ts';
import { engineFileMessage, engineProgram } from './preamble.ts';
import { PendingCalls, registered, type Session } from './session.ts';

const startMilliseconds = 60_000;

/**
 * Starts one locked instance in a worker. `onLost` hears once when the instance is deaf, suspect or its worker failed; by then the
 * worker is gone. Throws `engine/not-locked`, `engine/start-stalled` (no answer within a minute) or what the engine said.
 */
export async function startSession(files: EngineFiles, memoryLimit: '1GB' | '2GB', onLost: (reason: CodedError) => void): Promise<Session> {
  const worker = startWorker(engineProgram(files.worker, files.url), 'classic');
  const calls = new PendingCalls();
  const listeners = new Set<OnProgress>();
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  const bindings = registered(database, calls);
  const stop = (error: CodedError): void => {
    calls.end(error);
    worker.terminate();
  };
  let lost = false;
  const lose = (reason: CodedError): void => {
    if (lost) return;
    lost = true;
    stop(new CodedError('engine/restarted', {}, { detail: reason.message, cause: reason }));
    onLost(reason);
  };
  worker.addEventListener('error', (event) => lose(new CodedError('engine/crashed', {}, { detail: event.message })));
  worker.addEventListener('message', ({ data }: MessageEvent) => {
    if (data.type !== 'PROGRESS_UPDATE') return;
    const { percentage } = data.data as { percentage: number };
    for (const listener of listeners) listener(percentage >= 0 ? Math.min(1, percentage / 100) : null);
  });
  const stalled = setTimeout(() => stop(new CodedError('engine/start-stalled')), startMilliseconds);
  try {
    worker.postMessage({ type: engineFileMessage, packed: files.packed });
    await calls.track(() => database.instantiate(files.url, null));
    await calls.track(() => database.open({}));
    const { version } = await lock(bindings, memoryLimit);
    return { bindings, version, locked: true, listeners, lose, end: () => stop(new CodedError('engine/closed')) };
  } catch (thrown) {
    lost = true;
    stop(new CodedError('engine/closed'));
    throw engineError(thrown);
  } finally {
    clearTimeout(stalled);
  }
}
