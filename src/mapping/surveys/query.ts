import { surveyRules } from '#schema/thresholds.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import type { ResponseColumns, SettledItem } from './validity.ts';

const cell = (index: number): Sql => sql`trim(${identifier(`c${index}`)})`;
const filled = (index: number | null): Sql => (index === null ? sql`NULL::VARCHAR` : sql`nullif(${cell(index)}, '')`);

/** The different values of a column with their `rows`, most frequent first. */
export function distinctAnswers(staging: string, index: number, most: number): Sql {
  return sql`SELECT ${cell(index)} AS answer, count(*)::DOUBLE AS "rows" FROM ${identifier(staging)} WHERE ${cell(index)} <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${most}`;
}

/** Rows and different values of a column. */
export function uniqueness(staging: string, index: number): Sql {
  return sql`SELECT count(*)::DOUBLE AS "rows", count(DISTINCT ${cell(index)})::DOUBLE AS "different" FROM ${identifier(staging)} WHERE ${cell(index)} <> ''`;
}

/** The columns of the long table in their order: staging columns `c0`, `c1`, … */
export const longColumns = [
  ...['response_id', 'customer_id', 'date', 'wave', 'item_id', 'item_text', 'construct', 'value', 'scale_min', 'scale_max', 'reversed'],
  ...['valid', 'text'],
];

const notReal = ['survey preview', 'survey test', 'spam', 'preview', 'test', '1', '2', '8', '9', '10', '12', '17'];
const unfinished = ['false', '0', 'no', 'n', 'partial', 'started', 'incomplete', '否', '未完成'];

/**
 * Creates the long table: one row an answer, `_line` of its response, everything as text; `_rule`, `_column` (as the file
 * names it) and `_found` name why a row cannot be used (`question` while one is open, `no-answer` for a response without any). A response is not valid when it is a preview or test, unfinished,
 * answered too fast, or gives one and the same value throughout; an answer is not when it is outside its scale or none of it (then it is text).
 */
export function createLong(
  long: string,
  staging: string,
  columns: readonly string[],
  items: readonly SettledItem[],
  response: ResponseColumns,
): Sql {
  const answers = items.map((item, nth) => answersOf(item, nth, staging, columns[item.index] ?? ''));
  return sql`CREATE OR REPLACE TABLE ${identifier(long)} AS
    WITH answers AS (${join(answers, ' UNION ALL ')}), responses AS (${responsesOf(staging, response)}), same AS (${straight()}),
    usual AS (SELECT median(seconds) AS seconds, count(seconds) AS n FROM responses)
    SELECT r._line, r.response_id AS c0, r.customer_id AS c1, r.date AS c2, r.wave AS c3, a.id AS c4, a.said AS c5, a.construct AS c6,
      regexp_replace(a.value::VARCHAR, '\\.0$', '') AS c7, a.low::VARCHAR AS c8, a.high::VARCHAR AS c9, CASE WHEN a.reversed THEN 'true' WHEN NOT a.reversed THEN 'false' END AS c10,
      CASE WHEN r.test OR r.unfinished OR ${fast} OR s._line IS NOT NULL OR a.odd OR a.value NOT BETWEEN a.low AND a.high THEN 'false' ELSE 'true' END AS c11,
      a.words AS c12, r.test AS _test, r.unfinished AS _unfinished, ${fast} AS _fast, s._line IS NOT NULL AS _straight,
      coalesce(a.value NOT BETWEEN a.low AND a.high, FALSE) AS _outside, coalesce(a.odd, FALSE) AS _odd,
      CASE WHEN a._line IS NULL THEN 'no-answer' WHEN a.waits THEN 'question' END AS _rule,
      coalesce(a.source, '') AS _column, coalesce(a.written, '') AS _found
    FROM responses AS r LEFT JOIN answers AS a ON a._line = r._line LEFT JOIN same AS s ON s._line = r._line, usual AS u
    ORDER BY r._line, a.nth`;
}

const fast = sql`coalesce(u.n >= ${surveyRules.leastTimed} AND r.seconds < u.seconds * ${surveyRules.fastShare}, FALSE)`;

/** How many responses and answers of a long table are not valid, by reason. */
export function invalidCounts(long: string): Sql {
  const responses = (flag: string) => sql`count(DISTINCT _line) FILTER (WHERE ${identifier(flag)})::DOUBLE`;
  return sql`SELECT ${responses('_test')} AS "test", ${responses('_unfinished')} AS "unfinished", ${responses('_fast')} AS "fast",
    ${responses('_straight')} AS "straight", count(*) FILTER (WHERE _outside)::DOUBLE AS "outside",
    count(*) FILTER (WHERE _odd)::DOUBLE AS "odd",     count(DISTINCT _line) FILTER (WHERE _rule = 'no-answer')::DOUBLE AS "none" FROM ${identifier(long)}`;
}

/** Texts of the long table's first rows, from which its columns are judged. */
export function sampleOf(long: string, rows: number): Sql {
  const columns = longColumns.map((_, index) => sql`coalesce(${identifier(`c${index}`)}, '') AS ${identifier(`c${index}`)}`);
  return sql`SELECT ${join(columns)} FROM ${identifier(long)} LIMIT ${rows}`;
}

function answersOf(item: SettledItem, nth: number, staging: string, source: string): Sql {
  const { index, id, text, construct, values, scale, odd, ticked, reversed } = item;
  const answer = cell(index);
  const number = values
    ? sql`CASE ${join(
        [...values].map(([written, value]) => sql`WHEN ${answer} = ${written} THEN ${value}`),
        ' ',
      )} END`
    : sql`${ticked ? 1 : null}`;
  const strange = odd.length > 0 ? sql`${answer} IN (${odd})` : sql`FALSE`;
  const said = values || ticked ? sql`CASE WHEN ${strange} THEN ${answer} END` : sql`${answer}`;
  const bounds = ticked ? { min: 0, max: 1 } : scale;
  const waits = construct === null || reversed === null || (values !== null && scale === null);
  const unread = values ? sql` AND ${answer} IN (${[...values.keys(), ...odd]})` : sql``;
  return sql`SELECT _line, ${nth} AS nth, ${id} AS id, ${text} AS said, ${construct}::VARCHAR AS construct, (${number})::DOUBLE AS value,
    CASE WHEN NOT ${strange} THEN ${bounds?.min ?? null} END::INTEGER AS low, CASE WHEN NOT ${strange} THEN ${bounds?.max ?? null} END::INTEGER AS high, ${strange} AS odd, ${reversed}::BOOLEAN AS reversed, (${said})::VARCHAR AS words,
    ${waits}::BOOLEAN AS waits, ${answer} AS written, ${source} AS source FROM ${identifier(staging)} WHERE ${answer} <> ''${unread}`;
}

function responsesOf(staging: string, response: ResponseColumns): Sql {
  const customer = response.customers.length === 0 ? sql`NULL::VARCHAR` : sql`coalesce(${join(response.customers.map(filled))})`;
  const text = (index: number | null) => sql`lower(${filled(index)})`;
  const progress = sql`try_cast(replace(${filled(response.progress)}, '%', '') AS DOUBLE) < 100`;
  return sql`SELECT _line, coalesce(${filled(response.id)}, 'line ' || _line) AS response_id, ${customer} AS customer_id, ${filled(response.date)} AS date,
    ${filled(response.wave)} AS wave, coalesce(${text(response.status)} IN (${notReal}), FALSE) AS test,
    coalesce(${text(response.finished)} IN (${unfinished}), FALSE) OR coalesce(${progress}, FALSE) AS unfinished,
    try_cast(regexp_extract(${filled(response.seconds)}, '^\\d+(\\.\\d+)?') AS DOUBLE) AS seconds FROM ${identifier(staging)}`;
}

/** Responses that answer enough items of one scale with one and the same value. */
function straight(): Sql {
  return sql`SELECT _line FROM answers WHERE value IS NOT NULL AND words IS NULL AND high - low > 1 GROUP BY _line
    HAVING count(*) >= ${surveyRules.leastStraight} AND min(value) = max(value) AND min(high) = max(high)`;
}
