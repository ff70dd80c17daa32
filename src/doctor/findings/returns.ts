import { sql } from '#sql/sql.ts';
import { doctorRules } from '#schema/thresholds.ts';
import type { FindingDefinition } from '../definition.ts';

/** Refunds: they lower revenue at their own date and are no orders. */
export const returns: FindingDefinition = {
  id: 'returns',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", -sum(net_amount)::DOUBLE AS "amount",
    -sum(net_amount)::DOUBLE / nullif((SELECT sum(net_amount) FROM orders WHERE kind = 'sale'), 0)::DOUBLE AS "share"
    FROM orders WHERE kind = 'refund'`,
  serious: ({ share }) => Number(share) >= doctorRules.manyReturns,
  remedies: [
    { id: 'gross', columns: () => ({ state: sql`CASE WHEN kind = 'refund' AND state = 'counted' THEN 'excluded' ELSE state END` }) },
  ],
};
