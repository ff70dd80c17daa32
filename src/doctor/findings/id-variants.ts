import { sql, type Sql } from '#sql/sql.ts';
import type { FindingDefinition, Remedy } from '../definition.ts';

/** A customer number without the spaces, the zeros in front and the `.0` behind that programs add or drop; its letters as they are. */
const unpadded = sql`ltrim(regexp_replace(trim(customer_id), '\\.0$', ''), '0')`;

/** A customer number whatever the case of its letters. */
const caseless = sql`lower(trim(customer_id))`;

/** Customer numbers beside the first of those that are alike as `main`. */
function alike(likening: Sql): Sql {
  return sql`(SELECT customer_id AS id, min(customer_id) OVER (PARTITION BY ${likening}) AS main, count(*) OVER (PARTITION BY ${likening}) AS n
    FROM (SELECT DISTINCT customer_id FROM orders_all WHERE customer_id IS NOT NULL) WHERE ${likening} <> '')`;
}

function merge(id: string, likening: Sql): Remedy {
  return {
    id,
    columns: () => ({
      customer_id: sql`coalesce((SELECT any_value(main) FROM ${alike(likening)} AS v WHERE v.id = customer_id AND n > 1), customer_id)`,
    }),
  };
}

/** The fifteen characters of ids in which case tells two apart, as in Salesforce. */
const byCase = sql`regexp_matches(trim(customer_id), '^[A-Za-z0-9]{15}$')`;

/** One customer number written in several ways, so that one customer counts as several. */
export const idVariants: FindingDefinition = {
  id: 'id-variants',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", count(DISTINCT lower(${unpadded})) AS "people",
      min(customer_id) AS "example", max(customer_id) AS "other", count(*) FILTER (WHERE z.n > 1 OR NOT ${byCase}) AS "doubtful"
    FROM orders JOIN ${alike(unpadded)} AS z ON z.id = customer_id JOIN ${alike(caseless)} AS c ON c.id = customer_id WHERE z.n > 1 OR c.n > 1`,
  serious: ({ doubtful }) => Number(doubtful) > 0,
  remedies: [merge('merge-zeros', unpadded), merge('merge-case', caseless)],
};
