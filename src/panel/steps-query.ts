import { panelRules } from '#schema/thresholds.ts';
import { join, sql, type Sql } from '#sql/sql.ts';
import { costTypes } from './cells-query.ts';
import { writtenOff } from './query.ts';
import { scratch, unfinished } from './scratch.ts';

const ledger = unfinished('cost_ledger');
const bought = sql`customer_id IN (SELECT customer_id FROM ${scratch.customers})`;

function cost(condition: Sql): Sql {
  return sql`coalesce((SELECT sum(amount) FROM ${ledger} WHERE ${condition}), 0)`;
}

/** Costs and written-off debts that belong to nobody who bought, as scalar expressions; the share of pools that unknown buyers bear is theirs. */
export function ofNobody(asOf: string): { costs: Sql; debts: Sql } {
  return {
    costs: cost(sql`(customer_id IS NULL AND NOT shared) OR (customer_id IS NOT NULL AND NOT ${bought})`),
    debts: sql`coalesce((SELECT sum(bad_debt) FROM (${writtenOff(asOf)}) WHERE customer_id IS NULL OR NOT ${bought}), 0)`,
  };
}

function costsAfter(asOf: string): Sql {
  return sql`coalesce((SELECT sum(amount) FROM costs WHERE date > CAST(${asOf} AS DATE)), 0)`;
}

/**
 * From revenue to profit, in signed steps that add up to the books: columns segment, step, customers (whom the step touches; of `revenue` all of them), amount. Segment '' holds
 * everything: `revenue`, `refunds`, `adjustments`, `cogs`, `fees`, `cost-<type>` and `bad-debt` of known customers, then `unknown-buyers` (the result of
 * sales without a customer after their share of pools) and `unallocated` (costs and debts that belong to nobody who bought: business-sustaining); `ledger` is the
 * profit of the books, summed apart, and `later` the costs dated after the as-of date, which are in none of the others (0 unless asked for). Other segments (the largest ones; null: the rest) hold the steps of their customers. No rows without amounts.
 * Source: rule M02 of the specification, check Σ customers + unallocated = ledger.
 */
export function profitSteps(asOf: string, hasAmount: boolean, later: boolean): Sql {
  const step = (name: string, amount: Sql): Sql => sql`SELECT customer_id, ${name} AS step, ${amount} AS amount FROM own`;
  const parts = [
    step('revenue', sql`revenue`),
    step('refunds', sql`refunds`),
    step('adjustments', sql`amount - revenue - refunds`),
    step('cogs', sql`-cogs`),
    step('fees', sql`-fees`),
    sql`SELECT customer_id, CASE WHEN type IN (${costTypes}) THEN 'cost-' || type ELSE 'cost-other' END, -sum(amount) FROM ${ledger} WHERE ${bought} GROUP BY ALL`,
    step('bad-debt', sql`-bad_debt`),
  ];
  const result = sql`coalesce(sum(net_amount - coalesce(cogs, 0) - fee - bad_debt), 0)`;
  const sharedUnknown = sql`customer_id IS NULL AND shared`;
  const touched = sql`count(CASE WHEN p.step = 'revenue' OR p.amount <> 0 THEN 1 END)`;
  const total = (name: string, amount: Sql, customers: Sql = sql`0`): Sql =>
    sql`SELECT '' AS segment, ${name} AS step, ${customers} AS customers, ${amount} AS amount FROM ${scratch.lines}`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('profit_steps')} AS
    WITH own AS (SELECT customer_id, sum(coalesce(sale_amount, 0)) AS revenue, sum(refunds) AS refunds, sum(amount) AS amount, sum(cogs) AS cogs,
        sum(fees) AS fees, sum(bad_debt) AS bad_debt FROM ${scratch.days} GROUP BY customer_id),
      parts AS (${join(parts, ' UNION ALL ')}),
      described AS (SELECT customer_id, min(nullif(segment, '')) AS segment FROM customers WHERE ${bought} GROUP BY customer_id),
      named AS (SELECT segment FROM described WHERE segment IS NOT NULL GROUP BY segment HAVING count(*) >= ${panelRules.leastOfSegment}
        ORDER BY count(*) DESC, segment LIMIT ${panelRules.segments})
    SELECT segment, step, CAST(customers AS INTEGER) AS customers, CAST(amount AS DECIMAL(18,4)) AS amount FROM (
      SELECT '' AS segment, step, ${touched} AS customers, sum(amount) AS amount FROM parts p GROUP BY step
      UNION ALL SELECT n.segment, p.step, ${touched}, sum(p.amount) FROM parts p LEFT JOIN described d ON d.customer_id = p.customer_id
        LEFT JOIN named n ON n.segment = d.segment WHERE EXISTS (SELECT 1 FROM named) GROUP BY n.segment, p.step
      UNION ALL ${total('unknown-buyers', sql`${result} - ${cost(sharedUnknown)}`)} WHERE customer_id IS NULL
      UNION ALL SELECT '', 'unallocated', 0, -${ofNobody(asOf).costs} - ${ofNobody(asOf).debts}
      UNION ALL SELECT '', 'later', 0, -${later ? costsAfter(asOf) : sql`0`}
      UNION ALL ${total('ledger', sql`${result} - ${cost(sql`TRUE`)} - coalesce((SELECT sum(bad_debt) FROM (${writtenOff(asOf)})), 0)`)})
    WHERE ${hasAmount} AND amount IS NOT NULL`;
}
