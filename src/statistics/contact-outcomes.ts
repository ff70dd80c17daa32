import { actionFacts, contactOutcomes as query } from '#panel/action-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'contact-outcomes';
const schema: Record<string, StatisticType> = { purpose: 'text', arm: 'text', n: 'integer', kept: 'integer', cost: 'integer' };
const nullable = ['cost'];

/**
 * Customers called to keep them (`retention`) or to win them back (`winback`), and how many of them ordered within three periods, by arm: treated, control, or
 * none where the file has no arms; mean cost of a contact in ten-thousandths. The row `base` counts active customers, with their mean yearly amount as cost.
 */
export const contactOutcomes: Statistic = {
  id,
  table: 'contact_outcomes',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ outcomes: query(asOf), facts: actionFacts(asOf) }),
  compute({ outcomes, facts }): StatisticRow[] {
    const [fact] = rowsOf(facts!);
    const active = Number(fact?.active ?? 0);
    const year = active > 0 && fact?.has_amount === 1 ? Math.round((Number(fact.amount_year) / active) * 10_000) : null;
    return [
      { purpose: 'base', arm: 'none', n: active, kept: active, cost: year },
      ...rowsOf(outcomes!).map((row) => ({
        purpose: String(row.purpose),
        arm: String(row.arm),
        n: Number(row.n),
        kept: Number(row.kept),
        cost: row.cost === null ? null : Math.round(Number(row.cost) * 10_000),
      })),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'kept']);
    for (const { n, kept } of rows) expect(id, Number(kept) <= Number(n), `${String(kept)} of ${String(n)} kept`);
  },
};
