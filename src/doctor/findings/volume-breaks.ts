import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

const months = sql`(SELECT m::DATE AS month, count(o.date) AS n FROM generate_series((SELECT date_trunc('month', min(date)) FROM orders),
    (SELECT max(date) FROM orders), INTERVAL 1 MONTH) AS s(m) LEFT JOIN (SELECT date_trunc('month', date) AS month, date FROM orders) AS o ON o.month = m GROUP BY m)`;

/** Calendar months inside the file with hardly any orders: an export that was cut, a shop that was closed. */
export const volumeBreaks: FindingDefinition = {
  id: 'volume-breaks',
  detect: sql`SELECT count(*) AS "rows", 0 AS "customers", min(month)::VARCHAR AS "first", max(month)::VARCHAR AS "last", any_value(typical)::DOUBLE AS "typical"
    FROM (SELECT *, median(n) OVER () AS typical, max(month) OVER () AS final, min(month) OVER () AS start, count(*) OVER () AS all_months FROM ${months})
    WHERE n < typical * ${doctorRules.thinMonth} AND month > start AND month < final AND all_months >= ${doctorRules.leastMonths}`,
  serious: () => true,
  remedies: [],
};
