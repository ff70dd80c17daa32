import { spawn, type Work } from '#work/spawn.ts';
import type { RunStagePass, stagePass, StagePassChunk } from './stage-pass.ts';
import workerUrl from './worker.ts?worker&url';

/** What the worker of the stage pass offers. */
export interface StagePassApi {
  stagePass: typeof stagePass;
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
