import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

const shared = sql`(SELECT customer_id AS id, min(customer_id) OVER (PARTITION BY lower(trim(email))) AS main,
    count(*) OVER (PARTITION BY lower(trim(email))) AS n FROM customers WHERE contains(coalesce(email, ''), '@'))`;

/** Several customer numbers with one e-mail address: probably one person, counted several times. */
export const sharedEmail: FindingDefinition = {
  id: 'shared-email',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", count(DISTINCT main) AS "people"
    FROM orders JOIN ${shared} AS s ON s.id = customer_id WHERE n BETWEEN 2 AND ${doctorRules.mostNumbersOfOne}`,
  serious: ({ customers, people }) => Number(customers) > Number(people),
  remedies: [
    {
      id: 'merge',
      columns: () => ({
        customer_id: sql`coalesce((SELECT any_value(main) FROM ${shared} AS s WHERE s.id = customer_id AND n BETWEEN 2 AND ${doctorRules.mostNumbersOfOne}), customer_id)`,
      }),
    },
  ],
};
