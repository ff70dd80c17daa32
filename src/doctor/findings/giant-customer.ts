import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** One key that stands for far more orders than any customer would place: a till, a wholesaler, a guest account. */
export const giantCustomer: FindingDefinition = {
  id: 'giant-customer',
  detect: sql`SELECT n AS "rows", 1 AS "customers", customer_id AS "key", n / total AS "share", amount FROM (
      SELECT customer_id, count(*) AS n, coalesce(sum(net_amount), 0)::DOUBLE AS amount, sum(count(*)) OVER () AS total, count(*) OVER () AS people
      FROM orders WHERE customer_id IS NOT NULL GROUP BY customer_id)
    WHERE people >= ${doctorRules.leastCustomers} AND n / total >= ${doctorRules.giantShare} ORDER BY n DESC LIMIT 1`,
  serious: () => true,
  remedies: [
    {
      id: 'leave-out',
      columns: ({ key }) => ({ state: sql`CASE WHEN state = 'counted' AND customer_id = ${String(key)} THEN 'excluded' ELSE state END` }),
    },
    { id: 'unknown', columns: ({ key }) => ({ customer_id: sql`nullif(customer_id, ${String(key)})` }) },
  ],
};
