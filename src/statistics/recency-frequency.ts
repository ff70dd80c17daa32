import { recencyFrequency as query } from '#panel/summary-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'recency-frequency';
const schema: Record<string, StatisticType> = {
  ...{ purchases: 'integer', recency: 'number', width: 'number', n: 'integer', alive: 'number', expected: 'number' },
};

/**
 * Customers by repeat purchases (15: and more) and weeks from the first to the last one (`recency`: the lower end of a bin of `width` weeks), with the mean of P(alive)
 * and of the purchases expected in the next 365 days by MBG/NBD. No rows where it was refused.
 */
export const recencyFrequency: Statistic = {
  id,
  table: 'recency_frequency',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  inputs: () => ({ cells: query() }),
  compute: ({ cells }): StatisticRow[] =>
    rowsOf(cells!).map(({ purchases, bin, width, n, alive, expected }) => ({
      ...{ purchases: Number(purchases), recency: Number(bin) * Number(width), width: Number(width), n: Number(n) },
      ...{ alive: Number(alive), expected: Number(expected) },
    })),
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, Object.keys(schema));
  },
};
