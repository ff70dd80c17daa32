import { spawn, type Work } from '#work/spawn.ts';
import type { modelHere, RunModelled } from './modelled.ts';
import workerUrl from './worker.ts?worker&url';

/** What the worker of the modelled statistics offers. */
export interface ModelApi {
  model: typeof modelHere;
}

/** The URL of the worker's program, to fetch it ahead. */
export const modelWorkerUrl: string = workerUrl;

/** A worker for modelled statistics; it starts with the first one. */
export function modelWorker(): Work<ModelApi> {
  return spawn<ModelApi>(workerUrl);
}

/** Models in a worker; after an abort `work/canceled`. */
export function modelsInWorker(work: Work<ModelApi>): RunModelled {
  return (id, inputs, parameters, signal) =>
    work.run(signal, (functions, stop) => functions.model(id, inputs, parameters, stop) as Promise<Awaited<ReturnType<RunModelled>>>);
}
