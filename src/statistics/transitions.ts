import { legalMoves, type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'transitions';
const schema: Record<string, StatisticType> = {
  from_stage: 'text',
  to_stage: 'text',
  half: 'integer',
  early: 'integer',
  n: 'integer',
};

/**
 * Moves from one period to the next, staying included: how many customers made each, by the calendar half-year in which the second period begins (`half` = 2·year,
 * and one more from July on). `early` 1: the customer was still too young to be judged, so that the stage stands by rule. T to E begins a new episode.
 * Where a contract ended, decline and end fall into one period: the move counted is the second, D to T.
 */
export const transitions: Statistic = {
  id,
  table: 'transitions',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  sql: (d: Dialect): Sql => sql`SELECT from_stage, to_stage, ${d.i64(sql`half`)} AS half, early, count(*) AS n
    FROM (SELECT CASE WHEN b.flags LIKE '%declined-first%' THEN 'D' ELSE a.stage END AS from_stage, b.stage AS to_stage, CASE WHEN b.early THEN 1 ELSE 0 END AS early,
        EXTRACT(YEAR FROM b.period) * 2 + CASE WHEN EXTRACT(MONTH FROM b.period) > 6 THEN 1 ELSE 0 END AS half
      FROM stages a INNER JOIN stages b ON b.customer_id = a.customer_id AND b.age = a.age + 1) m GROUP BY from_stage, to_stage, half, early`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['n', 'early']);
    for (const { from_stage: from, to_stage: to } of rows) {
      expect(id, stageOrder.includes(from as StageLetter), `unknown stage ${String(from)}`);
      expect(id, legalMoves[from as StageLetter].includes(to as StageLetter), `illegal move ${String(from)} to ${String(to)}`);
    }
  },
};
