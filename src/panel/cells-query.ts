import { sql, type Sql } from '#sql/sql.ts';
import { panelRules } from '#schema/thresholds.ts';
import { scratch, unfinished } from './scratch.ts';

/** The types of cost that the panel holds in columns of their own; anything else is `cost_other`. */
export const costTypes = ['acquisition', 'sales', 'service', 'marketing', 'admin', 'transaction'] as const;

/** Whole periods from the origin to a day; what lies before the origin belongs to the first period. */
export function ageOf(day: Sql, h: number): Sql {
  return sql`CAST(greatest(0, floor(date_diff('day', c.origin, ${day}) / CAST(${h} AS DOUBLE))) AS INTEGER)`;
}

/**
 * Orders, money and quantity of each customer and period of relationship age in which something happened; `deseasonalised` is the amount of each day
 * over the index of its calendar month, null where seasons are unknown.
 */
export function moneyByCell(h: number, seasonal: boolean): Sql {
  const seasons = seasonal ? sql`INNER JOIN ${unfinished('seasonality')} s ON s.month = month(d.day)` : sql``;
  const even = seasonal ? sql`sum(CAST(d.amount AS DOUBLE) / s."index")` : sql`CAST(NULL AS DOUBLE)`;
  return sql`SELECT d.customer_id, ${ageOf(sql`d.day`, h)} AS age, sum(d.is_order) AS orders, sum(d.qty) AS qty, sum(d.amount) AS amount,
      sum(d.cogs) AS cogs, sum(d.cost) AS cost, sum(d.profit) AS profit, sum(d.fees) AS fees, sum(d.refunds) AS refunds, sum(d.bad_debt) AS bad_debt, ${even} AS deseasonalised
    FROM ${scratch.days} d INNER JOIN ${scratch.customers} c ON c.customer_id = d.customer_id ${seasons} WHERE c.origin IS NOT NULL GROUP BY 1, 2`;
}

/** Costs of each customer and period by type: columns cost_acquisition .. cost_transaction and cost_other, which add up to the cost of `moneyByCell`. */
export function costsByCell(h: number): Sql {
  const of = (type: string): Sql => sql`sum(CASE WHEN l.type = ${type} THEN l.amount ELSE 0 END)`;
  const [acquisition, sales, service, marketing, admin, transaction] = costTypes.map(of);
  return sql`SELECT l.customer_id, ${ageOf(sql`l.date`, h)} AS age, ${acquisition!} AS cost_acquisition, ${sales!} AS cost_sales, ${service!} AS cost_service,
      ${marketing!} AS cost_marketing, ${admin!} AS cost_admin, ${transaction!} AS cost_transaction,
      sum(CASE WHEN l.type IN (${costTypes}) THEN 0 ELSE l.amount END) AS cost_other
    FROM ${unfinished('cost_ledger')} l INNER JOIN ${scratch.customers} c ON c.customer_id = l.customer_id WHERE c.origin IS NOT NULL GROUP BY 1, 2`;
}

/** Contacts of each customer and period and their minutes, those of negotiating (purposes negotiate and presale) apart; minutes null where none is noted. */
export function contactsByCell(h: number, asOf: string): Sql {
  const day = sql`CAST(t."at" AS DATE)`;
  return sql`SELECT t.customer_id, ${ageOf(day, h)} AS age, count(*) AS n, sum(t.minutes) AS minutes,
      sum(CASE WHEN t.purpose IN ('negotiate', 'presale') THEN t.minutes END) AS negotiate_minutes
    FROM contacts t INNER JOIN ${scratch.customers} c ON c.customer_id = t.customer_id
    WHERE c.origin IS NOT NULL AND ${day} <= CAST(${asOf} AS DATE) GROUP BY 1, 2`;
}

/** Complaints of each customer and period. */
export function complaintsByCell(h: number, asOf: string): Sql {
  const day = sql`CAST(t.opened AS DATE)`;
  return sql`SELECT t.customer_id, ${ageOf(day, h)} AS age, count(*) AS n FROM complaints t INNER JOIN ${scratch.customers} c ON c.customer_id = t.customer_id
    WHERE c.origin IS NOT NULL AND ${day} <= CAST(${asOf} AS DATE) AND coalesce(t.is_complaint, TRUE) GROUP BY 1, 2`;
}

/**
 * Price paid against peers in each customer and period: `price_log` = Σ w·ln(p/p̄) and `price_weight` = Σ w over its sold lines, w the revenue,
 * p the price a piece, p̄ the revenue-weighted geometric mean of the product in the calendar quarter, so that the index of the whole base is 1 in
 * each product and quarter. A product that one customer alone bought in a quarter has no peers and stays out. Where no product has peers,
 * p̄ is the list price. No row without a price. Source: M04, mix-adjusted price index.
 */
export function pricesByCell(h: number): Sql {
  const sold = sql`kind = 'sale' AND qty > 0 AND net_amount > 0`;
  const price = sql`ln(CAST(net_amount AS DOUBLE) / CAST(qty AS DOUBLE))`;
  const weight = sql`CAST(net_amount AS DOUBLE)`;
  const peers = sql`SELECT sku, date_trunc('quarter', day) AS quarter, sum(${weight} * ${price}) / sum(${weight}) AS usual
    FROM ${scratch.lines} WHERE ${sold} AND sku IS NOT NULL GROUP BY 1, 2
    HAVING min(coalesce(customer_id, '')) <> max(coalesce(customer_id, ''))`;
  const against = sql`SELECT l.customer_id, l.day, CAST(l.net_amount AS DOUBLE) AS weight,
      ln(CAST(l.net_amount AS DOUBLE) / CAST(l.qty AS DOUBLE)) - p.usual AS log
    FROM ${scratch.lines} l INNER JOIN (${peers}) p ON p.sku = l.sku AND p.quarter = date_trunc('quarter', l.day) WHERE ${sold}
    UNION ALL SELECT customer_id, day, ${weight}, ${price} - ln(CAST(list_price AS DOUBLE)) FROM ${scratch.lines}
    WHERE ${sold} AND list_price > 0 AND NOT EXISTS (${peers})`;
  return sql`SELECT v.customer_id, ${ageOf(sql`v.day`, h)} AS age, sum(v.weight * v.log) AS price_log, sum(v.weight) AS price_weight
    FROM (${against}) v INNER JOIN ${scratch.customers} c ON c.customer_id = v.customer_id WHERE c.origin IS NOT NULL GROUP BY 1, 2`;
}

/** The value tier of active customers by what they bought in the last 365 days, and each one's place in them. Source: M11, Curry's pyramid. */
export function tierOf(place: Sql, active: Sql): Sql {
  const { top, big, medium } = panelRules.tiers;
  const within = (share: number): Sql => sql`${place} - 0.5 <= ${share} * ${active}`;
  return sql`CASE WHEN ${within(top)} THEN 'top' WHEN ${within(top + big)} THEN 'big' WHEN ${within(top + big + medium)} THEN 'medium' ELSE 'small' END`;
}
