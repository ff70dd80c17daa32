import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'prospects';
const schema: Record<string, StatisticType> = { stage: 'text', ordered: 'integer', n: 'integer' };

/** Customers known before any order, by the stage they had then (E in contact, D silent, T given up) and whether they ordered later; those who did stand in `stage_now` too. */
export const prospects: Statistic = {
  id,
  table: 'prospects',
  schema,
  nullable: [],
  smallestGroup: 5,
  sql: (): Sql => sql`SELECT stage, ordered, count(*) AS n FROM prospects GROUP BY stage, ordered`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['ordered', 'n']);
    for (const { stage } of rows) expect(id, ['E', 'D', 'T'].includes(String(stage)), `unknown stage ${String(stage)}`);
  },
};
