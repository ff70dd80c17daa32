import { doctorRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

const giant = (cut: Sql) => sql`kind = 'sale' AND net_amount > ${cut}`;
const cut = sql`(SELECT ${doctorRules.giantRow} * quantile_cont(net_amount, 0.99) FROM orders WHERE kind = 'sale' AND net_amount > 0)`;

/** Single rows far above everything else: a typing error, a price without its decimal mark, a bulk order. */
export const giantRows: FindingDefinition = {
  id: 'giant-rows',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", coalesce(sum(net_amount), 0)::DOUBLE AS "amount",
    (sum(net_amount) / nullif((SELECT sum(net_amount) FROM orders WHERE kind = 'sale'), 0))::DOUBLE AS "share", (${cut})::DOUBLE AS "cut"
    FROM orders WHERE ${giant(cut)} AND (SELECT count(*) FROM orders) >= ${doctorRules.leastRows}`,
  serious: ({ share }) => Number(share) >= doctorRules.giantRowsShare,
  remedies: [
    {
      id: 'leave-out',
      columns: ({ cut: most }) => ({
        state: sql`CASE WHEN state = 'counted' AND ${giant(sql`${Number(most)}`)} THEN 'excluded' ELSE state END`,
      }),
    },
  ],
};
