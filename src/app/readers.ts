import { ownUrl, startWorker } from '#base/own-worker.ts';
import { CodedError } from '#base/error.ts';
import { importers } from '#importers/index.ts';
import type { Opening } from '#importers/open.ts';
import { inWorker } from '#importers/reading/client.ts';
import type { ReadingWorker } from '#importers/reading/protocol.ts';

/** Worker scripts by importer folder: a format is a folder, and needs no line here. */
const urls = import.meta.glob<string>('../importers/*/worker.ts', { query: '?worker&url', import: 'default', eager: true });

/** Every format read in a worker of its own that is thrown away afterwards; `warm` fetches the programs ahead. */
export interface WorkerOpening extends Opening {
  warm(): Promise<void>;
}

/** The opening of the page. Each program is fetched once and kept as text. */
export function workerOpening(): WorkerOpening {
  const programs = new Map<string, Promise<string>>();
  const program = (id: string): Promise<string> => {
    const kept = programs.get(id) ?? fetchProgram(id);
    programs.set(id, kept);
    kept.catch(() => programs.delete(id)); // the next reading asks again
    return kept;
  };
  return {
    importers,
    readerOf: (id) => inWorker(async () => startWorker(await program(id), 'module') as unknown as ReadingWorker),
    warm: async () => void (await Promise.all(importers.map(({ id }) => program(id)))),
  };
}

async function fetchProgram(id: string): Promise<string> {
  const url = ownUrl(urls[`../importers/${id}/worker.ts`] ?? '');
  if (import.meta.env.DEV) return `import ${JSON.stringify(url)};`;
  const response = await fetch(url);
  if (!response.ok) throw new CodedError('work/missing', {}, { detail: `${response.status} ${url}` });
  return response.text();
}
