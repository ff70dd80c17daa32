import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** Sales of nothing: samples, gifts, replacements. They count as orders unless left out. */
export const freeRows: FindingDefinition = {
  id: 'free-rows',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", count(*) / nullif((SELECT count(*) FROM orders), 0) AS "share"
    FROM orders WHERE kind = 'sale' AND net_amount = 0`,
  serious: ({ share }) => Number(share) >= doctorRules.manyFree,
  remedies: [
    {
      id: 'leave-out',
      columns: () => ({ state: sql`CASE WHEN state = 'counted' AND kind = 'sale' AND net_amount = 0 THEN 'excluded' ELSE state END` }),
    },
  ],
};
