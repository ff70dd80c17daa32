import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-flow';
const schema: Record<string, StatisticType> = { from_stage: 'text', to_stage: 'text', n: 'integer' };
const stages = ['E', 'F', 'S', 'D', 'T'];

/** How many customers went from one stage to the next one period later, staying included; T to E is a new episode; a contract that ended moves from D to T. */
export const stageFlow: Statistic = {
  id,
  table: 'stage_flow',
  schema,
  nullable: [],
  smallestGroup: 5,
  sql: (): Sql => sql`SELECT from_stage, to_stage, count(*) AS n
    FROM (SELECT CASE WHEN b.flags LIKE '%declined-first%' THEN 'D' ELSE a.stage END AS from_stage, b.stage AS to_stage
      FROM stages a INNER JOIN stages b ON b.customer_id = a.customer_id AND b.age = a.age + 1) m GROUP BY from_stage, to_stage`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['n']);
    for (const { from_stage: from, to_stage: to } of rows) {
      expect(id, stages.includes(String(from)) && stages.includes(String(to)), `unknown move ${String(from)} to ${String(to)}`);
    }
  },
};
