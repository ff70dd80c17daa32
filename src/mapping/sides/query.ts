import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { undressed } from '../columns/texts/query.ts';
import { repeatedRecords } from '../checks/repeats/query.ts';

/** A staging table with the column that holds order numbers. */
export interface Keyed {
  name: string;
  staging: string;
  width: number;
  key: number;
}

const cell = (index: number): Sql => identifier(`c${index}`);
const number = (table: Sql, index: number): Sql => sql`nullif(trim(${undressed(sql`${table}.${cell(index)}`)}), '')`;
const amount = (index: number): Sql => sql`try_cast(trim(${cell(index)}) AS DECIMAL(18,4))`;

/** Order numbers `k` of files, each once, with the values wanted of them: per file the staged columns in the same order, -1 for one that it lacks. */
export function numbersOf(files: readonly { file: Keyed; columns: readonly number[] }[]): Sql {
  const each = files.map(({ file: { staging, key }, columns }) => {
    const values = columns.map((column, at) => sql`${column < 0 ? sql`NULL::VARCHAR` : cell(column)} AS ${identifier(`b${at}`)}`);
    return sql`SELECT ${join([sql`${number(sql`f`, key)} AS k`, ...values])} FROM ${identifier(staging)} AS f`;
  });
  const [first] = files;
  const values = (first?.columns ?? []).map((_, at) => sql`first(${identifier(`b${at}`)}) AS ${identifier(`b${at}`)}`);
  return sql`SELECT ${join([sql`k`, ...values])} FROM (${join(each, ' UNION ALL ')}) WHERE k IS NOT NULL GROUP BY k`;
}

/** The sum `b0` of what was paid for each order number `k`, as text; amounts that are no plain numbers, and records that a file before has too, are left out. */
export function paymentsOf(files: readonly { file: Keyed; amount: number }[]): Sql {
  const each = files.map(
    ({
      file: { name, staging, key },
      amount: of,
    }) => sql`SELECT ${number(sql`f`, key)} AS k, ${amount(of)} AS paid FROM ${identifier(staging)} AS f
      WHERE _line NOT IN (SELECT _line FROM ${identifier(repeatedRecords)} WHERE _file = ${name})`,
  );
  return sql`SELECT k, sum(paid)::VARCHAR AS b0 FROM (${join(each, ' UNION ALL ')}) WHERE k IS NOT NULL GROUP BY k`;
}

/** What becomes of a row: null when it counts, else the rule under which it waits or goes on with another. */
export type Fate =
  | 'counts'
  /** it waits when no file has its order */
  | 'needs-order'
  /** it is told by the rows of `sources`, if they have its order */
  | 'told-elsewhere'
  /** it is part of an order of `sources`, and waits without one or without an amount that can be read */
  | { amount: number };

/** Lays the values of `sources` (`k`, `b0`, …; `values` of them each) beside the rows with their order number; `fate` hangs on the first source. */
export function createJoined(
  target: string,
  { staging, width, key }: Keyed,
  keyName: string,
  sources: readonly { rows: Sql; values: number }[],
  fate: Fate,
): Sql {
  const kept = Array.from({ length: width }, (_, index) => sql`p.${cell(index)}`);
  const of = (nth: number): Sql => identifier(`s${nth}`);
  let at = width;
  const beside = sources.flatMap(({ values }, nth) =>
    Array.from({ length: values }, (_, index) => sql`${of(nth)}.${identifier(`b${index}`)} AS ${cell(at++)}`),
  );
  const joins = sources.map(({ rows }, nth) => sql`LEFT JOIN (${rows}) AS ${of(nth)} ON ${of(nth)}.k = ${number(sql`p`, key)}`);
  const unknown = sql`${of(0)}.k IS NULL`;
  const rule =
    fate === 'counts'
      ? sql`NULL::VARCHAR`
      : fate === 'needs-order'
        ? sql`CASE WHEN ${unknown} THEN 'no-order' END`
        : fate === 'told-elsewhere'
          ? sql`CASE WHEN NOT ${unknown} THEN 'continuation' END`
          : sql`CASE WHEN ${unknown} THEN 'no-order' WHEN ${amount(fate.amount)} IS NULL THEN 'not-a-number' ELSE 'continuation' END`;
  return sql`CREATE OR REPLACE TABLE ${identifier(target)} AS
    SELECT ${join([sql`p._line`, ...kept, ...beside])}, ${rule} AS _rule, ${keyName} AS _column, coalesce(${number(sql`p`, key)}, '') AS _found
    FROM ${identifier(staging)} AS p ${join(joins, ' ')} ORDER BY p.rowid`;
}

/** Records of a joined table: all of them as `records`, those that wait for want of their order as `lost`. */
export function countJoined(table: string): Sql {
  return sql`SELECT count(*)::DOUBLE AS "records", (count(*) FILTER (WHERE _rule = 'no-order'))::DOUBLE AS "lost",
    (count(*) FILTER (WHERE _rule = 'continuation'))::DOUBLE AS "told" FROM ${identifier(table)}`;
}
