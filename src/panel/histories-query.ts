import { hmmRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';

/** The driving forces that a history knows, in the order of their bits. */
export const forceNames = ['contacts', 'complaints', 'price'] as const;

/** Paid this part above the price of peers counts as a high price: half a per cent is left for rounding. */
const highPrice = 0.005;

/**
 * Order histories of a seeded sample of the customers whose start is known and who have complete periods enough: `orders` and `forces`, comma-separated numbers,
 * one a complete period, and `everyone`, from how many the sample is drawn. Bits of `forces`: contacts, complaints, and the last known price above peers.
 */
export function histories(seed: number): Sql {
  const { leastPeriods, longest, sample } = hmmRules;
  const old = sql`SELECT customer_id, count(*) OVER () AS everyone, md5(concat(customer_id, ':', CAST(${seed} AS VARCHAR))) AS place
    FROM panel WHERE exposure >= 1 AND start_known AND age = ${leastPeriods - 1}`;
  const drawn = sql`SELECT customer_id, everyone FROM (${old}) ORDER BY place LIMIT ${sample}`;
  const cells = sql`SELECT p.customer_id, p.age, p.orders, d.everyone, (p.contacts > 0)::INTEGER + 2 * (p.complaints > 0)::INTEGER AS forces,
      last_value(CASE WHEN p.price_weight > 0 THEN p.price_log / p.price_weight END IGNORE NULLS)
        OVER (PARTITION BY p.customer_id ORDER BY p.age ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS price
    FROM panel p INNER JOIN (${drawn}) d ON d.customer_id = p.customer_id WHERE p.exposure >= 1 AND p.age < ${longest}`;
  return sql`SELECT string_agg(CAST(orders AS VARCHAR), ',' ORDER BY age) AS orders,
      string_agg(CAST(forces + CASE WHEN price > ${highPrice} THEN 4 ELSE 0 END AS VARCHAR), ',' ORDER BY age) AS forces,
      CAST(any_value(everyone) AS INTEGER) AS everyone
    FROM (${cells}) GROUP BY customer_id ORDER BY customer_id`;
}
