import type { ColumnType } from '#schema/canonical.ts';
import { identifier, sql, type Sql } from '#sql/sql.ts';
import { currencyMark } from './currency.ts';
import type { ColumnFormat, DateFormat, NumberFormat } from './formats.ts';

const yearFirst = '^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:$|[T\\s,].*)';
const plainIso = '^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)?$';
const compact = '^(\\d{4})(\\d{2})(\\d{2})(?:$|[T\\s].*)';
const cjk = '^(\\d{4})年(\\d{1,2})月(\\d{1,2})日?(?:$|\\s*.*)';
const yearLast = '^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})(?:$|[T\\s,].*)';
const clock = '(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?)';

const written = `^[-+−(]?\\s*${currencyMark}\\s*[-+−(]?\\s*(?:\\d[\\d.,'’\\s\\x{a0}\\x{202f}]*|[.,]\\d+)\\s*(?:${currencyMark}|%)\\s*[)\\-−]?(?:\\s*CR)?$`;
const negative = '^\\s*[A-Za-z\\p{Sc}]{0,4}\\s*[-−(]|[-−)]\\s*$|CR$';
const pointCore = '^(\\d+|\\d{1,3}(,\\d{2,3})*,\\d{3}|)(\\.\\d*)?$';
const commaCore = '^(\\d+|\\d{1,3}(\\.\\d{2,3})*\\.\\d{3}|)(,\\d*)?$';

/** The engine's types of the schema as SQL. */
export const engineTypes: Readonly<Record<ColumnType, Sql>> = {
  text: sql`VARCHAR`,
  date: sql`DATE`,
  timestamp: sql`TIMESTAMP`,
  money: sql`DECIMAL(18,4)`,
  number: sql`DECIMAL(18,4)`,
  integer: sql`INTEGER`,
  boolean: sql`BOOLEAN`,
};

/** Texts that stand for "nothing here". */
const nothing = ['', '-', '—', '–', 'NULL', 'null', 'N/A', 'n/a'];

const text = (column: string): Sql => sql`trim(${identifier(column)})`;

/** The value as text, NULL when it is empty. */
export function textOf(column: string): Sql {
  return sql`nullif(${text(column)}, '')`;
}

/** The different values of a column with the number of rows of each, as `v` and `n`. */
function values(table: string, column: string): Sql {
  return sql`(SELECT ${text(column)} AS v, count(*) AS n FROM ${identifier(table)} GROUP BY 1)`;
}

const rowsWhere = (condition: Sql): Sql => sql`coalesce(sum(n) FILTER (WHERE ${condition}), 0)::DOUBLE`;

/** One row of DateShapes over a whole column. */
export function dateShapes(table: string, column: string): Sql {
  const part = (index: number) => sql`try_cast(regexp_extract(v, ${yearLast}, ${index}) AS INTEGER)`;
  return sql`
    SELECT ${rowsWhere(sql`y`)} AS "yearFirst", ${rowsWhere(sql`y AND regexp_matches(v, ${plainIso})`)} AS "plain",
      ${rowsWhere(sql`regexp_matches(v, ${compact})`)} AS "compact", ${rowsWhere(sql`regexp_matches(v, ${cjk})`)} AS "cjk",
      ${rowsWhere(sql`l`)} AS "yearLast",
      ${rowsWhere(sql`l AND a > 12 AND b <= 12`)} AS "dayFirst", ${rowsWhere(sql`l AND b > 12 AND a <= 12`)} AS "monthFirst",
      ${rowsWhere(sql`l AND a <= 12 AND b <= 12 AND a <> b`)} AS "either", ${rowsWhere(sql`regexp_matches(v, ${clock})`)} AS "timed"
    FROM (SELECT v, n, regexp_matches(v, ${yearFirst}) AS y, regexp_matches(v, ${yearLast}) AS l, ${part(1)} AS a, ${part(2)} AS b
      FROM ${values(table, column)})`;
}

/** One row of NumberShapes over a whole column. */
export function numberShapes(table: string, column: string): Sql {
  const is = (pattern: string) => sql`regexp_matches(core, ${pattern})`;
  return sql`
    SELECT ${rowsWhere(sql`regexp_matches(v, '^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$')`)} AS "plain",
      ${rowsWhere(sql`ok`)} AS "written",
      ${rowsWhere(sql`ok AND ${is('^\\d*\\.(\\d{1,2}|\\d{4,})$|^0*\\.\\d{3}$|^\\d{4,}\\.\\d+$|,.*\\.|^\\d{1,3}(,\\d{2,3})+,\\d{3}$')} AND NOT ${is('\\..*,')}`)} AS "point",
      ${rowsWhere(sql`ok AND ${is('^\\d*,(\\d{1,2}|\\d{4,})$|^0*,\\d{3}$|^\\d{4,},\\d+$|\\..*,|^\\d{1,3}(\\.\\d{3})+\\.\\d{3}$')} AND NOT ${is(',.*\\.')}`)} AS "comma",
      ${rowsWhere(sql`ok AND ${is('^[1-9]\\d{0,2}[.,]\\d{3}$')}`)} AS "either"
    FROM (SELECT v, n, regexp_matches(v, ${written}) AS ok, regexp_replace(v, '[^0-9.,]', '', 'g') AS core FROM ${values(table, column)})`;
}

/** What a reading of dates comes to: earliest, latest (ISO), rows read and rows that are no date in it. */
export function dateEffect(table: string, column: string, format: DateFormat): Sql {
  const read = timestampOf(sql`v`, format);
  return sql`SELECT min(t)::DATE::VARCHAR AS "first", max(t)::DATE::VARCHAR AS "last", ${rowsWhere(sql`t IS NOT NULL`)} AS "rows",
    ${rowsWhere(sql`t IS NULL AND v <> ''`)} AS "invalid" FROM (SELECT v, n, ${read} AS t FROM ${values(table, column)})`;
}

/** What a reading of numbers comes to: their sum, rows read and rows that are no number in it. */
export function numberEffect(table: string, column: string, format: NumberFormat): Sql {
  const read = decimalOf(sql`v`, format);
  return sql`SELECT coalesce(sum(x * n), 0)::DOUBLE AS "sum", ${rowsWhere(sql`x IS NOT NULL`)} AS "rows",
    ${rowsWhere(sql`x IS NULL AND v NOT IN (${nothing})`)} AS "invalid" FROM (SELECT v, n, ${read} AS x FROM ${values(table, column)})`;
}

/** Trimmed text `value` as a timestamp of the file's own wall clock (offsets are dropped), NULL when it is not one. */
export function timestampOf(value: Sql, format: DateFormat): Sql {
  if (format.plain) return sql`try_cast(${value} AS TIMESTAMP)`;
  const day = dayOf(value, format);
  if (!format.timed) return sql`try_cast(${day} AS TIMESTAMP)`;
  const hours = sql`regexp_extract(${value}, ${clock}, 1)`;
  const half = sql`CASE WHEN regexp_matches(${value}, '(?i)pm') AND try_cast(split_part(${hours}, ':', 1) AS INTEGER) < 12 THEN 12
    WHEN regexp_matches(${value}, '(?i)am') AND split_part(${hours}, ':', 1) = '12' THEN -12 ELSE 0 END`;
  return sql`(try_cast(${day} || ' ' || CASE WHEN ${hours} = '' THEN '00:00:00' WHEN length(${hours}) < 6 THEN ${hours} || ':00' ELSE ${hours} END AS TIMESTAMP) + to_hours(${half}))`;
}

function dayOf(value: Sql, { order }: DateFormat): Sql {
  const rewritten = (pattern: string, to: string) =>
    sql`CASE WHEN regexp_matches(${value}, ${pattern}) THEN regexp_replace(${value}, ${pattern}, ${to}) END`;
  switch (order) {
    case 'year-first':
      return rewritten(yearFirst, '\\1-\\2-\\3');
    case 'compact':
      return rewritten(compact, '\\1-\\2-\\3');
    case 'cjk':
      return rewritten(cjk, '\\1-\\2-\\3');
    default: {
      const rest = order === 'month-first' ? '-\\1-\\2' : '-\\2-\\1';
      const year = sql`regexp_extract(${value}, ${yearLast}, 3)`;
      return sql`CASE WHEN length(${year}) = 4 THEN regexp_replace(${value}, ${yearLast}, ${`\\3${rest}`})
        WHEN length(${year}) = 2 THEN CASE WHEN ${year} <= '68' THEN '20' ELSE '19' END || regexp_replace(${value}, ${yearLast}, ${`\\3${rest}`}) END`;
    }
  }
}

/** Trimmed text `value` as DECIMAL(18,4), NULL when it is not a number; accounting negatives, currency marks and thousands are understood. */
export function decimalOf(value: Sql, format: NumberFormat): Sql {
  const direct = sql`try_cast(${value} AS DECIMAL(18,4))`;
  if (format.plain) return direct;
  const [keep, core] = format.decimal === 'point' ? ['[^0-9.]', pointCore] : ['[^0-9,]', commaCore];
  const digits = sql`replace(regexp_replace(${value}, ${keep}, '', 'g'), ',', '.')`;
  const sign = sql`CASE WHEN regexp_matches(${value}, ${negative}) THEN -1 ELSE 1 END`;
  const rewritten = sql`CASE WHEN regexp_matches(${value}, ${written}) AND regexp_matches(regexp_replace(${value}, '[^0-9.,]', '', 'g'), ${core})
    THEN (${sign} * try_cast(${digits} AS DECIMAL(18,4)))::DECIMAL(18,4) END`;
  return format.decimal === 'point' ? sql`coalesce(${direct}, ${rewritten})` : rewritten;
}

/** A column of a staging table read by its format into a canonical type; NULL for what is empty or unreadable. */
export function readColumn(column: string, type: string, format: ColumnFormat | null): Sql {
  const value = text(column);
  switch (type) {
    case 'date':
      return format?.kind === 'date' ? sql`${timestampOf(value, format)}::DATE` : sql`NULL::DATE`;
    case 'timestamp':
      return format?.kind === 'date' ? timestampOf(value, format) : sql`NULL::TIMESTAMP`;
    case 'money':
    case 'number':
      return format?.kind === 'number' ? decimalOf(value, format) : sql`NULL::DECIMAL(18,4)`;
    case 'rate':
      if (format?.kind !== 'number') return sql`NULL::DECIMAL(18,4)`;
      return sql`(${decimalOf(value, format)} / CASE WHEN ends_with(${value}, '%') THEN 100 ELSE 1 END)::DECIMAL(18,8)`;
    case 'integer':
      return format?.kind === 'number' ? sql`try_cast(${decimalOf(value, format)} AS INTEGER)` : sql`NULL::INTEGER`;
    case 'boolean':
      return sql`CASE WHEN lower(${value}) IN ('true', 't', 'yes', 'y', '1', '是', '有') THEN TRUE
        WHEN lower(${value}) IN ('false', 'f', 'no', 'n', '0', '否', '无', '無') THEN FALSE END`;
    default:
      return textOf(column);
  }
}
