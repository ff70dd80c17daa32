import type { Engine } from '#engine/engine.ts';
import type { JoinReport } from '../types.ts';

/** Match rates both ways between every pair of tables under `prefix` that share a key. */
export async function matchRates(_engine: Engine, _prefix: string, _signal?: AbortSignal): Promise<JoinReport[]> {
  return Promise.resolve([]);
}
