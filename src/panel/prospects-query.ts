import { stageThresholds } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { scratch, unfinished } from './scratch.ts';

/**
 * Customers before their first order: one row a customer of whom a contact or the first contact of the customers' file is known on a day before any order, up
 * to the as-of date. first_contact, last_contact, contacts (days), first_order (null: has not ordered yet), ordered 0/1, silent (the longest run of complete
 * periods without a contact) and stage: E, flag prospect, D once the run was 6 periods, T at 12. Only the next order undoes either, so that the longest run decides. Periods are counted
 * from the first contact; of who ordered later, up to the order. Customers with refunds only stay out. Source: M03, rules of prospects; the same as the
 * stage machine with a history of contacts.
 */
export function prospects(asOf: string, h: number): Sql {
  const today = sql`CAST(${asOf} AS DATE)`;
  const { prospectDecline, prospectEnd } = stageThresholds;
  const whole = (days: Sql): Sql => sql`CAST(floor(${days} / CAST(${h} AS DOUBLE)) AS INTEGER)`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('prospects')} AS
    WITH told AS (SELECT customer_id, CAST("at" AS DATE) AS day FROM contacts WHERE customer_id IS NOT NULL AND CAST("at" AS DATE) <= ${today}
      UNION SELECT customer_id, first_contact FROM customers WHERE customer_id IS NOT NULL AND first_contact <= ${today}),
    before AS (SELECT t.customer_id, t.day, c.origin AS first_order, min(t.day) OVER (PARTITION BY t.customer_id) AS since
      FROM told t LEFT JOIN ${scratch.customers} c ON c.customer_id = t.customer_id WHERE c.customer_id IS NULL OR t.day < c.origin),
    placed AS (SELECT customer_id, day, first_order, since, ${whole(sql`date_diff('day', since, day)`)} + 1 AS k,
        ${whole(sql`coalesce(date_diff('day', since, first_order), date_diff('day', since, ${today}) + 1)`)} AS complete FROM before),
    runs AS (SELECT *, least(complete, coalesce(lead(k) OVER (PARTITION BY customer_id ORDER BY day) - 1, complete)) - k AS silent FROM placed),
    longest AS (SELECT customer_id, min(day) AS first_contact, max(day) AS last_contact, CAST(count(*) AS INTEGER) AS contacts, first_order,
        CAST(greatest(0, max(silent)) AS INTEGER) AS silent FROM runs GROUP BY customer_id, first_order)
    SELECT customer_id, first_contact, last_contact, contacts, first_order, CAST(first_order IS NOT NULL AS INTEGER) AS ordered, silent,
      CASE WHEN silent >= ${prospectEnd} THEN 'T' WHEN silent >= ${prospectDecline} THEN 'D' ELSE 'E' END AS stage FROM longest`;
}
