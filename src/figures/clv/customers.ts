import type { CustomerFilter, FigureRow } from '../definition.ts';
import type { DayRange } from '../linked.ts';
import { at } from '../rows.ts';

/** Customers who came within some days. */
function came({ from, to }: DayRange): CustomerFilter {
  return { table: 'purchases', where: [{ column: 'first_order', from, to }] };
}

/** The customers of a bin of the distribution, of a cohort where `days` are those of its first orders. Nobody is worth less than the first bin holds. */
export function worth(row: FigureRow, days: DayRange | null): CustomerFilter {
  const upper = at(row, 'upper');
  const range = { from: at(row, 'lower') ?? 0, ...(upper === null ? {} : { below: upper }) };
  return { table: 'customer_value', where: [{ column: 'clv', ...range }], ...(days ? { and: came(days) } : {}) };
}

/** The customers of a group: of a cohort by its own days, of any other within the cohort that is shown; nothing for what is no column of customers. */
export function behind(row: FigureRow, by: string, days: DayRange | null): { customers?: CustomerFilter } {
  if (typeof row.from === 'string' && typeof row.to === 'string') return { customers: came({ from: row.from, to: row.to }) };
  if (!['segment', 'source', 'stage', 'tier'].includes(by)) return {};
  const isEarly = by === 'stage' && row.name === 'early';
  const where = [...(by === 'stage' ? [{ column: 'early', is: isEarly }] : []), ...(isEarly ? [] : [{ column: by, is: String(row.name) }])];
  return { customers: { table: 'customer_state', where, ...(days ? { and: came(days) } : {}) } };
}
