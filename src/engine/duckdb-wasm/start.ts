import * as facts from 'virtual:engine-file';
import { CodedError } from '#base/error.ts';
import { ownUrl } from '#base/own-worker.ts';
import type { Sql } from '#sql/sql.ts';
import type { Engine, OnProgress } from '../engine.ts';
import { downloadEngine } from './download.ts';
import { DuckDbEngine } from './duckdb-engine.ts';
import { Restarting } from './restarting.ts';
import { startSession } from './worker-session.ts';

/** Puts the tables back into an engine that came back empty. It must use the engine it is given: calls to the outer one wait for it. */
export type RestartHook = (engine: Engine) => Promise<void>;

/** An engine that comes back by itself after a crash, a trap or a deaf query. */
export interface RestartingEngine extends Engine {
  /**
   * Hooks run one after the other on the fresh engine before any waiting call goes on. Variables are back by then; tables and views are
   * not. A hook that throws makes the waiting calls fail with `engine/restart-failed`; the next call tries the restart again. Returns the undo.
   */
  onRestart(hook: RestartHook): () => void;
}

export interface StartOptions {
  /** share of the engine's file that has arrived, 0..1 */
  onProgress?: OnProgress;
  /** an instance was lost (`engine/crashed` or `engine/deaf`); the restart has begun, and its pending calls were rejected with `engine/restarted` */
  onCrash?: (reason: CodedError) => void;
}

/**
 * Starts DuckDB in a worker of our own origin, locked. Throws `engine/no-webassembly`, `engine/insecure-page` (no https), `engine/file-missing`, `engine/file-damaged`,
 * `engine/start-stalled`, `engine/not-locked`.
 */
export async function startEngine({
  onProgress = () => undefined,
  onCrash = () => undefined,
}: StartOptions = {}): Promise<RestartingEngine> {
  if (typeof WebAssembly === 'undefined') throw new CodedError('engine/no-webassembly');
  if (!isSecureContext) throw new CodedError('engine/insecure-page');
  const files = await downloadEngine({ ...facts, workerUrl: ownUrl(facts.workerUrl), engineUrl: ownUrl(facts.engineUrl) }, onProgress);
  const variables = new Map<string, Sql>();
  const hooks = new Set<RestartHook>();
  const instances = new Restarting(
    (onLost) => startSession(files, memoryLimit(), onLost),
    async (session) => {
      const inner = new DuckDbEngine(
        session,
        () => Promise.resolve(session),
        () => undefined,
        variables,
      );
      for (const hook of hooks) await hook(inner);
    },
    onCrash,
  );
  const first = await instances.current();
  const engine = new DuckDbEngine(
    first,
    () => instances.current(),
    () => instances.close(),
    variables,
  );
  return Object.assign(engine, {
    onRestart(hook: RestartHook): () => void {
      hooks.add(hook);
      return () => void hooks.delete(hook);
    },
  });
}

/** Half of what a device of little memory has; more makes it stop the whole page. */
function memoryLimit(): '1GB' | '2GB' {
  const { deviceMemory = 8 } = navigator as Navigator & { deviceMemory?: number };
  return deviceMemory <= 4 ? '1GB' : '2GB';
}
