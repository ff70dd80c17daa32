import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-now';
const schema: Record<string, StatisticType> = { stage: 'text', n: 'integer' };

/** Customers by stage at their last complete period; `early` has too few complete periods to judge and is counted in no stage. */
export const stageNow: Statistic = {
  id,
  table: 'stage_now',
  schema,
  nullable: [],
  smallestGroup: 5,
  sql: (): Sql => sql`SELECT stage_now AS stage, count(*) AS n
    FROM (SELECT CASE WHEN early THEN 'early' ELSE stage END AS stage_now FROM customer_state WHERE first_order IS NOT NULL) c GROUP BY stage_now`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['n']);
    for (const row of rows)
      expect(id, ['E', 'F', 'S', 'D', 'T', 'early'].includes(String(row.stage)), `unknown stage ${String(row.stage)}`);
  },
};
