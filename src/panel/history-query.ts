import { join, sql, type Sql } from '#sql/sql.ts';
import { tenThousandths } from './scratch.ts';

/** Which customers' histories are asked for: a seeded sample of those with three complete periods, or one. */
export type HistoryChoice = { sample: number; seed: number } | { customerId: string };

/**
 * Everything from which the histories of a few customers are rebuilt exactly as the stage pass read them, by the names that `readHistories`
 * expects: orders, cells and contracts of the chosen customers, the rhythm and the season of the base and the facts of the analysis. Tables of a finished
 * build; money in ten-thousandths. A sample is the same for the same seed, whatever the order of rows.
 */
export function historyInputs(choice: HistoryChoice, asOf: string): Record<string, Sql> {
  const chosen =
    'customerId' in choice
      ? sql`SELECT customer_id, first_order, complete_periods FROM customer_state WHERE customer_id = ${choice.customerId} AND first_order IS NOT NULL`
      : sql`SELECT customer_id, first_order, complete_periods FROM customer_state WHERE complete_periods >= 3
          ORDER BY md5(concat(${String(choice.seed)}, customer_id)), customer_id LIMIT ${choice.sample}`;
  const since = (day: Sql): Sql => sql`CAST(date_diff('day', c.first_order, ${day}) AS INTEGER)`;
  const orders = sql`SELECT customer_id, min(date) AS day, sum(net_amount) AS amount FROM orders
    WHERE kind = 'sale' AND customer_id IN (SELECT customer_id FROM (${chosen})) AND date <= CAST(${asOf} AS DATE)
    GROUP BY customer_id, coalesce(order_id, CAST(date AS VARCHAR))`;
  const own = (parts: Sql[], from: Sql): Sql => sql`SELECT ${join(parts)} FROM ${from}`;
  return {
    customers: sql`SELECT customer_id, CAST(date_diff('day', DATE '1970-01-01', first_order) AS INTEGER) AS origin, complete_periods FROM (${chosen}) ORDER BY customer_id`,
    orders: sql`SELECT o.customer_id, ${since(sql`o.day`)} AS day, ${tenThousandths(sql`CAST(sum(o.amount) AS DECIMAL(18,4))`)} AS amount
      FROM (${orders}) o INNER JOIN (${chosen}) c ON c.customer_id = o.customer_id GROUP BY 1, 2 ORDER BY 1, 2`,
    cells: own(
      [sql`p.customer_id`, sql`p.age`, sql`${tenThousandths(sql`p.amount`)} AS amount`, sql`${tenThousandths(sql`p.profit`)} AS profit`],
      sql`panel p INNER JOIN (${chosen}) c ON c.customer_id = p.customer_id WHERE p.age < c.complete_periods ORDER BY 1, 2`,
    ),
    contracts: own(
      [sql`e.customer_id`, sql`${since(sql`e.ended`)} AS day`, sql`e.open_items`],
      sql`contract_ends e INNER JOIN (${chosen}) c ON c.customer_id = e.customer_id WHERE e.ended >= c.first_order ORDER BY 1, 2`,
    ),
    rhythm: sql`SELECT * FROM stage_rhythm`,
    season: sql`SELECT month, index FROM stage_season`,
    facts: sql`SELECT period, period_days, has_amount, has_cogs FROM analysis`,
  };
}
