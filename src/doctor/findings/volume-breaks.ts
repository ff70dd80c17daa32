import { doctorRules } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

const months = sql`(SELECT m::DATE AS month, count(o.date) AS n FROM generate_series((SELECT date_trunc('month', min(date)) FROM orders),
    (SELECT max(date) FROM orders), INTERVAL 1 MONTH) AS s(m) LEFT JOIN (SELECT date_trunc('month', date) AS month, date FROM orders) AS o ON o.month = m GROUP BY m)`;

/** Calendar months with hardly any orders after a busier one: an export that was cut, a shop that was closed. A slow beginning is no break. */
export const volumeBreaks: FindingDefinition = {
  id: 'volume-breaks',
  detect: sql`SELECT count(*) AS "rows", 0 AS "customers", min(month)::VARCHAR AS "first", max(month)::VARCHAR AS "last", any_value(typical)::DOUBLE AS "typical"
    FROM (SELECT *, median(n) OVER () AS typical, max(month) OVER () AS final, count(*) OVER () AS all_months,
      max(n) OVER (ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busiest_before FROM ${months})
    WHERE n < typical * ${doctorRules.thinMonth} AND busiest_before >= typical * ${doctorRules.thinMonth} AND month < final AND all_months >= ${doctorRules.leastMonths}`,
  serious: () => true,
  remedies: [],
};
