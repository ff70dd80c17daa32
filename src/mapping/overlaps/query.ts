import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { repeatedRecords } from '../checks/repeats/query.ts';

/** Orders that two files have, as `a` and `b` (names of files), `order_id`, `line_a`, `line_b` and `same`: a customer and a date agree. */
export const sharedOrders = 'shared_orders';

const lineKey = sql`coalesce(line_id, sku, product_name, '')`;

/** The order lines of files, with those that were left out as equal to a line of a file before. */
function linesOf(orders: string, files: readonly string[]): Sql {
  const columns = sql`o.order_id, o.date, o.customer_id, o.kind, ${lineKey} AS line`;
  return sql`SELECT o._file AS file, o._line AS _line, ${columns} FROM ${identifier(orders)} AS o WHERE o._file IN (${files}) AND o.order_id IS NOT NULL
    UNION ALL SELECT r._file, r._line, ${columns} FROM ${identifier(repeatedRecords)} AS r
      JOIN ${identifier(orders)} AS o ON o._file = r.first_file AND o._line = r.first_line WHERE r._file IN (${files}) AND o.order_id IS NOT NULL`;
}

const places = (files: readonly string[]): Sql =>
  sql`(VALUES ${join(files.map((file, index) => sql`(${file}, ${index})`))}) AS p(name, place)`;

/** Notes the orders that any two of the files share; money that went back on another day is an event of its own and no second copy of the order. */
export function createShared(orders: string, files: readonly string[]): Sql {
  return sql`CREATE OR REPLACE TABLE ${identifier(sharedOrders)} AS
    WITH lines AS (SELECT l.*, p.place FROM (${linesOf(orders, files)}) AS l JOIN ${places(files)} ON p.name = l.file)
    SELECT a.file AS a, b.file AS b, a.order_id, min(a._line) AS line_a, min(b._line) AS line_b,
      bool_or(a.date = b.date AND coalesce(a.customer_id = b.customer_id, TRUE)) AS same
    FROM lines AS a JOIN lines AS b ON b.order_id = a.order_id AND b.line = a.line AND b.place > a.place
    WHERE a.date = b.date OR (a.kind = 'sale' AND b.kind = 'sale') GROUP BY a.file, b.file, a.order_id`;
}

/** Pairs of files that share orders: `a`, `b`, number of `orders`, and of those with another customer or date. */
export function sharedPairs(): Sql {
  return sql`SELECT a, b, count(*)::DOUBLE AS "orders", (count(*) FILTER (WHERE NOT same))::DOUBLE AS "other" FROM ${identifier(sharedOrders)} GROUP BY a, b ORDER BY a, b`;
}

/** The last date of every file, as `file` and `last` (ISO). */
export function lastDates(orders: string, files: readonly string[]): Sql {
  return sql`SELECT file, max(date)::VARCHAR AS "last" FROM (${linesOf(orders, files)}) GROUP BY file`;
}

/** One file in whose place another one counts, the newer the higher its rank. */
export interface Precedence {
  older: string;
  newer: string;
  rank: number;
}

/** Rows of older files whose order the newest file that has it tells anew, as `file`, `_line`, `newer`, `newer_line`; what is equal there stays. */
function superseded(orders: string, precedences: readonly Precedence[]): Sql {
  const given = join(precedences.map(({ older, newer, rank }) => sql`(${older}, ${newer}, ${rank})`));
  return sql`SELECT o._file AS file, o._line AS _line, w.newer, w.newer_line, o.order_id,
      CASE WHEN o.state = 'counted' THEN o.net_amount END AS amount FROM ${identifier(orders)} AS o JOIN (
      SELECT p.older, p.newer, s.order_id, CASE WHEN s.a = p.newer THEN s.line_a ELSE s.line_b END AS newer_line
      FROM ${identifier(sharedOrders)} AS s JOIN (VALUES ${given}) AS p(older, newer, rank) ON (s.a = p.older AND s.b = p.newer) OR (s.a = p.newer AND s.b = p.older)
      QUALIFY row_number() OVER (PARTITION BY p.older, s.order_id ORDER BY p.rank DESC) = 1
    ) AS w ON w.older = o._file AND w.order_id = o.order_id
    LEFT JOIN ${identifier(repeatedRecords)} AS r ON r._file = w.newer AND r.first_file = o._file AND r.first_line = o._line WHERE r._line IS NULL`;
}

/** Flags superseded rows with the file and line that count in their place. */
export function flagSuperseded(flags: string, orders: string, precedences: readonly Precedence[]): Sql {
  return sql`INSERT INTO ${identifier(flags)} SELECT DISTINCT file, _line, '', 'superseded', newer || ':' || newer_line FROM (${superseded(orders, precedences)}) ORDER BY ALL`;
}

/** What is superseded: by `file` and `newer`, the `orders`, the `rows` and what they counted until then as `sum`. */
export function supersededSums(orders: string, precedences: readonly Precedence[]): Sql {
  return sql`SELECT file, newer, count(DISTINCT order_id)::DOUBLE AS "orders", count(DISTINCT _line)::DOUBLE AS "rows",
    coalesce(sum(amount), 0)::DOUBLE AS "sum" FROM (${superseded(orders, precedences)}) GROUP BY file, newer ORDER BY file, newer`;
}

/** Takes flagged rows out of what counts; they stay in the table. */
export function leaveOutSuperseded(flags: string, orders: string): Sql {
  return sql`UPDATE ${identifier(orders)} AS o SET state = 'excluded' FROM ${identifier(flags)} AS f WHERE f.rule = 'superseded' AND f._file = o._file AND f._line = o._line`;
}
