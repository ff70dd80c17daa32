import { CodedError } from '#base/error.ts';
import { expose } from '#work/expose.ts';
import { type ColumnTables, columnsOf } from './columns.ts';
import type { StatisticParameters } from './definition.ts';
import { statistics } from './index.ts';
import { rowsHere } from './rows.ts';

/** The table of one statistic, as columns. Throws what `rowsHere` throws, and `unexpected` for an id that is no statistic. */
export async function rows(
  id: string,
  answers: Record<string, Uint8Array>,
  parameters: StatisticParameters,
  signal: AbortSignal,
): Promise<ColumnTables> {
  const statistic = statistics.find((one) => one.id === id);
  if (!statistic) throw new CodedError('unexpected', {}, { detail: `no statistic ${id}` });
  return columnsOf({ [statistic.table]: await rowsHere(statistic, answers, parameters, signal) }, [statistic.table]);
}

expose({ rows });
