import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** A customer number without what programs add or drop: case, spaces, zeros in front, `.0` behind. */
const plain = sql`ltrim(regexp_replace(lower(trim(customer_id)), '\\.0$', ''), '0')`;

const variants = sql`(SELECT customer_id AS id, min(customer_id) OVER (PARTITION BY ${plain}) AS main, count(*) OVER (PARTITION BY ${plain}) AS n
    FROM (SELECT DISTINCT customer_id FROM orders_all WHERE customer_id IS NOT NULL) WHERE ${plain} <> '')`;

/** One customer number written in several ways, so that one customer counts as several. */
export const idVariants: FindingDefinition = {
  id: 'id-variants',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", count(DISTINCT main) AS "people", min(id) AS "example", max(id) AS "other"
    FROM orders JOIN ${variants} AS v ON v.id = customer_id WHERE n > 1`,
  serious: () => true,
  remedies: [
    {
      id: 'merge',
      columns: () => ({
        customer_id: sql`coalesce((SELECT any_value(main) FROM ${variants} AS v WHERE v.id = customer_id AND n > 1), customer_id)`,
      }),
    },
  ],
};
