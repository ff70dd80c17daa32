import { lensWorkerUrl } from '#lenses/in-worker.ts';
import type { ImportResult } from '#mapping/types.ts';
import type { ImportReport } from '#schema/import-report.ts';
import type { StartEngine } from '#state/engine.svelte.ts';
import type { Sample } from '#state/pipeline.ts';
import { warm } from '#work/spawn.ts';
import type { WorkerPipeline } from './pipeline.ts';

/** Starts DuckDB behind the engine port; its code is loaded only here. */
export const startEngine: StartEngine = async ({ onProgress, onCrash, onRestart }) => {
  const { startEngine: start } = await import('#engine/duckdb-wasm/start.ts');
  const engine = await start({ onProgress, onCrash });
  engine.onRestart(onRestart);
  return engine;
};

/** The pipeline, loaded and made once by the first who asks. A load that failed is tried again. */
export function lazyPipeline(): () => Promise<WorkerPipeline> {
  let made: Promise<WorkerPipeline> | undefined;
  return () => {
    made ??= import('./pipeline.ts').then(
      ({ workerPipeline }) => workerPipeline(),
      (error: unknown) => {
        made = undefined;
        throw error;
      },
    );
    return made;
  };
}

/** The report of an import in the words of the locale in force. */
export async function localise(result: ImportResult): Promise<ImportReport> {
  return (await import('#mapping/localise.ts')).localiseReport(result);
}

/** Brings every lazy part into memory: pages, views of lenses, pipeline, programs of workers, files of the sample. */
export async function prefetch(pipeline: () => Promise<WorkerPipeline>, sample: Sample): Promise<void> {
  await Promise.all([
    pipeline().then((made) => made.warm()),
    sample.files(),
    sample.later?.(),
    warm(lensWorkerUrl),
    import('./value-models/in-worker.ts').then(({ valueModelWorkerUrl }) => warm(valueModelWorkerUrl)),
    import('#lenses/more.ts').then(({ moreLenses }) => Promise.all(moreLenses().flatMap((lens) => (lens.view ? [lens.view()] : [])))),
    import('#mapping/localise.ts'),
    import('#i18n/error-words.ts'),
    import('./data-room/DataRoom.svelte'),
    import('./NotebookPage.svelte'),
    import('./customers/CustomersDrawer.svelte'),
    import('./AsOfPanel.svelte'),
  ]);
}
