import { patternModel } from '#models/lifecycle/patterns/definition.ts';
import { episodeGroup } from '#models/lifecycle/patterns/read.ts';
import { episodeGroups } from '#panel/patterns-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'patterns';
const schema: Record<string, StatisticType> = { part: 'text', item: 'text', n: 'integer', value: 'number', low: 'number', high: 'number' };
const nullable = ['value', 'low', 'high'];

/**
 * How relationships end, or last. Part `pattern`: episodes of each of the four patterns and of those still open, value their share of the five with Wilson
 * interval. Part `fact`: `ongoing` (long-lasting ones that last still), `customers`, `start-unknown` and `too-early` (left out), `left-stable`, and
 * `threshold` (n = stays in the stable stage, value = periods that make one long, low and high of the median) whose basis is `basis-…`.
 */
export const patternStatistic: Statistic = {
  id,
  table: 'patterns',
  schema,
  nullable,
  smallestGroup: 5,
  inputs: () => ({ episodes: episodeGroups() }),
  compute({ episodes }, _parameters, signal): StatisticRow[] {
    const rows = rowsOf(episodes!);
    const { estimates } = patternModel.fit({ groups: rows.map(episodeGroup) }, patternModel.defaults, signal);
    if (!estimates) return [];
    const { threshold } = estimates;
    const fact = (item: string, n: number, value: number | null = null, low: number | null = null, high: number | null = null) => {
      return { part: 'fact', item, n, value, low, high };
    };
    return [
      ...estimates.counts.map(({ pattern, n, share, low, high }) => ({ part: 'pattern', item: pattern, n, value: share, low, high })),
      fact('ongoing', estimates.ongoing),
      fact(
        'customers',
        rows.filter((row) => row.start_known === true).reduce((sum, row) => sum + Number(row.customers), 0),
      ),
      fact('start-unknown', estimates.startUnknown),
      fact('too-early', estimates.tooEarly),
      fact('left-stable', threshold.left),
      fact('threshold', threshold.stays, threshold.periods, threshold.low, threshold.high),
      fact(`basis-${threshold.basis}`, threshold.stays),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n']);
  },
};
