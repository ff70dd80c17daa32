import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { currencyMark } from '../currency.ts';
import type { NumberFormat } from '../formats.ts';
import { isLoose, undressed } from '../texts/query.ts';

const written = `^(?:\\(?红字\\)?)?[-+(]?\\s*${currencyMark}\\s*[-+(]?\\s*(?:\\d[\\d.,'’\`\\s]*|[.,]\\d+)\\s*(?:${currencyMark}|%)\\s*[)\\-]?(?:\\s*(?i:CR|DR)\\.?)?$`;
const negative = '^\\s*(红字|\\(红字)|^\\s*[A-Za-z\\p{Sc}]{0,4}\\s*[-(]|[-)]\\s*$|(?i)CR\\.?$';
const pointCore = '^(\\d+|\\d{1,3}(,\\d{2,3})*,\\d{3}|)(\\.\\d*)?$';
const commaCore = '^(\\d+|\\d{1,3}(\\.\\d{2,3})*\\.\\d{3}|)(,\\d*)?$';

/** Texts that stand for "nothing here", in lower case. */
export const nothing = ['', '-', '—', '–', '--', 'null', 'n/a', '#n/a', 'na', 'nan', 'none', 'nil', '无', '無', '\\n'];

const rowsWhere = (condition: Sql): Sql => sql`coalesce(sum(n) FILTER (WHERE ${condition}), 0)::DOUBLE`;

/** The different values of a column, undressed as `v`, with the number of rows of each as `n` and its first line. */
function values(table: string, column: string): Sql {
  const raw = identifier(column);
  return sql`(SELECT ${undressed(raw)} AS v, trim(${raw}) AS written, count(*) AS n, min(_line) AS line FROM ${identifier(table)} WHERE trim(${raw}) <> '' GROUP BY ${raw})`;
}

/**
 * Whether the engine reads every value of a column by itself, and whether points, if any, are decimal marks without doubt. One pass, no
 * regular expression. `tight`: of the values as they are, and one with spaces around it is not plain.
 */
export function plainNumbers(table: string, column: string, tight: boolean): Sql {
  const raw = identifier(column);
  const written = tight ? sql`${raw} AS v FROM ${identifier(table)}` : sql`trim(${raw}) AS v FROM ${identifier(table)}`;
  return sql`SELECT coalesce(bool_and(x IS NOT NULL${tight ? sql` AND NOT ${isLoose(sql`v`)}` : sql``}), FALSE) AS "plain", coalesce(max(p), 0) > 0 AS "pointed",
    coalesce(bool_or(p > 0 AND strlen(v) - p <> 3), FALSE) AS "proved", coalesce(greatest(max(x), -min(x)), 0)::DOUBLE AS "largest"
    FROM (SELECT v, strpos(v, '.') AS p, try_cast(v AS DECIMAL(18,4)) AS x FROM (SELECT ${written}) WHERE v <> '')`;
}

/** One row of NumberShapes over a whole column. */
export function numberShapes(table: string, column: string): Sql {
  const is = (pattern: string) => sql`regexp_matches(core, ${pattern})`;
  return sql`
    SELECT ${rowsWhere(sql`regexp_matches(v, '^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$')`)} AS "plain",
      ${rowsWhere(sql`ok`)} AS "written", sum(n)::DOUBLE AS "filled", count(*)::DOUBLE AS "distinct", ${rowsWhere(sql`v <> written`)} AS "dressed",
      ${rowsWhere(sql`ok AND ${is('^\\d*\\.(\\d{1,2}|\\d{4,})$|^0*\\.\\d{3}$|^\\d{4,}\\.\\d+$|,.*\\.|^\\d{1,3}(,\\d{2,3})+,\\d{3}$')} AND NOT ${is('\\..*,')}`)} AS "point",
      ${rowsWhere(sql`ok AND ${is('^\\d*,(\\d{1,2}|\\d{4,})$|^0*,\\d{3}$|^\\d{4,},\\d+$|\\..*,|^\\d{1,3}(\\.\\d{3})+\\.\\d{3}$')} AND NOT ${is(',.*\\.')}`)} AS "comma",
      ${rowsWhere(sql`ok AND ${is('^[1-9]\\d{0,2}[.,]\\d{3}$')}`)} AS "either", ${rowsWhere(sql`ok AND ends_with(v, '%')`)} AS "percent",
      coalesce(max(abs(try_cast(replace(core, ',', '.') AS DECIMAL(18,4)))) FILTER (WHERE ok), 0)::DOUBLE AS "largest"
    FROM (SELECT *, regexp_matches(v, ${written}) AS ok, regexp_replace(v, '[^0-9.,]', '', 'g') AS core FROM ${values(table, column)})`;
}

/** What a reading of numbers comes to: their sum, rows read and rows that are no number in it. */
export function numberEffect(table: string, column: string, format: NumberFormat): Sql {
  return sql`SELECT coalesce(sum(x * n), 0)::DOUBLE AS "sum", ${rowsWhere(sql`x IS NOT NULL`)} AS "rows",
    ${rowsWhere(sql`x IS NULL AND lower(v) NOT IN (${nothing})`)} AS "invalid" FROM (SELECT v, n, ${perOf(sql`v`, format)} AS x FROM ${values(table, column)})`;
}

/** Up to three rows that readings take for different numbers: line, as written, and what each reads. */
export function numberSamples(table: string, column: string, readings: readonly NumberFormat[]): Sql {
  const read = readings.map((format, index) => sql`${perOf(sql`v`, format)}::DOUBLE::VARCHAR AS ${identifier(`r${index}`)}`);
  return sql`SELECT line::DOUBLE AS "line", written, ${join(readings.map((_, index) => identifier(`r${index}`)))}
    FROM (SELECT line, written, ${join(read)} FROM ${values(table, column)}) WHERE r0 IS DISTINCT FROM r1 ORDER BY line LIMIT 3`;
}

/**
 * Undressed text `value` as DECIMAL(18,4), or DECIMAL(20,8) for `places` 8; NULL when it is not a number. Accounting negatives, currency marks
 * and thousands are understood.
 */
export function decimalOf(value: Sql, format: NumberFormat, places: 4 | 8 = 4): Sql {
  const type = places === 8 ? sql`DECIMAL(20,8)` : sql`DECIMAL(18,4)`;
  const direct = sql`try_cast(${value} AS ${type})`;
  if (format.plain) return direct;
  const [keep, core] = format.decimal === 'point' ? ['[^0-9.]', pointCore] : ['[^0-9,]', commaCore];
  const digits = sql`replace(regexp_replace(${value}, ${keep}, '', 'g'), ',', '.')`;
  const sign = sql`CASE WHEN regexp_matches(${value}, ${negative}) THEN -1 ELSE 1 END`;
  const rewritten = sql`CASE WHEN regexp_matches(${value}, ${written}) AND regexp_matches(regexp_replace(${value}, '[^0-9.,]', '', 'g'), ${core})
    THEN (${sign} * try_cast(${digits} AS ${type}))::${type} END`;
  return format.decimal === 'point' ? sql`coalesce(${direct}, ${rewritten})` : rewritten;
}

function perOf(value: Sql, format: NumberFormat): Sql {
  const number = decimalOf(value, format);
  return format.per === 1 ? number : sql`(${number} / ${format.per})::DECIMAL(18,8)`;
}
