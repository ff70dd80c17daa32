import { ownUrl, startWorker } from '#base/own-worker.ts';
import { CodedError } from '#base/error.ts';
import { readInWorker } from '#importers/csv/client.ts';
import type { ReadingWorker } from '#importers/csv/protocol.ts';
import csvWorkerUrl from '#importers/csv/worker.ts?worker&url';
import { importFiles } from '#mapping/import-files.ts';
import { buildPanel } from '#panel/build.ts';
import { inWorker, stagePassWorker, stagePassWorkerUrl } from '#panel/in-worker.ts';
import type { Pipeline } from '#state/pipeline.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { statistics } from '#statistics/index.ts';
import { warm } from '#work/spawn.ts';

/** The pipeline over workers of our own. `warm` fetches their programs ahead, so that nothing is requested later. */
export interface WorkerPipeline extends Pipeline {
  warm(): Promise<void>;
}

/** A pipeline that reads files and follows customers in workers; the page's own thread only waits. */
export function workerPipeline(): WorkerPipeline {
  const stagePass = inWorker(stagePassWorker());
  let csvProgram: Promise<string> | undefined;
  const program = (): Promise<string> => {
    csvProgram ??= import.meta.env.DEV
      ? Promise.resolve(`import ${JSON.stringify(ownUrl(csvWorkerUrl))};`)
      : programText(ownUrl(csvWorkerUrl));
    return csvProgram;
  };
  const read = readInWorker(async () => startWorker(await program(), 'module') as unknown as ReadingWorker);
  return {
    importFiles: (engine, request) => importFiles({ engine, ...request, read }),
    async analyse(engine, settings, signal, onProgress) {
      const { asOf } = await buildPanel({ engine, settings, runStagePass: stagePass, signal, onProgress });
      return computeStatistics(engine, statistics, { asOf }, signal);
    },
    warm: async () => void (await Promise.all([program(), warm(stagePassWorkerUrl)])),
  };
}

async function programText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new CodedError('work/missing', {}, { detail: `${response.status} ${url}` });
  return response.text();
}
