import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** The file ends in the middle of a calendar month, which then looks like a fall. */
export const partialMonth: FindingDefinition = {
  id: 'partial-month',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", any_value(final)::VARCHAR AS "last"
    FROM (SELECT date, customer_id, max(date) OVER () AS final, min(date) OVER () AS start FROM orders)
    WHERE date_trunc('month', date) = date_trunc('month', final) AND datediff('day', final, last_day(final)) >= ${doctorRules.daysToMonthEnd}
      AND datediff('month', start, final) >= ${doctorRules.leastMonths}`,
  serious: () => false,
  remedies: [
    {
      id: 'cut',
      columns: ({ last }) => ({
        state: sql`CASE WHEN state = 'counted' AND date_trunc('month', date) = date_trunc('month', ${String(last)}::DATE) THEN 'excluded' ELSE state END`,
      }),
    },
  ],
};
