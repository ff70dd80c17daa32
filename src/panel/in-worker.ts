import { spawn, type Work } from '#work/spawn.ts';
import type { RunStagePass, stagePass, StagePassChunk } from './stage-pass.ts';
import type { RunValuePass, valuePass, ValueAnswer } from './value-pass.ts';
import workerUrl from './worker.ts?worker&url';

/** What the worker of the panel offers. */
export interface StagePassApi {
  stagePass: typeof stagePass;
  valuePass: typeof valuePass;
}

/** The URL of the worker's program, to fetch it ahead. */
export const stagePassWorkerUrl: string = workerUrl;

/** A worker for stage passes; it starts with the first one. Dispose it when no more are to come. */
export function stagePassWorker(): Work<StagePassApi> {
  return spawn<StagePassApi>(workerUrl);
}

/** The stage pass in a worker, with back-pressure both ways; after an abort `work/canceled`. */
export function inWorker(work: Work<StagePassApi>): RunStagePass {
  return (days, settings, signal) =>
    work.stream<StagePassChunk>(
      signal,
      (functions, stop) => functions.stagePass(days, settings, stop) as unknown as Promise<AsyncIterable<StagePassChunk>>,
    );
}

/** The value pass in the same worker; after an abort `work/canceled`. */
export function valueInWorker(work: Work<StagePassApi>): RunValuePass {
  return (purchases, settings, signal) =>
    work.run<ValueAnswer>(signal, (functions, stop) => functions.valuePass(purchases, settings, stop as AbortSignal));
}
