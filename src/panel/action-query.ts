import { warningRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';

/** Days of orders up to the as-of date, one row a customer, order and first day of it. */
function boughtDays(asOf: string): Sql {
  return sql`SELECT customer_id, min(date) AS day FROM orders WHERE kind = 'sale' AND customer_id IS NOT NULL AND date <= CAST(${asOf} AS DATE)
    GROUP BY customer_id, coalesce(order_id, CAST(date AS VARCHAR))`;
}

/** Stages as the rules judge every period alike: what is learned of the past does not hold the newest period's P(alive). */
function stagesByRules(): Sql {
  return sql`SELECT s.customer_id, s.age, coalesce(a.stage_by_rules, s.stage) AS stage, s.early FROM stages s
    LEFT JOIN alive_stages a ON a.customer_id = s.customer_id AND a.age = s.age`;
}

/**
 * The analysis in one row: days of a period, as-of date, first day, as days since 1970-01-01, whether amounts are known, `alive_in_warnings` (0/1: asked), and `ending`: of the declines
 * that were left, the share that led to the end and not back (null without any).
 */
export function actionFacts(asOf: string): Sql {
  return sql`SELECT period_days, date_diff('day', DATE '1970-01-01', CAST(${asOf} AS DATE)) AS as_of_day,
      date_diff('day', DATE '1970-01-01', CAST(first_date AS DATE)) AS first_day, has_amount, (SELECT alive_in_warnings FROM choices) AS alive_in_warnings,
      (SELECT count(*) FROM customer_state WHERE early) AS too_early, (SELECT count(*) FROM customer_state WHERE NOT early AND stage = 'D') AS declining,
      (SELECT count(*) FROM customer_state WHERE NOT early AND stage IN ('E', 'F', 'S')) AS at_risk, (SELECT count(*) FROM customer_state WHERE ended) AS ended,
      (SELECT coalesce(CAST(sum(amount_12) AS DOUBLE), 0) FROM customer_state) AS amount_year,
      (SELECT avg(CAST(next_stage = 'T' AS INTEGER)) FROM (SELECT stage, lead(stage) OVER (PARTITION BY customer_id ORDER BY age) AS next_stage FROM (${stagesByRules()}))
        WHERE stage = 'D' AND next_stage IN ('F', 'T')) AS ending,
      (SELECT count(*) FROM customer_state WHERE last_order > CAST(${asOf} AS DATE) - 365) AS active
    FROM analysis`;
}

/**
 * Customer-periods with what was known on their last day, for the risk of decline (M20, C4: windows look back only). Complete periods of customers
 * who are neither ended nor too early: those of a sample of whole customers, and the last one of every customer. `worse` is 1 when the next period
 * is in decline or ended, null when it is not over. `gap_days` / `gaps` are those of the episode; `contract` days to its end, at the last period only,
 * because an end is often written down later; `alive` is P(alive), at the last period only. The next stage is that of the rules, as all others are. An episode ends in T, so the period after one that is not T belongs to the same episode.
 */
export function hazardCells(asOf: string): Sql {
  const h = sql`(SELECT CAST(period_days AS DOUBLE) FROM analysis)`;
  const known = sql`complaints WHERE coalesce(is_complaint, TRUE) AND CAST(opened AS DATE) <= CAST(${asOf} AS DATE)`;
  return sql`WITH bought AS (SELECT b.customer_id, CAST(greatest(0, floor(date_diff('day', c.first_order, b.day) / ${h})) AS INTEGER) AS age,
      min(b.day) AS first_day, max(b.day) AS last_day, count(DISTINCT b.day) AS days
      FROM (${boughtDays(asOf)}) b INNER JOIN customer_state c ON c.customer_id = b.customer_id GROUP BY 1, 2),
    asked AS (SELECT customer_id, CAST(opened AS DATE) AS opened, coalesce(CAST(closed AS DATE), CAST(opened AS DATE) + ${warningRules.openComplaintDays}) AS closed,
      coalesce(severity >= ${warningRules.severe}, FALSE) AS severe FROM ${known}),
    unhappy AS (SELECT s.customer_id, s.age, count(*) AS complaints, count(CASE WHEN a.severe THEN 1 END) AS severe
      FROM stages s INNER JOIN asked a ON a.customer_id = s.customer_id AND a.opened <= s.period_end AND a.closed > s.period_end GROUP BY 1, 2),
    owed AS (SELECT DISTINCT customer_id, order_id, due_date + 1 AS late_on FROM orders
      WHERE kind = 'sale' AND customer_id IS NOT NULL AND due_date < CAST(${asOf} AS DATE) AND (paid_date IS NULL OR paid_date > due_date)),
    paid_late AS (SELECT s.customer_id, s.age, count(*) AS late FROM stages s
      INNER JOIN owed o ON o.customer_id = s.customer_id AND o.late_on <= s.period_end AND o.late_on > s.period_end - ${warningRules.lateDays} GROUP BY 1, 2),
    measured AS (SELECT s.customer_id, s.age, s.episode, s.period_end, s.stage, r.stage AS by_rules, s.early, s.level, p.share, b.first_day, b.last_day, coalesce(b.days, 0) AS days,
        greatest(0, coalesce(CAST(s.amount AS DOUBLE), s.orders)) AS x, coalesce(u.complaints, 0) AS complaints, coalesce(u.severe, 0) AS severe, coalesce(l.late, 0) AS late
      FROM stages s INNER JOIN (${stagesByRules()}) r ON r.customer_id = s.customer_id AND r.age = s.age INNER JOIN panel p ON p.customer_id = s.customer_id AND p.age = s.age
      LEFT JOIN bought b ON b.customer_id = s.customer_id AND b.age = s.age LEFT JOIN unhappy u ON u.customer_id = s.customer_id AND u.age = s.age
      LEFT JOIN paid_late l ON l.customer_id = s.customer_id AND l.age = s.age),
    leaned AS (SELECT *, lead(by_rules) OVER past AS next_stage, ln(1 + x / nullif(avg(x) OVER past, 0)) AS height,
        max(last_day) OVER past AS last_order, min(first_day) OVER past AS first_order, sum(days) OVER past AS order_days,
        share / nullif(first_value(share) OVER recent, 0) - 1 AS share_change
      FROM measured WINDOW past AS (PARTITION BY customer_id, episode ORDER BY age ROWS UNBOUNDED PRECEDING),
        recent AS (PARTITION BY customer_id, episode ORDER BY age ROWS ${warningRules.slopePeriods - 1} PRECEDING)),
    sloped AS (SELECT *, regr_slope(height, age) OVER (PARTITION BY customer_id, episode ORDER BY age ROWS ${warningRules.slopePeriods - 1} PRECEDING) AS slope FROM leaned),
    drawn AS (SELECT greatest(1, CAST(ceil(count(*) / CAST(${warningRules.cells} AS DOUBLE)) AS BIGINT)) AS one_in FROM stages)
    SELECT s.customer_id, s.age, date_diff('day', DATE '1970-01-01', s.period_end) AS day, s.stage, s.level,
      CASE WHEN isfinite(s.slope) THEN s.slope END AS slope, coalesce(date_diff('day', s.last_order, s.period_end), 0) AS since,
      coalesce(date_diff('day', s.first_order, s.last_order), 0) AS gap_days, CAST(greatest(0, s.order_days - 1) AS INTEGER) AS gaps, s.share_change,
      s.complaints, s.severe, s.late, CASE WHEN s.next_stage IS NULL THEN k.left_days END AS contract,
      CASE WHEN s.next_stage IS NULL THEN v.p_alive END AS alive, CAST(s.next_stage IN ('D', 'T') AS INTEGER) AS worse
    FROM sloped s CROSS JOIN drawn LEFT JOIN (${contractEnds(asOf)}) k ON k.customer_id = s.customer_id
    LEFT JOIN customer_value v ON v.customer_id = s.customer_id
    WHERE s.stage <> 'T' AND NOT s.early AND (s.next_stage IS NULL OR (s.stage <> 'D' AND hash(s.customer_id) % drawn.one_in = 0))`;
}

/** Days from the as-of date to the end of the contract that ends first among those that run. */
function contractEnds(asOf: string): Sql {
  const day = sql`CAST(${asOf} AS DATE)`;
  return sql`SELECT customer_id, min(date_diff('day', ${day}, "end")) AS left_days FROM subscriptions
    WHERE "end" >= ${day} AND (start IS NULL OR start <= ${day}) AND (cancelled_at IS NULL OR cancelled_at > ${day}) GROUP BY customer_id`;
}

/**
 * What customers brought in the 365 days to the as-of date before the cost of winning them, which is spent whether they are kept or not, and when they last ordered; profit
 * in currency units or null, dates as ISO text. Who is a customer for less than a year has the profit of a year at the same pace; less than a quarter counts as one.
 */
export function yearOfCustomers(asOf: string): Sql {
  return sql`SELECT c.customer_id, CAST(c.last_order AS VARCHAR) AS last_order, CAST(c.profit_12 + coalesce(a.cost, 0) AS DOUBLE) * 365 / least(365, greatest(c.tenure_days + 1, ${warningRules.leastDays})) AS profit
    FROM customer_state c LEFT JOIN (${winningCosts(sql`date > CAST(${asOf} AS DATE) - 365`)}) a ON a.customer_id = c.customer_id
    WHERE c.first_order IS NOT NULL AND NOT c.ended AND NOT c.early`;
}

/** Acquisition costs of each customer. */
function winningCosts(when: Sql): Sql {
  return sql`SELECT customer_id, sum(amount) AS cost FROM cost_ledger WHERE type = 'acquisition' AND customer_id IS NOT NULL AND ${when} GROUP BY customer_id`;
}

/**
 * Customers after their first contact of a purpose, by whether they ordered in the periods after it: counts by purpose and arm (treated, control, none
 * where the file has no arms), with the mean cost of the contacts. Contacts whose time is not over are left out.
 */
export function contactOutcomes(asOf: string): Sql {
  const wait = sql`(SELECT CAST(ceil(period_days * ${warningRules.outcomePeriods}) AS INTEGER) FROM analysis)`;
  const first = sql`SELECT customer_id, purpose, coalesce(arm, 'none') AS arm, CAST(min("at") AS DATE) AS day, avg(CAST(cost AS DOUBLE)) AS cost
    FROM contacts WHERE purpose IN ('retention', 'winback') AND customer_id IS NOT NULL GROUP BY 1, 2, 3`;
  return sql`SELECT f.purpose, f.arm, count(*) AS n, count(CASE WHEN EXISTS (SELECT 1 FROM orders o WHERE o.kind = 'sale' AND o.customer_id = f.customer_id
        AND o.date > f.day AND o.date <= f.day + ${wait}) THEN 1 END) AS kept, avg(f.cost) AS cost
    FROM (${first}) f WHERE f.day + ${wait} <= CAST(${asOf} AS DATE) GROUP BY f.purpose, f.arm`;
}

/** Spells after the end of a relationship: how many complete periods they last (so far), whether an order ended them, and how many there are. */
export function endedSpells(): Sql {
  const spells = sql`SELECT customer_id, episode, count(*) AS periods FROM stages WHERE stage = 'T' GROUP BY 1, 2`;
  return sql`SELECT s.periods, CAST(n.customer_id IS NOT NULL AS INTEGER) AS returned, count(*) AS n
    FROM (${spells}) s LEFT JOIN episodes n ON n.customer_id = s.customer_id AND n.episode = s.episode + 1 GROUP BY 1, 2 ORDER BY 1, 2`;
}

/**
 * First and second lives of customers who came back: sums of profit (before the cost of winning them) and of periods lived (not ended) of the first episode and of those after
 * a return. One row; null profit without amounts.
 */
export function secondLives(): Sql {
  const lived = sql`(e.e_periods + e.f_periods + e.s_periods + e.d_periods)`;
  const profit = sql`(e.profit + coalesce(w.cost, 0))`;
  const won = sql`SELECT e.customer_id, e.episode, sum(p.cost_acquisition) AS cost FROM episodes e
    INNER JOIN panel p ON p.customer_id = e.customer_id AND p.age BETWEEN e.start_age AND e.end_age GROUP BY 1, 2`;
  return sql`SELECT count(DISTINCT CASE WHEN e.episode > 1 THEN e.customer_id END) AS n,
      CAST(sum(CASE WHEN e.episode = 1 THEN ${profit} END) AS DOUBLE) AS first_profit, sum(CASE WHEN e.episode = 1 THEN ${lived} END) AS first_periods,
      CAST(sum(CASE WHEN e.episode > 1 THEN ${profit} END) AS DOUBLE) AS second_profit, sum(CASE WHEN e.episode > 1 THEN ${lived} END) AS second_periods
    FROM episodes e LEFT JOIN (${won}) w ON w.customer_id = e.customer_id AND w.episode = e.episode
    WHERE e.customer_id IN (SELECT customer_id FROM episodes WHERE episode > 1)`;
}

/**
 * Customers whose relationship has ended: periods since, profit a period lived (currency units or null), stage they fell from, last order, and the reason
 * why not to call them: unpaid (overdue or written off), fraud (said by a status), opt-out; null when none.
 */
export function lostCustomers(asOf: string): Sql {
  const day = sql`CAST(${asOf} AS DATE)`;
  const unpaid = sql`SELECT customer_id FROM orders WHERE date <= ${day} AND (coalesce(written_off, 0) <> 0 OR (due_date < ${day} AND (paid_date IS NULL OR paid_date > ${day})))
    UNION SELECT customer_id FROM receivables WHERE date <= ${day} AND (kind = 'writeoff' OR (kind = 'invoice' AND due_date < ${day} AND open_amount > 0))`;
  const fraud = sql`SELECT customer_id FROM orders WHERE date <= ${day} AND regexp_matches(coalesce(status_text, ''), '(?i)fraud|chargeback|dispute|欺诈|盗刷|拒付')`;
  const refused = sql`SELECT customer_id FROM customers WHERE opt_out`;
  const isIn = (list: Sql): Sql => sql`e.customer_id IN (SELECT customer_id FROM (${list}) WHERE customer_id IS NOT NULL)`;
  return sql`SELECT e.customer_id, t.periods, e.exit_from, CAST(c.last_order AS VARCHAR) AS last_order, c.orders,
      CAST(c.profit + coalesce(w.cost, 0) AS DOUBLE) / greatest(1, l.periods) AS profit,
      CASE WHEN ${isIn(fraud)} THEN 'fraud' WHEN ${isIn(unpaid)} THEN 'unpaid' WHEN ${isIn(refused)} THEN 'opt-out' END AS excluded
    FROM episodes e INNER JOIN customer_state c ON c.customer_id = e.customer_id AND c.ended
    LEFT JOIN (${winningCosts(sql`TRUE`)}) w ON w.customer_id = e.customer_id
    INNER JOIN (SELECT customer_id, max(episode) AS episode, sum(e_periods + f_periods + s_periods + d_periods) AS periods FROM episodes GROUP BY 1) l
      ON l.customer_id = e.customer_id AND l.episode = e.episode
    INNER JOIN (SELECT customer_id, episode, count(*) AS periods FROM stages WHERE stage = 'T' GROUP BY 1, 2) t ON t.customer_id = e.customer_id AND t.episode = e.episode`;
}

/** Share of the customer-periods out of decline after which the next one was in decline or ended; null without any. */
export function baseLoss(): Sql {
  const moves = sql`SELECT stage, early, lead(stage) OVER (PARTITION BY customer_id ORDER BY age) AS next_stage FROM (${stagesByRules()})`;
  return sql`SELECT avg(CAST(next_stage IN ('D', 'T') AS INTEGER)) AS rate FROM (${moves}) WHERE stage IN ('E', 'F', 'S') AND NOT early AND next_stage IS NOT NULL`;
}

/** Recommendations up to the as-of date: both customers, date as ISO text, whether it led to a customer (an order, or said so), and the reward in currency units. */
export function recommendations(asOf: string): Sql {
  return sql`SELECT r.referrer_id, r.referred_id, CAST(r.date AS VARCHAR) AS date, CAST(coalesce(r.reward, 0) AS DOUBLE) AS reward,
      c.customer_id IS NOT NULL AS customer, c.first_order < r.date AS was_customer
    FROM referrals r LEFT JOIN (SELECT customer_id, first_order FROM customer_state WHERE first_order IS NOT NULL) c ON c.customer_id = r.referred_id
    WHERE r.referrer_id IS NOT NULL AND r.referred_id IS NOT NULL AND r.date <= CAST(${asOf} AS DATE)`;
}

/** Acquisition cost (booked to the customer up to the as-of date) and profit of customers who were recommended, in currency units. */
export function recommendedMoney(asOf: string): Sql {
  return sql`SELECT c.customer_id, coalesce(CAST(a.cost AS DOUBLE), 0) AS acquisition, CAST(c.profit AS DOUBLE) AS profit
    FROM customer_state c LEFT JOIN (SELECT customer_id, sum(amount) AS cost FROM cost_ledger WHERE type = 'acquisition' AND date <= CAST(${asOf} AS DATE) GROUP BY 1) a
      ON a.customer_id = c.customer_id WHERE c.customer_id IN (SELECT referred_id FROM referrals WHERE date <= CAST(${asOf} AS DATE))`;
}

/**
 * Customers who were recommended against others, a row each side: customers, acquisition cost of them, and of those whose first order is a year old or more how many
 * ordered after that year. Costs without a customer are paid for the others. What one of the others cost is the usual acquisition cost, here and in the six parts of profit.
 */
export function recommendedAgainstOthers(asOf: string): Sql {
  const day = sql`CAST(${asOf} AS DATE)`;
  const brought = sql`SELECT r.referred_id FROM referrals r INNER JOIN customer_state s ON s.customer_id = r.referred_id
    WHERE r.referrer_id <> r.referred_id AND r.date <= ${day} AND s.first_order >= r.date`;
  const costs = sql`SELECT customer_id, sum(amount) AS cost FROM cost_ledger WHERE type = 'acquisition' AND date <= ${day} AND customer_id IS NOT NULL GROUP BY 1`;
  return sql`SELECT b.referred_id IS NOT NULL AS referred, count(*) AS n, coalesce(CAST(sum(a.cost) AS DOUBLE), 0)
        + max(CASE WHEN b.referred_id IS NULL THEN 1 ELSE 0 END)
        * coalesce((SELECT CAST(sum(amount) AS DOUBLE) FROM cost_ledger WHERE type = 'acquisition' AND date <= ${day} AND customer_id IS NULL), 0) AS cost,
      count(CASE WHEN c.tenure_days >= 365 THEN 1 END) AS old, count(CASE WHEN c.tenure_days >= 365 AND c.last_order >= c.first_order + 365 THEN 1 END) AS stayed
    FROM customer_state c LEFT JOIN (SELECT DISTINCT referred_id FROM (${brought})) b ON b.referred_id = c.customer_id LEFT JOIN (${costs}) a ON a.customer_id = c.customer_id
    WHERE c.first_order IS NOT NULL GROUP BY 1 ORDER BY 1`;
}
