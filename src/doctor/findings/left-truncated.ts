import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** The file begins in the middle of relationships: first orders in it are not first orders. */
export const leftTruncated: FindingDefinition = {
  id: 'left-truncated',
  detect: sql`SELECT CASE WHEN left_truncated = 1 THEN left_truncated_customers ELSE 0 END AS "rows", left_truncated_customers AS "customers",
    left_truncated_customers / nullif(customers, 0) AS "share", first_date, period_days FROM analysis`,
  serious: () => true,
  remedies: [
    {
      id: 'newcomers-only',
      columns: ({ first_date: first, period_days: days }) => ({
        state: sql`CASE WHEN state = 'counted' AND customer_id IS NOT NULL AND min(date) FILTER (WHERE state = 'counted') OVER (PARTITION BY customer_id)
          < ${String(first)}::DATE + ${Math.floor(Number(days))}::INTEGER THEN 'excluded' ELSE state END`,
      }),
    },
  ],
};
