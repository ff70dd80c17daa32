import { CodedError } from '#base/error.ts';
import { decode } from '#table/arrow.ts';
import type { StatisticParameters, StatisticRow } from './definition.ts';
import { statistics } from './index.ts';

/** Runs the model of a statistic on the answers of its queries (Arrow IPC bytes by name) somewhere: here, or in a worker. */
export type RunModelled = (
  id: string,
  inputs: Record<string, Uint8Array>,
  parameters: StatisticParameters,
  signal: AbortSignal,
) => Promise<StatisticRow[]>;

/** The model of a statistic in this thread. Throws CodedError `model/stopped` when the signal aborts while it works. */
export async function modelHere(
  id: string,
  inputs: Record<string, Uint8Array>,
  parameters: StatisticParameters,
  signal: AbortSignal,
): Promise<StatisticRow[]> {
  const statistic = statistics.find((one) => one.id === id);
  if (!statistic || !('compute' in statistic)) throw new CodedError('unexpected', {}, { detail: `statistic ${id} has no model` });
  const tables = Object.fromEntries(Object.entries(inputs).map(([name, bytes]) => [name, decode(bytes)]));
  return statistic.compute(tables, parameters, signal);
}
