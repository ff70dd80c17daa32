import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** Rows whose buyer nobody knows: revenue without a relationship. */
export const guests: FindingDefinition = {
  id: 'guests',
  detect: sql`SELECT count(*) FILTER (WHERE customer_id IS NULL) AS "rows", 0 AS "customers",
    coalesce(sum(net_amount) FILTER (WHERE customer_id IS NULL), 0)::DOUBLE AS "amount",
    count(*) FILTER (WHERE customer_id IS NULL) / nullif(count(*), 0) AS "share" FROM orders`,
  serious: ({ share }) => Number(share) >= doctorRules.manyGuests,
  remedies: [
    {
      id: 'leave-out',
      columns: () => ({ state: sql`CASE WHEN customer_id IS NULL AND state = 'counted' THEN 'excluded' ELSE state END` }),
    },
  ],
};
