import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** Amounts in several currencies, added as if they were one. */
export const currencyMix: FindingDefinition = {
  id: 'currency-mix',
  detect: sql`SELECT coalesce(sum(n) FILTER (WHERE nth > 1), 0) AS "rows", 0 AS "customers", count(*) AS "currencies", any_value(currency) FILTER (WHERE nth = 1) AS "main"
    FROM (SELECT currency, count(*) AS n, row_number() OVER (ORDER BY count(*) DESC, currency) AS nth FROM orders WHERE currency IS NOT NULL GROUP BY currency)`,
  serious: () => true,
  remedies: [
    {
      id: 'keep-main',
      columns: ({ main }) => ({ state: sql`CASE WHEN state = 'counted' AND currency <> ${String(main)} THEN 'excluded' ELSE state END` }),
    },
  ],
};
