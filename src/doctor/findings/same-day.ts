import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** Several orders of one customer on one day: a basket that was split, or one that was entered twice. */
export const sameDay: FindingDefinition = {
  id: 'same-day',
  detect: sql`SELECT coalesce(sum(n - 1), 0) AS "rows", count(DISTINCT customer_id) AS "customers",
    coalesce(sum(n - 1), 0) / nullif((SELECT count(DISTINCT order_id) FROM orders WHERE kind = 'sale'), 0) AS "share"
    FROM (SELECT customer_id, date, count(DISTINCT order_id) AS n FROM orders WHERE kind = 'sale' AND customer_id IS NOT NULL GROUP BY 1, 2) WHERE n > 1`,
  serious: ({ share }) => Number(share) >= doctorRules.manySplits,
  remedies: [
    {
      id: 'merge',
      columns: () => ({
        order_id: sql`CASE WHEN state = 'counted' AND kind = 'sale' AND customer_id IS NOT NULL
          THEN first_value(order_id) OVER (PARTITION BY customer_id, date, kind, state ORDER BY _file, _line) ELSE order_id END`,
      }),
    },
  ],
};
