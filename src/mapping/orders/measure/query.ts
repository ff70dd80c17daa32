import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { readColumn, readType, textOf } from '../../columns/query.ts';
import type { ColumnUse } from '../../decision.ts';

const rowsWhere = (condition: Sql): Sql => sql`count(*) FILTER (WHERE ${condition})::DOUBLE`;

/** Rows, different values and empty values of a staging column: `rows`, `keys`, `blank`. */
export function keyShape(table: string, { staged, format }: ColumnUse): Sql {
  const key = format?.tight ? identifier(staged) : textOf(staged);
  return sql`SELECT coalesce(sum(n), 0)::DOUBLE AS "rows", count(k)::DOUBLE AS "keys", coalesce(sum(n) FILTER (WHERE k IS NULL), 0)::DOUBLE AS "blank"
    FROM (SELECT ${key} AS k, count(*) AS n FROM ${identifier(table)} GROUP BY 1)`;
}

/**
 * How columns behave inside orders of several rows, one row: `orders`, and of column i the orders in which it says something other than zero
 * (`said_i`), has one value on all rows (`same_i`) or a value on the first row only (`first_i`), and how many different values those are (`values_i`).
 */
export function levelShapes(table: string, key: string, columns: readonly string[]): Sql {
  const each = columns.map((column, index) => {
    const value = textOf(column);
    return sql`count(${value}) AS ${name('k', index)}, min(${value}) AS ${name('lo', index)}, max(${value}) AS ${name('hi', index)},
      arg_min(coalesce(${value}, ''), _line) AS ${name('head', index)}`;
  });
  const counts = columns.map((_, index) => {
    const said = sql`${name('k', index)} > 0 AND NOT regexp_matches(${name('hi', index)}, '^[^1-9\\p{L}]*$')`;
    const same = sql`${said} AND ${name('k', index)} = n AND ${name('lo', index)} = ${name('hi', index)}`;
    const first = sql`${said} AND ${name('k', index)} = 1 AND ${name('head', index)} <> ''`;
    return sql`${rowsWhere(said)} AS ${name('said', index)}, ${rowsWhere(same)} AS ${name('same', index)}, ${rowsWhere(first)} AS ${name('first', index)},
      count(DISTINCT ${name('hi', index)})::DOUBLE AS ${name('values', index)}`;
  });
  return sql`SELECT count(*)::DOUBLE AS "orders", ${join(counts)} FROM (SELECT count(*) AS n, ${join(each)} FROM ${identifier(table)}
    WHERE ${textOf(key)} IS NOT NULL GROUP BY ${textOf(key)} HAVING count(*) > 1)`;
}

const name = (of: string, index: number): Sql => identifier(`${of}_${index}`);

/** Sums of a column over all rows and once an order: `naive`, `correct`, `orders`. */
export function sumsOnce(table: string, key: string, use: ColumnUse): Sql {
  return sql`SELECT coalesce(sum(s), 0)::DOUBLE AS "naive", coalesce(sum(x), 0)::DOUBLE AS "correct", count(*)::DOUBLE AS "orders"
    FROM (SELECT sum(v) AS s, max(v) AS x FROM (SELECT ${textOf(key)} AS k, ${read(use)} AS v FROM ${identifier(table)}) GROUP BY k)`;
}

const read = (use: ColumnUse): Sql => readColumn(use.staged, readType(use.role), use.format);

/** What an identity is made of: a column, or quantity × price less a discount rate, and whether its value is the order's. */
export interface Part {
  uses: readonly ColumnUse[];
  once: boolean;
  rate?: { use: ColumnUse; per: number } | undefined;
}

/** The ways of adding an order up: discount taken off, shipping added, tax added. The first that fits most orders is taken. */
export const formulas = [
  [1, 1, 1],
  [1, 1, 0],
  [0, 1, 1],
  [0, 1, 0],
  [1, 0, 1],
  [1, 0, 0],
  [0, 0, 1],
  [0, 0, 0],
] as const;

/** One row: `orders` with a total, and of formula i the orders (`fits_i`) in which base − discount + shipping + tax is the total within 0.01 a line. */
export function identities(
  table: string,
  key: string | null,
  parts: Record<'base' | 'discount' | 'shipping' | 'tax' | 'total', Part | null>,
): Sql {
  const value = ({ uses, rate }: Part): Sql => {
    const product = uses.map(read).reduce((all, one) => sql`${all} * ${one}`);
    return rate ? sql`(${product})::DOUBLE * (1 - coalesce(${read(rate.use)}, 0)::DOUBLE / ${rate.per})` : product;
  };
  const per = (part: Part | null): Sql => (part ? (part.once ? sql`max(${value(part)})` : sql`sum(${value(part)})`) : sql`0`);
  const fits = formulas.map(
    ([d, s, t], index) =>
      sql`${rowsWhere(sql`abs(b - ${d} * coalesce(abs(d), 0) + ${s} * coalesce(s, 0) + ${t} * coalesce(t, 0) - o) <= 0.01 * n`)} AS ${name('fits', index)}`,
  );
  return sql`SELECT count(*)::DOUBLE AS "orders", ${join(fits)} FROM (SELECT count(*) AS n, ${per(parts.base)} AS b, ${per(parts.discount)} AS d,
    ${per(parts.shipping)} AS s, ${per(parts.tax)} AS t, ${per(parts.total)} AS o FROM ${identifier(table)}
    GROUP BY ${key === null ? sql`_line` : textOf(key)}) WHERE b IS NOT NULL AND o IS NOT NULL`;
}

/** The words of a staging column in lower case, filled down inside each value of `key` if there is one, most rows first: `word`, `rows`, `line` of the first. */
export function words(table: string, column: string, limit: number, key: string | null): Sql {
  const source =
    key === null ? identifier(table) : sql`(SELECT _line, ${filledDown(column, key)} AS ${identifier(column)} FROM ${identifier(table)})`;
  return sql`SELECT lower(trim(${identifier(column)})) AS "word", count(*)::DOUBLE AS "rows", min(_line)::DOUBLE AS "line"
    FROM ${source} WHERE trim(${identifier(column)}) <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limit}`;
}

/** A staging column with its first value inside each value of `key` where it is empty. */
export function filledDown(column: string, key: string): Sql {
  const [own, number] = [textOf(column), textOf(key)];
  return sql`CASE WHEN ${number} IS NULL THEN ${own} ELSE coalesce(${own}, first_value(${own} IGNORE NULLS) OVER (PARTITION BY ${number} ORDER BY _line)) END`;
}

/** Rows whose order number is a C and digits: `rows`. */
export function creditRows(table: string, column: string): Sql {
  const key = identifier(column);
  return sql`SELECT count(*)::DOUBLE AS "rows" FROM ${identifier(table)}
    WHERE (starts_with(${key}, 'C') OR starts_with(${key}, 'c') OR ${opensOdd(key)}) AND regexp_matches(trim(${key}), '^[Cc]\\d{3,}$')`;
}

/** Order numbers C…, those of digits alone, and the former whose number behind the C is an order too: `credits`, `plain`, `linked`. */
export function prefixes(table: string, column: string): Sql {
  const key = textOf(column);
  return sql`WITH ids AS (SELECT DISTINCT ${key} AS k FROM ${identifier(table)})
    SELECT ${rowsWhere(sql`regexp_matches(k, '^[Cc]\\d{3,}$')`)} AS "credits", ${rowsWhere(sql`regexp_matches(k, '^\\d{3,}$')`)} AS "plain",
    ${rowsWhere(sql`regexp_matches(k, '^[Cc]\\d{3,}$') AND substr(k, 2) IN (SELECT k FROM ids)`)} AS "linked" FROM ids`;
}

/** Rows without a date: `rows`. */
export function undatedRows(table: string, date: string): Sql {
  const raw = identifier(date);
  return sql`SELECT count(*)::DOUBLE AS "rows" FROM ${identifier(table)} WHERE (${raw} IS NULL OR ${opensOdd(raw)}) AND ${textOf(date)} IS NULL`;
}

/** True for a text that does not begin with a visible ASCII character: only of such does trimming change the beginning. */
const opensOdd = (raw: Sql): Sql => sql`${raw} < '!' OR ${raw} > '~'`;

/** Rows without a date whose order number begins with one, and rows whose number does at all: `blank`, `dated`, `rows`. */
export function datedNumbers(table: string, key: string, date: string): Sql {
  const dated = sql`regexp_matches(trim(${identifier(key)}), '^\\d{6}-\\d{15}$')`;
  return sql`SELECT ${rowsWhere(sql`${dated} AND ${textOf(date)} IS NULL`)} AS "blank", ${rowsWhere(dated)} AS "dated", count(*)::DOUBLE AS "rows" FROM ${identifier(table)}`;
}

/** Rows without an order number: those empty in `empty` too (`bare`), those of them with one of `items` (`items`), and whether the first row is one (`leading`). */
export function continuedRows(table: string, key: string, empty: readonly string[], items: readonly string[]): Sql {
  const bare = blank([key, ...empty]);
  return sql`SELECT ${rowsWhere(sql`${textOf(key)} IS NULL`)} AS "blank", ${rowsWhere(bare)} AS "bare",
    ${rowsWhere(sql`${bare} AND NOT ${blank(items)}`)} AS "items", coalesce(arg_min(${bare}, _line), FALSE)::INTEGER::DOUBLE AS "leading" FROM ${identifier(table)}`;
}

/** True for rows in which all of these staging columns are empty. */
export function blank(columns: readonly string[]): Sql {
  return sql`(${columns.reduce((all, column) => sql`${all} AND ${textOf(column)} IS NULL`, sql`TRUE`)})`;
}

/** Values of a column other than zero, and the sum of all: `rows`, `sum`. */
export function filledSum(table: string, use: ColumnUse): Sql {
  return sql`SELECT count(v) FILTER (WHERE v <> 0)::DOUBLE AS "rows", coalesce(sum(v), 0)::DOUBLE AS "sum" FROM (SELECT ${read(use)} AS v FROM ${identifier(table)})`;
}

/**
 * Quantity × price less a discount that is an amount or a percentage: `amount`, `percent`, `rows` with a discount, and whether every discount is a
 * whole or half number from 0 to 100 (`even`).
 */
export function discountSums(table: string, qty: ColumnUse, price: ColumnUse, discount: ColumnUse): Sql {
  return sql`SELECT coalesce(sum(a - coalesce(d, 0)), 0)::DOUBLE AS "amount", coalesce(sum(a * (1 - coalesce(d, 0) / 100)), 0)::DOUBLE AS "percent",
    ${rowsWhere(sql`d > 0`)} AS "rows", coalesce(bool_and(d BETWEEN 0 AND 100 AND d * 2 = floor(d * 2)), FALSE)::INTEGER::DOUBLE AS "even"
    FROM (SELECT (${read(qty)} * ${read(price)})::DOUBLE AS a, ${read(discount)}::DOUBLE AS d FROM ${identifier(table)})`;
}

/**
 * How a column of costs goes with the quantity, over things (`thing`) that are sold in several quantities: `varied`, those of them whose cost
 * is always the same (`same`) or grows with the quantity (`scaled`). Of rows of two pieces and more (`many`) those whose cost is above the
 * price of one (`dear`); `line` and `unit`: the sums of costs as they are and times the quantity.
 */
export function costShape(
  table: string,
  cost: ColumnUse,
  qty: ColumnUse,
  thing: ColumnUse | null,
  price: ColumnUse | null,
  amount: ColumnUse | null,
): Sql {
  const each = price ? read(price) : amount ? sql`${read(amount)}::DOUBLE / nullif(${read(qty)}, 0)` : sql`NULL::DOUBLE`;
  const key = thing ? textOf(thing.staged) : sql`NULL::VARCHAR`;
  return sql`WITH lines AS (SELECT ${key} AS thing, abs(${read(cost)})::DOUBLE AS c, abs(${read(qty)})::DOUBLE AS q, abs(${each})::DOUBLE AS p,
      (${read(cost)})::DOUBLE AS plain, sign(${read(qty)}) AS way FROM ${identifier(table)}),
    things AS (SELECT min(c) = max(c) AS same, max(c / q) - min(c / q) <= 0.011 AS scaled FROM lines WHERE thing IS NOT NULL AND q > 0 AND c > 0
      GROUP BY thing HAVING count(DISTINCT q) > 1)
    SELECT (SELECT ${rowsWhere(sql`TRUE`)} FROM things) AS "varied", (SELECT ${rowsWhere(sql`same`)} FROM things) AS "same",
      (SELECT ${rowsWhere(sql`scaled`)} FROM things) AS "scaled", ${rowsWhere(sql`q >= 2 AND c > 0`)} AS "many", ${rowsWhere(sql`q >= 2 AND c > p * 1.001`)} AS "dear",
      coalesce(sum(plain), 0)::DOUBLE AS "line", coalesce(sum(c * q * coalesce(way, 1)), 0)::DOUBLE AS "unit" FROM lines`;
}

/** Rows without a currency, of those with an order number when `key` is given, and not those whose order names one elsewhere when it is `filled`: `rows`. */
export function unnamedRows(table: string, currency: string, key: string | null, filled: boolean): Sql {
  const blankHere = sql`${textOf(currency)} IS NULL`;
  if (key === null) return sql`SELECT ${rowsWhere(blankHere)} AS "rows" FROM ${identifier(table)}`;
  if (!filled) return sql`SELECT ${rowsWhere(sql`${blankHere} AND ${textOf(key)} IS NOT NULL`)} AS "rows" FROM ${identifier(table)}`;
  return sql`SELECT coalesce(sum(n), 0)::DOUBLE AS "rows" FROM (SELECT count(*) AS n FROM ${identifier(table)} WHERE ${textOf(key)} IS NOT NULL
    GROUP BY ${textOf(key)} HAVING count(${textOf(currency)}) = 0)`;
}

/** Whether every row has a value of its own in column i: `unique_i`. */
export function uniqueColumns(table: string, columns: readonly string[]): Sql {
  const each = columns.map(
    (column, index) => sql`(count(DISTINCT ${textOf(column)}) = count(*))::INTEGER::DOUBLE AS ${name('unique', index)}`,
  );
  return sql`SELECT ${join(each)} FROM ${identifier(table)}`;
}

/** Order numbers of negative amounts alone that name no order they belong to: `documents`. */
export function loneNegatives(table: string, key: string, refundOf: string | null, use: ColumnUse): Sql {
  const free = refundOf === null ? sql`TRUE` : sql`${textOf(refundOf)} IS NULL`;
  return sql`SELECT ${rowsWhere(sql`most < 0 AND free`)} AS "documents" FROM (SELECT max(${read(use)}) AS most, bool_and(${free}) AS free
    FROM ${identifier(table)} WHERE ${textOf(key)} IS NOT NULL GROUP BY ${textOf(key)})`;
}

/** Rows with a refund beside the sale, in an amount or in a word: `orders`. */
export function besideRows(table: string, amount: ColumnUse | null, worded: readonly { column: string; words: readonly string[] }[]): Sql {
  const said = worded
    .filter(({ words: list }) => list.length > 0)
    .map(({ column, words: list }) => sql`lower(trim(${identifier(column)})) IN (${[...list]})`);
  const all = [...said, ...(amount ? [sql`${read(amount)} <> 0`] : []), sql`FALSE`];
  return sql`SELECT ${rowsWhere(join(all, ' OR '))} AS "orders" FROM ${identifier(table)}`;
}
