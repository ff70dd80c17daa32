import { sql, type Sql } from '#sql/sql.ts';
import { scratch, unfinished } from './scratch.ts';

/** What the value pass reads, a row a customer with a purchase: place, x, t_x, t (days), spend (null when unknown). */
export function purchaseRows(): Sql {
  return sql`SELECT place, x, t_x, t, spend FROM ${unfinished('purchases')} ORDER BY place`;
}

/** The share of the amounts of the base that is left after costs of goods, fees and debts written off; one row, null without amounts. Requirement C14. */
export function baseMargin(): Sql {
  return sql`SELECT CAST(sum(amount - coalesce(cogs, 0) - coalesce(fees, 0) - coalesce(bad_debt, 0)) AS DOUBLE) / nullif(CAST(sum(amount) AS DOUBLE), 0) AS margin
    FROM ${scratch.days}`;
}

/** Table `customer_value` from the places and numbers of the value pass. */
export function customerValue(): Sql {
  const number = (name: Sql): Sql => sql`CAST(v.${name} AS DOUBLE) AS ${name}`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('customer_value')} AS SELECT c.customer_id, ${number(sql`p_alive`)}, ${number(sql`expected_12`)},
      ${number(sql`residual`)}, ${number(sql`residual_ever`)}, ${number(sql`spend_expected`)}, ${number(sql`clv`)}, ${number(sql`clv_low`)}, ${number(sql`clv_high`)}
    FROM ${scratch.valued} v INNER JOIN ${scratch.customers} c ON c.place = v.place`;
}
