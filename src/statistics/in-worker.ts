import { spawn, type Work } from '#work/spawn.ts';
import { type ColumnTables, tablesOf } from './columns.ts';
import type { MakeRows } from './rows.ts';
import type { rows } from './worker.ts';
import workerUrl from './worker.ts?worker&url';

/** What the worker of the statistics offers. */
export interface StatisticApi {
  rows: typeof rows;
}

/** The URL of the worker's program, to fetch it ahead. */
export const statisticWorkerUrl: string = workerUrl;

/** A worker for statistics; it starts with the first one. */
export function statisticWorker(): Work<StatisticApi> {
  return spawn<StatisticApi>(workerUrl);
}

/** Rows decoded, modelled and checked in a worker; they come over as columns. After an abort `work/canceled`. */
export function statisticsInWorker(work: Work<StatisticApi>): MakeRows {
  return async ({ id, table }, answers, parameters, signal) => {
    const columns = await work.run<ColumnTables>(signal, (functions, stop) => functions.rows(id, answers, parameters, stop));
    return tablesOf(columns)[table] ?? [];
  };
}
