import { CodedError } from '#base/error.ts';
import type { Sample } from '#state/pipeline.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { unpackTables, type PackedTables } from '#statistics/packed.ts';
import laterUrl from '../books/tea-house.later.json?url';
import statisticsUrl from '../books/tea-house.statistics.json?url';

const urls = import.meta.glob<string>('../../sample-data/tea-house/*.csv', {
  query: '?url&no-inline', // the policy forbids data: URLs to be fetched
  import: 'default',
  eager: true,
});

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new CodedError('app/sample-missing', {}, { detail: `${url}: ${response.status}` });
  return response;
}

/** The tea house: its statistics as `tools/precompute.ts` computed them, those of the first pictures first, its files only when somebody asks, and only once. */
export function teaHouse(): Sample {
  let files: Promise<File[]> | undefined;
  let later: Promise<StatisticTables> | undefined;
  const unpacked = async (url: string): Promise<StatisticTables> => unpackTables((await (await fetched(url)).json()) as PackedTables);
  const load = (): Promise<File[]> =>
    Promise.all(
      Object.entries(urls).map(
        async ([path, url]) => new File([await (await fetched(url)).blob()], path.slice(path.lastIndexOf('/') + 1), { type: 'text/csv' }),
      ),
    );
  return {
    statistics: () => unpacked(statisticsUrl),
    later: () => (later ??= unpacked(laterUrl)),
    files: () => {
      files ??= load().catch((error: unknown) => {
        files = undefined;
        throw error;
      });
      return files;
    },
  };
}
