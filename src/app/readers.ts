import { ownUrl, startWorker } from '#base/own-worker.ts';
import { CodedError } from '#base/error.ts';
import { importers } from '#importers/index.ts';
import type { Opening } from '#importers/open.ts';
import { inWorker } from '#importers/reading/client.ts';
import type { ReadingWorker } from '#importers/reading/protocol.ts';

/** Worker scripts by importer folder: a format is a folder, and needs no line here. */
const urls = import.meta.glob<string>('../importers/*/worker.ts', { query: '?worker&url', import: 'default', eager: true });

/** Addresses of the programs that formats bring along, by folder. */
const assets = import.meta.glob<string>('../importers/*/asset.ts', { import: 'asset', eager: true });

/** Every format read in a worker of its own that is thrown away afterwards; `warm` fetches the programs ahead. */
export interface WorkerOpening extends Opening {
  warm(): Promise<void>;
}

/** The opening of the page. Each program is fetched once and kept: scripts as text, assets as they came. */
export function workerOpening(): WorkerOpening {
  const program = once(fetchProgram);
  const asset = once(fetchAsset);
  return {
    importers,
    readerOf: (id) =>
      inWorker(
        async () => startWorker(await program(id), 'module') as unknown as ReadingWorker,
        () => asset(id),
      ),
    warm: async () => void (await Promise.all(importers.flatMap(({ id }) => [program(id), asset(id)]))),
  };
}

/** Keeps what was fetched by id; what failed is asked for again the next time. */
function once<T>(fetchOne: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (id) => {
    const kept = known.get(id) ?? fetchOne(id);
    known.set(id, kept);
    kept.catch(() => known.delete(id));
    return kept;
  };
}

async function fetchProgram(id: string): Promise<string> {
  const url = ownUrl(urls[`../importers/${id}/worker.ts`] ?? '');
  if (import.meta.env.DEV) return `import ${JSON.stringify(url)};`;
  return (await answer(url)).text();
}

async function fetchAsset(id: string): Promise<Blob | null> {
  const url = assets[`../importers/${id}/asset.ts`];
  return url === undefined ? null : (await answer(ownUrl(url))).blob();
}

async function answer(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new CodedError('work/missing', {}, { detail: `${response.status} ${url}` });
  return response;
}
