import { join, sql, type Sql } from '#sql/sql.ts';

/** What a pool of costs is shared by (M02). */
export type CostDriver =
  | 'orders'
  | 'order-lines'
  | 'revenue'
  | 'contacts'
  | 'minutes'
  | 'sales-minutes'
  | 'new-customers'
  | 'active-customers'
  | 'campaign-reach'
  | 'traced-cost';

/** A driver, or `activity`: the first of the type's drivers in `activityDrivers` for which the files hold anything. */
export type CostRule = CostDriver | 'activity';

/** The driver of each type of cost; types that are not named stay unallocated and are shown so. */
export type CostRules = Readonly<Partial<Record<string, CostRule>>>;

/** The drivers of each type of cost that follow what was done for a customer, best first. Admin falls back on revenue, which hides who makes losses. Source: M02. */
export const activityDrivers: Readonly<Record<string, readonly CostDriver[]>> = {
  acquisition: ['new-customers'],
  sales: ['sales-minutes', 'contacts', 'orders'],
  service: ['minutes', 'contacts', 'orders'],
  marketing: ['campaign-reach', 'active-customers'],
  transaction: ['order-lines'],
  admin: ['traced-cost', 'revenue'],
};

/** Every type of cost by what was done for a customer, and every type by revenue: the two ends between which an allocation may be chosen. */
export const activityRules: CostRules = Object.fromEntries(Object.keys(activityDrivers).map((type) => [type, 'activity' as const]));
export const amountRules: CostRules = Object.fromEntries(Object.keys(activityDrivers).map((type) => [type, 'revenue' as const]));

/** The drivers of a rule for a type of cost, best first; a type that the theory does not know goes by orders when it is to follow activity. */
export function driversOf(type: string, rule: CostRule): readonly CostDriver[] {
  return rule === 'activity' ? (activityDrivers[type] ?? ['orders']) : [rule];
}

/**
 * Customer, day and units of a driver up to the as-of date, only positive units. Unknown buyers carry units of their own, so that known customers do
 * not bear their costs; so do people whom a campaign reached and who never bought.
 */
export function unitsOf(driver: CostDriver, asOf: string): Sql {
  const until = sql`CAST(${asOf} AS DATE)`;
  const sold = sql`FROM orders WHERE kind = 'sale' AND date <= ${until}`;
  const met = sql`FROM contacts WHERE CAST("at" AS DATE) <= ${until}`;
  const metDay = sql`customer_id, CAST("at" AS DATE) AS day`;
  switch (driver) {
    case 'orders':
      return sql`SELECT customer_id, date AS day, 1 AS units ${sold} AND customer_id IS NOT NULL GROUP BY customer_id, date
        UNION ALL SELECT NULL, date, count(DISTINCT order_id) ${sold} AND customer_id IS NULL GROUP BY date`;
    case 'order-lines':
      return sql`SELECT customer_id, date AS day, count(*) AS units ${sold} GROUP BY customer_id, date`;
    case 'revenue':
      return sql`SELECT customer_id, date AS day, sum(net_amount) AS units ${sold} AND net_amount > 0 GROUP BY customer_id, date`;
    case 'contacts':
      return sql`SELECT ${metDay}, count(*) AS units ${met} GROUP BY ALL`;
    case 'minutes':
      return sql`SELECT ${metDay}, sum(minutes) AS units ${met} AND minutes > 0 GROUP BY ALL`;
    case 'sales-minutes':
      return sql`SELECT ${metDay}, sum(minutes) AS units ${met} AND minutes > 0 AND purpose IN ('negotiate', 'presale') GROUP BY ALL`;
    case 'new-customers':
      return sql`SELECT customer_id, min(date) AS day, 1 AS units ${sold} AND customer_id IS NOT NULL GROUP BY customer_id`;
    case 'active-customers':
      return sql`SELECT customer_id, min(date) AS day, 1 AS units ${sold} AND customer_id IS NOT NULL GROUP BY customer_id, date_trunc('month', date)`;
    case 'campaign-reach':
      return sql`SELECT r.customer_id, c.start AS day, count(*) AS units FROM campaign_members r INNER JOIN campaigns c ON c.campaign_id = r.campaign_id
        WHERE coalesce(r.exposed, TRUE) AND c.start <= ${until} GROUP BY ALL`;
    case 'traced-cost':
      return sql`SELECT customer_id, date AS day, sum(amount) AS units FROM costs WHERE customer_id IS NOT NULL AND type IN ('sales', 'service', 'marketing')
        AND date <= ${until} GROUP BY customer_id, date HAVING sum(amount) > 0`;
  }
}

/** Units of the first of the drivers for which the files hold any, each row with the driver's name. */
export function firstUnits(drivers: readonly CostDriver[], asOf: string): Sql {
  const pieces = drivers.map((driver, index) => {
    const earlier = drivers.slice(0, index).map((before) => sql`NOT EXISTS (${unitsOf(before, asOf)})`);
    return sql`SELECT ${driver} AS driver, customer_id, day, CAST(units AS DECIMAL(18,4)) AS units FROM (${unitsOf(driver, asOf)})
      WHERE ${join([sql`TRUE`, ...earlier], ' AND ')}`;
  });
  return join(pieces, ' UNION ALL ');
}
