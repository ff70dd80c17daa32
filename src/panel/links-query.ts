import { linkRules } from '#schema/thresholds.ts';
import { join, sql, type Sql } from '#sql/sql.ts';
import { writtenOff } from './query.ts';

/** One number of a link: per customer and span the numerator and what it is divided by, with the condition under which the files can tell it at all. */
type Item = { link: string; item: string; rows: Sql; known: Sql };

/**
 * What the nine links count (M07): link, item, span (0 the last twelve months, 1 the twelve before, if the file holds them), block (customers in random groups,
 * for the bootstrap), cases (customers, or answers and contracts where these are counted), num and den. Money in currency units. Items that the files cannot tell have no row.
 */
export function linkSums(asOf: string): Sql {
  const each = items(asOf).map(({ link, item, rows, known }) => {
    return sql`SELECT ${link} AS link, ${item} AS item, span, ${block()} AS block, count(*) AS cases, CAST(sum(num) AS DOUBLE) AS num, CAST(sum(den) AS DOUBLE) AS den
      FROM (${rows}) WHERE ${known} GROUP BY ALL`;
  });
  return sql`WITH ${spans(asOf)}, ${sold()} SELECT * FROM (${join(each, ' UNION ALL ')}) ORDER BY link, item, span, block`;
}

/** Customers by the brand of the house they spent most on in each of the two years: from_brand, to_brand, n; of the five largest brands. */
export function brandMoves(asOf: string): Sql {
  return sql`WITH ${spans(asOf)}, ${sold()}, ${mainBrands(asOf)},
      largest AS (SELECT brand FROM brands GROUP BY brand ORDER BY count(*) DESC, brand LIMIT ${linkRules.brands})
    SELECT b.brand AS from_brand, a.brand AS to_brand, count(*) AS n FROM brands a INNER JOIN brands b ON b.customer_id = a.customer_id AND b.year = a.year + 1
    WHERE a.year = 0 AND a.brand IN (SELECT brand FROM largest) AND b.brand IN (SELECT brand FROM largest) GROUP BY 1, 2 ORDER BY 1, 2`;
}

function block(): Sql {
  return sql`CAST(hash(coalesce(customer_id, '')) % ${linkRules.blocks} AS INTEGER)`;
}

/** The two spans of a year up to the as-of date; the earlier one only where the file reaches back to its start, give or take a month. */
function spans(asOf: string): Sql {
  const day = sql`CAST(${asOf} AS DATE)`;
  return sql`spans AS (SELECT n AS span, ${day} - CAST((n + 1) * 365 AS INTEGER) AS from_day, ${day} - CAST(n * 365 AS INTEGER) AS to_day FROM range(2) t(n)
      WHERE n = 0 OR (SELECT CAST(first_date AS DATE) FROM analysis) <= ${day} - ${2 * 365 - linkRules.slackDays})`;
}

/** Order lines with the brand and the kind of goods of their product, by span. */
function sold(): Sql {
  return sql`goods AS (SELECT sku, min(brand) AS brand, min(category) AS category FROM products GROUP BY sku),
    sold AS (SELECT o.customer_id, o.date, o.kind, CAST(o.net_amount AS DOUBLE) AS amount, coalesce(o.brand, g.brand) AS brand, coalesce(o.category, g.category, o.sku) AS category
      FROM orders o LEFT JOIN goods g ON g.sku = o.sku WHERE o.customer_id IS NOT NULL),
    bought AS (SELECT s.span, o.customer_id, sum(o.amount) AS amount, count(DISTINCT CASE WHEN o.kind = 'sale' THEN o.category END) AS categories
      FROM spans s INNER JOIN sold o ON o.date > s.from_day AND o.date <= s.to_day GROUP BY 1, 2 HAVING count(CASE WHEN o.kind = 'sale' THEN 1 END) > 0)`;
}

function mainBrands(asOf: string): Sql {
  const year = sql`CAST(floor(date_diff('day', o.date, CAST(${asOf} AS DATE)) / 365) AS INTEGER)`;
  return sql`spent AS (SELECT o.customer_id, ${year} AS year, o.brand, sum(greatest(coalesce(o.amount, 1), 0)) AS amount FROM sold o
      WHERE o.brand IS NOT NULL AND o.kind = 'sale' AND o.date <= CAST(${asOf} AS DATE) GROUP BY ALL),
    brands AS (SELECT customer_id, year, arg_max(brand, (amount, brand)) AS brand FROM spent GROUP BY 1, 2)`;
}

function items(asOf: string): Item[] {
  const always = sql`TRUE`;
  const amounts = sql`(SELECT bool_or(amount IS NOT NULL) FROM panel)`;
  const costs = (type: string): Sql => sql`EXISTS (SELECT 1 FROM cost_ledger WHERE type = ${type})`;
  const of = (link: string, item: string, rows: Sql, known: Sql = always): Item => ({ link, item, rows, known });
  return [
    of('1', 'intention', intentions()),
    of('1', 'quote', quotes()),
    of('2', 'cac', acquired(asOf), costs('acquisition')),
    of('2', 'new', newcomers()),
    of('3', 'arpu', sql`SELECT span, customer_id, amount AS num, 1 AS den FROM bought`, amounts),
    of('4a', 'service', served(), costs('service')),
    of('4a', 'service-share', servedShare(), sql`${costs('service')} AND ${amounts}`),
    of('4b', 'breadth', sql`SELECT span, customer_id, categories AS num, 1 AS den FROM bought WHERE categories > 0`),
    of('4b', 'cross', sql`SELECT span, customer_id, CAST(categories > 1 AS INTEGER) AS num, 1 AS den FROM bought WHERE categories > 0`),
    of('5', 'renewal', renewals(asOf)),
    of('6', 'brand', brandChanges(asOf), sql`(SELECT count(DISTINCT brand) FROM sold) > 1`),
    of('7', 'churn', churned()),
    of('7', 'save', kept(asOf, sql`coalesce(c.arm, 'treated') = 'treated'`)),
    of('7', 'save-control', kept(asOf, sql`c.arm = 'control'`)),
    of('8', 'bad-debt', lost(asOf)),
    of('9', 'win-back', returned()),
    of('9', 'second-life', secondLives(asOf), amounts),
  ];
}

/** Answers in the two best points of the scale to items about buying again; reversed items count from their other end. */
function intentions(): Sql {
  return sql`SELECT s.span, v.customer_id, CAST(CASE WHEN v.reversed THEN v.value <= v.scale_min + 1 ELSE v.value >= v.scale_max - 1 END AS INTEGER) AS num, 1 AS den
    FROM spans s INNER JOIN surveys v ON v.date > s.from_day AND v.date <= s.to_day
    WHERE v.construct = 'repurchase' AND v.value IS NOT NULL AND coalesce(v.valid, TRUE) AND v.scale_max - v.scale_min >= 2`;
}

/** First talks before a sale, and whether an order followed within the time allowed; talks whose time is not over are left out. */
function quotes(): Sql {
  const wait = linkRules.quoteDays;
  return sql`SELECT s.span, q.customer_id, CAST(EXISTS (SELECT 1 FROM sold o WHERE o.customer_id = q.customer_id AND o.kind = 'sale' AND o.date >= q.day AND o.date <= q.day + ${wait}) AS INTEGER) AS num, 1 AS den
    FROM spans s INNER JOIN (SELECT customer_id, CAST(min("at") AS DATE) AS day FROM contacts WHERE purpose = 'presale' AND customer_id IS NOT NULL GROUP BY 1) q
      ON q.day + ${wait} > s.from_day AND q.day + ${wait} <= s.to_day`;
}

function newcomers(): Sql {
  return sql`SELECT s.span, c.customer_id, 1 AS num, 0 AS den FROM spans s INNER JOIN customer_state c ON c.first_order > s.from_day AND c.first_order <= s.to_day`;
}

/** Acquisition cost of each new customer: its own up to the as-of date, and an equal part of what names no customer or somebody who was not won. */
function acquired(asOf: string): Sql {
  return sql`SELECT n.span, n.customer_id, coalesce(a.cost, 0) + coalesce(p.cost, 0) / count(*) OVER (PARTITION BY n.span) AS num, 1 AS den FROM (${newcomers()}) n
    LEFT JOIN (SELECT customer_id, CAST(sum(amount) AS DOUBLE) AS cost FROM cost_ledger WHERE type = 'acquisition' AND date <= CAST(${asOf} AS DATE) GROUP BY 1) a ON a.customer_id = n.customer_id
    LEFT JOIN (${pool('acquisition', sql`SELECT customer_id FROM customer_state`)}) p ON p.span = n.span`;
}

/** Costs of a type in each span that name no customer, or none of `known`; the share of unknown buyers is theirs. */
function pool(type: string, known: Sql): Sql {
  return sql`SELECT s.span, CAST(sum(l.amount) AS DOUBLE) AS cost FROM spans s INNER JOIN cost_ledger l ON l.date > s.from_day AND l.date <= s.to_day
    WHERE l.type = ${type} AND ((l.customer_id IS NULL AND NOT l.shared) OR (l.customer_id IS NOT NULL AND l.customer_id NOT IN (${known}))) GROUP BY 1`;
}

/** Service cost of each active customer: its own and an equal part of what names no customer or one who bought nothing in the span. */
function served(): Sql {
  return sql`SELECT b.span, b.customer_id, coalesce(a.cost, 0) + coalesce(p.cost, 0) / count(*) OVER (PARTITION BY b.span) AS num, 1 AS den, b.amount FROM bought b
    LEFT JOIN (SELECT s.span, l.customer_id, CAST(sum(l.amount) AS DOUBLE) AS cost FROM spans s INNER JOIN cost_ledger l ON l.date > s.from_day AND l.date <= s.to_day
      WHERE l.type = 'service' AND l.customer_id IS NOT NULL GROUP BY 1, 2) a ON a.span = b.span AND a.customer_id = b.customer_id
    LEFT JOIN (${pool('service', sql`SELECT b.customer_id FROM bought b WHERE b.span = s.span`)}) p ON p.span = b.span`;
}

function servedShare(): Sql {
  return sql`SELECT span, customer_id, num, amount AS den FROM (${served()})`;
}

/** Contracts that ran out, and whether another one of the customer went on from there. */
function renewals(asOf: string): Sql {
  const ended = (table: Sql): Sql => sql`coalesce(${table}."end", ${table}.cancelled_at)`;
  return sql`SELECT s.span, c.customer_id, CAST(EXISTS (SELECT 1 FROM subscriptions r WHERE r.customer_id = c.customer_id AND r.contract_id <> c.contract_id AND r.start <= CAST(${asOf} AS DATE)
      AND (r.renewal_of = c.contract_id OR (r.start <= ${ended(sql`c`)} + ${linkRules.slackDays} AND coalesce(${ended(sql`r`)}, DATE '9999-12-31') > ${ended(sql`c`)}))) AS INTEGER) AS num, 1 AS den
    FROM spans s INNER JOIN subscriptions c ON ${ended(sql`c`)} > s.from_day AND ${ended(sql`c`)} <= s.to_day`;
}

/** Customers of two years in a row, and whether another of the house's brands is now the one they spend most on. */
function brandChanges(asOf: string): Sql {
  return sql`WITH ${mainBrands(asOf)} SELECT s.span, a.customer_id, CAST(a.brand <> b.brand AS INTEGER) AS num, 1 AS den
    FROM spans s INNER JOIN brands a ON a.year = s.span INNER JOIN brands b ON b.customer_id = a.customer_id AND b.year = a.year + 1`;
}

/** Customers who had not ended when the span began, and whether they ended in it. */
function churned(): Sql {
  const before = sql`SELECT s.span, t.customer_id, arg_max(t.stage, t.age) AS stage FROM spans s INNER JOIN stages t ON t.period_end <= s.from_day GROUP BY 1, 2`;
  const ended = sql`SELECT DISTINCT s.span, t.customer_id FROM spans s INNER JOIN stages t ON t.period_end > s.from_day AND t.period_end <= s.to_day WHERE t.stage = 'T'`;
  return sql`SELECT b.span, b.customer_id, CAST(e.customer_id IS NOT NULL AS INTEGER) AS num, 1 AS den FROM (${before}) b
    LEFT JOIN (${ended}) e ON e.span = b.span AND e.customer_id = b.customer_id WHERE b.stage <> 'T'`;
}

/** Customers called to keep them, or on the list of those who were not called, and whether they ordered within three periods. */
function kept(asOf: string, arm: Sql): Sql {
  const wait = sql`(SELECT CAST(ceil(period_days * ${linkRules.keptPeriods}) AS INTEGER) FROM analysis)`;
  return sql`SELECT s.span, f.customer_id, CAST(EXISTS (SELECT 1 FROM sold o WHERE o.customer_id = f.customer_id AND o.kind = 'sale' AND o.date > f.day AND o.date <= f.day + ${wait}) AS INTEGER) AS num, 1 AS den
    FROM spans s INNER JOIN (SELECT c.customer_id, CAST(min(c."at") AS DATE) AS day FROM contacts c WHERE c.purpose = 'retention' AND c.customer_id IS NOT NULL AND ${arm} GROUP BY 1) f
      ON f.day + ${wait} > s.from_day AND f.day + ${wait} <= s.to_day WHERE f.day + ${wait} <= CAST(${asOf} AS DATE)`;
}

/** What customers were billed, from accounts or else from orders that say what was written off, and what of it was lost: what orders say, and write-offs of the accounts beside it. */
function lost(asOf: string): Sql {
  const accounts = sql`SELECT customer_id, date, CAST(amount AS DOUBLE) AS billed FROM receivables WHERE kind = 'invoice' AND amount > 0`;
  const orders = sql`SELECT customer_id, date, CAST(net_amount AS DOUBLE) FROM orders WHERE kind = 'sale' AND net_amount > 0 AND NOT EXISTS (SELECT 1 FROM receivables)
    AND EXISTS (SELECT 1 FROM orders WHERE written_off IS NOT NULL)`;
  const writtenOrders = sql`SELECT customer_id, date, abs(CAST(written_off AS DOUBLE)) FROM orders WHERE kind = 'sale' AND written_off <> 0`;
  const facts = sql`SELECT customer_id, date AS day, 0 AS num, billed AS den FROM (${accounts} UNION ALL ${orders})
    UNION ALL SELECT customer_id, day, CAST(bad_debt AS DOUBLE), 0 FROM (${writtenOff(asOf)}) UNION ALL SELECT *, 0 FROM (${writtenOrders})`;
  return sql`SELECT s.span, f.customer_id, sum(f.num) AS num, sum(f.den) AS den FROM spans s INNER JOIN (${facts}) f ON f.day > s.from_day AND f.day <= s.to_day GROUP BY 1, 2`;
}

/** Customers whose relationship was over at some time of the span, and whether an order began a new one in it. */
function returned(): Sql {
  const gone = sql`SELECT DISTINCT s.span, t.customer_id FROM spans s INNER JOIN stages t ON t.stage = 'T' AND t.period_end > s.from_day - ${linkRules.slackDays} AND t.period_end <= s.to_day`;
  return sql`SELECT g.span, g.customer_id, CAST(EXISTS (SELECT 1 FROM episodes e WHERE e.customer_id = g.customer_id AND e.episode > 1 AND e.start_date > s.from_day AND e.start_date <= s.to_day) AS INTEGER) AS num, 1 AS den
    FROM (${gone}) g INNER JOIN spans s ON s.span = g.span`;
}

/** Profit of everything after the return of those who came back, up to the as-of date; one span. */
function secondLives(asOf: string): Sql {
  return sql`SELECT 0 AS span, customer_id, sum(CAST(profit AS DOUBLE)) AS num, 1 AS den FROM episodes WHERE episode > 1 AND start_date <= CAST(${asOf} AS DATE) GROUP BY customer_id`;
}
