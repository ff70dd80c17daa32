import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import type { DateFormat, DateKind } from '../formats.ts';
import { isLoose, undressed } from '../texts/query.ts';
import { offsetAtInstant, offsetAtWall, writtenOffset } from '../zones/query.ts';
import { clock, dateParts, datePatterns, monthNames, offset } from './kinds.ts';

const kinds = Object.keys(datePatterns) as DateKind[];

/** Texts that stand for no date at all. */
const noDate = ['', '-', '—', '–', '--', 'null', 'NULL', 'n/a', 'N/A', 'NaT', 'None', 'none', '无', '無'];

const rowsWhere = (condition: Sql): Sql => sql`coalesce(sum(n) FILTER (WHERE ${condition}), 0)::DOUBLE`;

/** The different values of a column, undressed as `v`, with the number of rows of each as `n` and its first line. */
function values(table: string, column: string): Sql {
  const raw = identifier(column);
  return sql`(SELECT ${undressed(raw)} AS v, trim(${raw}) AS written, count(*) AS n, min(_line) AS line FROM ${identifier(table)} WHERE trim(${raw}) <> '' GROUP BY ${raw})`;
}

/** Whether every value of a column is ISO with leading zeros and without an offset; `timed` and `clocked` (not midnight) beside it. One pass, no regular expression. */
export function plainDates(table: string, column: string): Sql {
  const v = sql`trim(${identifier(column)})`;
  const at = (place: number, mark: string) => sql`substr(${v}, ${place}, 1) = ${mark}`;
  const day = sql`${at(5, '-')} AND ${at(8, '-')}`;
  const time = sql`${at(14, ':')} AND (length(${v}) = 16 OR ${at(17, ':')} AND (length(${v}) = 19 OR ${at(20, '.')}))`;
  return sql`SELECT coalesce(bool_and(length(${v}) = 10 AND ${day} OR length(${v}) IN (16, 19, 21, 22, 23, 26) AND ${day} AND ${time}), FALSE) AS "plain",
    coalesce(bool_or(length(${v}) > 10), FALSE) AS "timed", coalesce(bool_or(length(${v}) > 10 AND substr(${v}, 12, 8) NOT IN ('00:00:00', '00:00')), FALSE) AS "clocked"
    FROM ${identifier(table)} WHERE ${v} <> ''`;
}

/** Whether every value of a column is an ISO date without a time and without spaces around it, in one cheap pass; a column without values is not. */
export function bareDates(table: string, column: string): Sql {
  const v = identifier(column);
  return sql`SELECT coalesce(bool_and(strlen(${v}) = 10 AND ${v} LIKE '____-__-__' AND NOT ${isLoose(v)}), FALSE) AS "bare" FROM ${identifier(table)}`;
}

/** One row of DateShapes over a whole column. */
export function dateShapes(table: string, column: string): Sql {
  const part = (index: number) => sql`try_cast(regexp_extract(v, ${datePatterns['year-last']}, ${index}) AS INTEGER)`;
  const counts = kinds.map((kind) => sql`${rowsWhere(sql`k = ${kind}`)} AS ${identifier(kind)}`);
  const kind = sql`CASE ${join(
    kinds.map((one) => sql`WHEN regexp_matches(v, ${datePatterns[one]}) THEN ${one}`),
    ' ',
  )} END`;
  return sql`
    SELECT ${join(counts)}, ${rowsWhere(sql`v NOT IN (${noDate})`)} AS "filled", count(*)::DOUBLE AS "distinct",
      ${rowsWhere(sql`l AND a > 12 AND b <= 12`)} AS "dayFirst", ${rowsWhere(sql`l AND b > 12 AND a <= 12`)} AS "monthFirst",
      ${rowsWhere(sql`l AND a <= 12 AND b <= 12 AND a <> b`)} AS "either", ${rowsWhere(sql`l AND contains(left(v, 3), '.')`)} AS "points",
      ${rowsWhere(sql`k IN ('year-last', 'name-first', 'name-second') AND NOT regexp_matches(v, '\\d{4}([^0-9:]|$)')`)} AS "short",
      ${rowsWhere(sql`t`)} AS "timed", ${rowsWhere(sql`t AND NOT regexp_matches(v, '\\b(00?:00(:00)?|12:00(:00)? ?[Aa][Mm])')`)} AS "clocked",
      ${rowsWhere(sql`v <> written`)} AS "dressed", ${rowsWhere(sql`o IS NOT NULL`)} AS "offsets", ${rowsWhere(sql`o = 0`)} AS "utc", count(DISTINCT o)::DOUBLE AS "differing",
      min(written) FILTER (WHERE l AND a <> b) AS "example"
    FROM (SELECT *, k = 'year-last' AS l, k IN ('serial', 'epoch') AND (contains(v, '.') OR contains(v, ',') OR k = 'epoch') OR ${clockIn} AS t,
        CASE WHEN k = 'epoch' THEN 0 ELSE ${writtenOffset(sql`regexp_extract(v, ${offset}, 1)`)} END AS o
      FROM (SELECT *, ${kind} AS k, ${part(1)} AS a, ${part(2)} AS b FROM ${values(table, column)}))`;
}

/** What a reading of dates comes to: earliest, latest (ISO), rows read and rows that are no date in it. */
export function dateEffect(table: string, column: string, format: DateFormat): Sql {
  return sql`SELECT min(t)::DATE::VARCHAR AS "first", max(t)::DATE::VARCHAR AS "last", ${rowsWhere(sql`t IS NOT NULL`)} AS "rows",
    ${rowsWhere(sql`t IS NULL`)} AS "invalid" FROM (SELECT v, n, ${timestampOf(sql`v`, format)} AS t FROM ${values(table, column)})`;
}

/** Up to three rows that readings take for different days: line, as written, and what each reads. */
export function dateSamples(table: string, column: string, readings: readonly DateFormat[]): Sql {
  const read = readings.map((format, index) => sql`${timestampOf(sql`v`, format)}::DATE::VARCHAR AS ${identifier(`r${index}`)}`);
  return sql`SELECT line::DOUBLE AS "line", written, ${join(readings.map((_, index) => identifier(`r${index}`)))}
    FROM (SELECT line, written, ${join(read)} FROM ${values(table, column)}) WHERE r0 IS DISTINCT FROM r1 ORDER BY line LIMIT 3`;
}

/**
 * How the rows of a column of dates contradict each of two readings: rows after `latest`, and steps against the direction in which the rows
 * mostly go; `rows` is the number of dates, `stepsText` the steps of the dates as they are written, which a sorted text does not have.
 */
export function orderEvidence(table: string, column: string, [a, b]: readonly [DateFormat, DateFormat], latest: string): Sql {
  const steps = (name: string) =>
    sql`least(count(*) FILTER (WHERE ${identifier(name)} > ${identifier(`lag_${name}`)}), count(*) FILTER (WHERE ${identifier(name)} < ${identifier(`lag_${name}`)}))::DOUBLE`;
  return sql`WITH read AS (SELECT raw, v, ${timestampOf(sql`v`, a)}::DATE AS a, ${timestampOf(sql`v`, b)}::DATE AS b
      FROM (SELECT DISTINCT ${identifier(column)} AS raw, ${undressed(identifier(column))} AS v FROM ${identifier(table)})),
    dated AS (SELECT v, a, b, lag(v) OVER (ORDER BY s._line) AS lag_v, lag(a) OVER (ORDER BY s._line) AS lag_a, lag(b) OVER (ORDER BY s._line) AS lag_b
      FROM ${identifier(table)} AS s JOIN read ON read.raw = s.${identifier(column)} WHERE a IS NOT NULL AND b IS NOT NULL)
    SELECT count(*)::DOUBLE AS "rows", count(*) FILTER (WHERE a > ${latest}::DATE)::DOUBLE AS "futureA", count(*) FILTER (WHERE b > ${latest}::DATE)::DOUBLE AS "futureB",
      ${steps('a')} AS "stepsA", ${steps('b')} AS "stepsB", ${steps('v')} AS "stepsText" FROM dated`;
}

/** How often a second column of dates lies on the rarer side of the first, in each of two readings of both: an order is shipped after it was placed. */
export function spanEvidence(table: string, column: string, other: string, [a, b]: readonly [DateFormat, DateFormat]): Sql {
  const day = (name: string, format: DateFormat) => sql`${timestampOf(undressed(identifier(name)), format)}::DATE`;
  const mixed = (before: string, after: string) =>
    sql`least(count(*) FILTER (WHERE ${identifier(before)} < ${identifier(after)}), count(*) FILTER (WHERE ${identifier(before)} > ${identifier(after)}))::DOUBLE`;
  return sql`SELECT count(*)::DOUBLE AS "rows", ${mixed('a1', 'a2')} AS "mixedA", ${mixed('b1', 'b2')} AS "mixedB"
    FROM (SELECT ${day(column, a)} AS a1, ${day(other, a)} AS a2, ${day(column, b)} AS b1, ${day(other, b)} AS b2 FROM ${identifier(table)})
    WHERE a1 IS NOT NULL AND a2 IS NOT NULL AND b1 IS NOT NULL AND b2 IS NOT NULL`;
}

/** Undressed text `value` as a timestamp of the file's own wall clock (offsets are dropped), NULL when it is not one. */
export function timestampOf(value: Sql, format: DateFormat): Sql {
  if (format.plain) return sql`try_cast(${value} AS TIMESTAMP)`;
  const whens: Sql[] = [];
  if (format.kinds.includes('serial')) {
    const start = format.from1904 ? '1904-01-01' : '1899-12-30';
    const seconds = sql`round(try_cast(replace(${value}, ',', '.') AS DOUBLE) * 86400)::BIGINT`;
    whens.push(sql`WHEN regexp_matches(${value}, ${datePatterns.serial}) THEN ${start}::TIMESTAMP + to_seconds(${seconds})`);
  }
  if (format.kinds.includes('epoch')) {
    const number = sql`try_cast(${value} AS BIGINT)`;
    whens.push(
      sql`WHEN regexp_matches(${value}, ${datePatterns.epoch}) THEN epoch_ms(CASE WHEN length(${value}) = 10 THEN ${number} * 1000 ELSE ${number} END)`,
    );
  }
  const day = dayOf(value, format);
  const written = format.timed ? timedOf(value, day, format) : sql`try_cast(${day} AS TIMESTAMP)`;
  return whens.length === 0 ? written : sql`CASE ${join(whens, ' ')} ELSE ${written} END`;
}

function timedOf(value: Sql, day: Sql, { kinds: present }: DateFormat): Sql {
  const colons = present.includes('cjk') ? sql`regexp_replace(${value}, '(\\d)\\s*[时時点點分]\\s*', '\\1:', 'g')` : value;
  const found = sql`replace(regexp_extract(${colons}, ${clock}, 1), ',', '.')`;
  const hours = present.includes('compact')
    ? sql`CASE WHEN regexp_matches(${value}, '^\\d{8}T?\\d{6}') THEN regexp_replace(${value}, '^\\d{8}T?(\\d{2})(\\d{2})(\\d{2}).*$', '\\1:\\2:\\3') ELSE ${found} END`
    : found;
  const half = sql`CASE WHEN regexp_matches(${value}, '(?i)\\d\\s*p\\.?m|下午|晚上') AND try_cast(split_part(${hours}, ':', 1) AS INTEGER) < 12 THEN 12
    WHEN regexp_matches(${value}, '(?i)\\d\\s*a\\.?m|上午|凌晨') AND split_part(${hours}, ':', 1) = '12' THEN -12 ELSE 0 END`;
  return sql`(try_cast(${day} || ' ' || CASE WHEN ${hours} = '' THEN '00:00:00' WHEN length(${hours}) < 6 THEN ${hours} || ':00' ELSE ${hours} END AS TIMESTAMP) + to_hours(${half}))`;
}

function dayOf(value: Sql, { kinds: present, order, latestYear }: DateFormat): Sql {
  const whens = present.flatMap((kind) => {
    if (kind === 'serial' || kind === 'epoch') return [];
    const pattern = datePatterns[kind];
    const group = (index: number) => sql`regexp_extract(${value}, ${pattern}, ${index})`;
    const [year, month, day] = dateParts[kind];
    if (!kind.startsWith('name') && kind !== 'year-last') {
      const rest = day === 0 ? '01' : `\\${day}`;
      return [sql`WHEN regexp_matches(${value}, ${pattern}) THEN regexp_replace(${value}, ${pattern}, ${`\\${year}-\\${month}-${rest}`})`];
    }
    const [monthAt, dayAt] = kind === 'year-last' && order === 'day-first' ? [day, month] : [month, day];
    const named = kind === 'year-last' ? group(monthAt) : monthOf(group(monthAt));
    return [
      sql`WHEN regexp_matches(${value}, ${pattern}) THEN ${fullYear(group(year), latestYear)} || '-' || ${named} || '-' || ${group(dayAt)}`,
    ];
  });
  return whens.length === 0 ? sql`NULL::VARCHAR` : sql`CASE ${join(whens, ' ')} END`;
}

/** Two digits up to 68 are of this century unless that would lie ahead. */
function fullYear(year: Sql, latestYear: number): Sql {
  const last = String(Math.min(68, latestYear % 100)).padStart(2, '0');
  return sql`CASE WHEN length(${year}) = 4 THEN '' WHEN ${year} <= ${last} THEN '20' ELSE '19' END || ${year}`;
}

function monthOf(name: Sql): Sql {
  const plain = sql`strip_accents(lower(${name}))`;
  const whens = monthNames.map((beginnings, index) => sql`WHEN regexp_matches(${plain}, ${`^(${beginnings})`}) THEN ${String(index + 1)}`);
  return sql`CASE ${join(whens, ' ')} END`;
}

/** Key of a value in the dictionary of a date column: its text, with the time and the zone that other columns say. */
export function dateKey({ time, zone }: DateFormat, column: string, alias: string): Sql {
  const parts = [column, time, zone?.column?.staged]
    .filter((name) => typeof name === 'string')
    .map((name) => sql`${identifier(alias)}.${identifier(name)}`);
  return parts.length === 1
    ? (parts[0] as Sql)
    : join(
        parts.map((part) => sql`coalesce(${part}, '')`),
        ' || chr(31) || ',
      );
}

/** Every different value of a date column with the timestamp it means, as `k` and `t`: in the analysis zone when there is one. */
export function dateDictionary(source: Sql, column: string, format: DateFormat): Sql {
  const raw = (name: string) => sql`s.${identifier(name)}`;
  const text = format.time ? sql`${undressed(raw(column))} || coalesce(' ' || ${undressed(raw(format.time))}, '')` : undressed(raw(column));
  const named = format.zone?.column ? raw(format.zone.column.staged) : sql`NULL::VARCHAR`;
  const different = sql`SELECT ${dateKey(format, column, 's')} AS k, min(${text}) AS v, min(lower(trim(${named}))) AS z FROM (${source}) AS s GROUP BY 1`;
  const walls = sql`SELECT k, v, z, ${timestampOf(sql`v`, format)} AS t FROM (${different})`;
  const { zone } = format;
  if (!zone) return sql`SELECT k, t FROM (${walls})`;
  const explicit = sql`CASE WHEN regexp_matches(v, ${datePatterns.epoch}) THEN 0 ELSE ${writtenOffset(sql`regexp_extract(v, ${offset}, 1)`, zone.chinese)} END`;
  const words = Object.entries(zone.column?.zones ?? {}).map(
    ([word, meant]) => sql`WHEN z = ${word} THEN ${offsetAtWall(sql`t`, meant, zone.years)}`,
  );
  const assumed = zone.source === null ? sql`NULL` : offsetAtWall(sql`t`, zone.source, zone.years);
  const elsewhere = words.length === 0 ? assumed : sql`CASE ${join(words, ' ')} ELSE ${assumed} END`;
  const timed = sql`(${clockIn} OR regexp_matches(v, ${datePatterns.epoch}))`;
  const instants = sql`SELECT k, t, t - to_minutes(CASE WHEN ${timed} THEN coalesce(${explicit}, ${elsewhere}) END) AS u FROM (${walls})`;
  return sql`SELECT k, coalesce(u + to_minutes(${offsetAtInstant(sql`u`, zone.target, zone.years)}), t) AS t FROM (${instants})`;
}

const clockIn = sql`(regexp_matches(v, '\\d[:时時点]\\d') OR regexp_matches(v, '^\\d{8}T?\\d{6}'))`;
