import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

const count = (state: string) => ({
  id: `count-${state}`,
  columns: () => ({ state: sql`CASE WHEN state = ${state} THEN 'counted' ELSE state END` }),
});

/** Rows that are kept but not counted: test, cancelled, failed, unpaid. */
export const leftOut: FindingDefinition = {
  id: 'left-out',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", count(*) FILTER (WHERE state = 'test') AS "test",
    count(*) FILTER (WHERE state = 'cancelled') AS "cancelled", count(*) FILTER (WHERE state = 'failed') AS "failed",
    count(*) FILTER (WHERE state = 'unpaid') AS "unpaid" FROM orders_all WHERE state IN ('test', 'cancelled', 'failed', 'unpaid')`,
  serious: () => false,
  remedies: [count('unpaid'), count('cancelled'), count('test'), count('failed')],
};
