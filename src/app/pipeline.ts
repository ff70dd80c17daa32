import type { LedgerEntry } from '#doctor/definition.ts';
import { applyRemedies, examine } from '#doctor/examine.ts';
import { importFiles } from '#mapping/import-files.ts';
import { keepBefore } from '#mapping/reconcile/reconcile.ts';
import { buildPanel } from '#panel/build.ts';
import { inWorker, stagePassWorker, stagePassWorkerUrl, valueInWorker } from '#panel/in-worker.ts';
import type { Pipeline } from '#state/pipeline.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { statisticsInWorker, statisticWorker, statisticWorkerUrl } from '#statistics/in-worker.ts';
import { eagerStatistics, statisticsOf } from '#statistics/index.ts';
import { warm } from '#work/spawn.ts';
import { workerOpening } from './readers.ts';

/** The pipeline over workers of our own. `warm` fetches their programs ahead, so that nothing is requested later. */
export interface WorkerPipeline extends Pipeline {
  warm(): Promise<void>;
}

/** A pipeline that reads files and follows customers in workers; the page's own thread only waits. */
export function workerPipeline(): WorkerPipeline {
  const panelWork = stagePassWorker();
  const [stagePass, valuePass] = [inWorker(panelWork), valueInWorker(panelWork)];
  const make = statisticsInWorker(statisticWorker());
  const opening = workerOpening();
  let asOf = '';
  let ledger: readonly LedgerEntry[] = [];
  return {
    importFiles: (engine, request) => importFiles({ engine, ...request, opening }),
    async analyse(engine, settings, signal, onProgress) {
      ledger = await applyRemedies(engine, settings.remedies ?? [], signal);
      ({ asOf } = await buildPanel({ engine, settings, runStagePass: stagePass, runValuePass: valuePass, signal, onProgress }));
      return computeStatistics(engine, eagerStatistics, { asOf }, signal, make);
    },
    statistics: (engine, tables, signal) => computeStatistics(engine, statisticsOf(tables), { asOf }, signal, make),
    examine: async (engine, signal) => ({ ...(await examine(engine, signal)), ledger }),
    keepBefore,
    warm: async () => void (await Promise.all([opening.warm(), warm(stagePassWorkerUrl), warm(statisticWorkerUrl)])),
  };
}
