import { spawn, type Work } from '#work/spawn.ts';
import { columnsOf } from '#statistics/columns.ts';
import type { Lens, LensResult } from './definition.ts';
import { statisticsFor } from './options.ts';
import type { analyse } from './worker.ts';
import workerUrl from './worker.ts?worker&url';

/** What the worker of the lenses offers. */
export interface LensApi {
  analyse: typeof analyse;
}

/** The URL of the worker's program, to fetch it ahead. */
export const lensWorkerUrl: string = workerUrl;

/** A worker for the analyses of lenses. It starts at once, because the first picture waits for it. */
export function lensWorker(): Work<LensApi> {
  const work = spawn<LensApi>(workerUrl);
  work.start();
  return work;
}

/** The same lenses with their analyses in a worker, given the statistics that each lens names; after an abort `work/canceled`. */
export function lensesInWorker(lenses: readonly Lens[], work: Work<LensApi>): readonly Lens[] {
  return lenses.map((lens) => ({
    ...lens,
    analyse: (statistics, options, signal) =>
      work.run<LensResult>(signal, (functions, stop) =>
        functions.analyse(lens.id, columnsOf(statistics, statisticsFor(lens, options)), options, stop),
      ),
  }));
}
