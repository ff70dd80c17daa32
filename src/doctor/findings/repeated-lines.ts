import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

const line = sql`order_id, line_id, customer_id, date, ordered_at, kind, sku, product_name, qty, net_amount, state`;

/** The same line of the same order more than once. */
export const repeatedLines: FindingDefinition = {
  id: 'repeated-lines',
  detect: sql`SELECT coalesce(sum(n - 1), 0) AS "rows", count(DISTINCT customer_id) AS "customers", coalesce(sum((n - 1) * net_amount), 0)::DOUBLE AS "amount",
    coalesce(sum(n - 1), 0) / nullif((SELECT count(*) FROM orders), 0) AS "share"
    FROM (SELECT ${line}, count(*) AS n FROM orders GROUP BY ALL) WHERE n > 1`,
  serious: ({ share }) => Number(share) >= doctorRules.manyRepeats,
  remedies: [
    {
      id: 'keep-first',
      columns: () => ({
        state: sql`CASE WHEN state = 'counted' AND row_number() OVER (PARTITION BY ${line} ORDER BY _file, _line) > 1 THEN 'excluded' ELSE state END`,
      }),
    },
  ],
};
