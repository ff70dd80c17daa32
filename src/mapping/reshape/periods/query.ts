import { identifier, join, sql, type Sql } from '#sql/sql.ts';

/** A column that holds the amounts of a period: its staged name and the first day, ISO. */
export interface PeriodColumn {
  staged: string;
  start: string;
}

/** Cells that say that nothing was bought: blank, dashes, zeros with or without a mark of currency. */
const bought = (value: Sql): Sql => sql`NOT regexp_full_match(trim(coalesce(${value}, '')), '[-–—0.,\\s$€£¥￥]*')`;

/**
 * Lays out every record as one row for each period with an amount: date and amount come behind the columns of the file. A record without any
 * keeps one row that says so in `_rule`.
 */
export function createPeriods(target: string, staging: string, width: number, periods: readonly PeriodColumn[]): Sql {
  const kept = Array.from({ length: width }, (_, index) => identifier(`c${index}`));
  const all = periods.map(({ staged, start }) => sql`struct_pack(d := ${start}, v := ${identifier(staged)})`);
  const [date, amount] = [identifier(`c${width}`), identifier(`c${width + 1}`)];
  return sql`CREATE OR REPLACE TABLE ${identifier(target)} AS
    SELECT ${join([sql`_line`, ...kept])}, period.d AS ${date}, period.v AS ${amount}, CASE WHEN period IS NULL THEN 'no-purchase' END AS _rule, '' AS _column, '' AS _found
    FROM (SELECT *, unnest(CASE WHEN len(periods) = 0 THEN [NULL] ELSE periods END) AS period
      FROM (SELECT *, list_filter([${join(all)}], lambda x: ${bought(sql`x.v`)}) AS periods FROM ${identifier(staging)})) ORDER BY _line, ${date}`;
}

/** How many cells of the periods hold an amount, as `amounts`. */
export function countAmounts(staging: string, periods: readonly PeriodColumn[]): Sql {
  const each = periods.map(({ staged }) => sql`count(*) FILTER (WHERE ${bought(identifier(staged))})`);
  return sql`SELECT (${join(each, ' + ')})::DOUBLE AS "amounts" FROM ${identifier(staging)}`;
}

/** The first records: `line` and the texts of the columns. */
export function firstRecords(staging: string, columns: readonly string[], limit: number): Sql {
  return sql`SELECT _line::DOUBLE AS "line", ${join(columns.map((column) => sql`coalesce(trim(${identifier(column)}), '') AS ${identifier(column)}`))}
    FROM ${identifier(staging)} ORDER BY _line LIMIT ${limit}`;
}
