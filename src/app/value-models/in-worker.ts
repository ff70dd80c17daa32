import { spawn, type Work } from '#work/spawn.ts';
import type { fitValueModel, ValueModelAnswer } from './fit.ts';
import type { FitValueModel } from './run.ts';
import workerUrl from './worker.ts?worker&url';

/** The URL of the worker's program, to fetch it ahead. */
export const valueModelWorkerUrl: string = workerUrl;

let work: Work<{ fitValueModel: typeof fitValueModel }> | undefined;

/** The fit in a worker of its own, which starts with the first one. */
export const fitInWorker: FitValueModel = (request, signal) => {
  work ??= spawn(workerUrl);
  return work.run<ValueModelAnswer>(signal, (functions, stop) => functions.fitValueModel(request, stop as AbortSignal));
};
