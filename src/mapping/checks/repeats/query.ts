import { identifier, join, sql, type Sql } from '#sql/sql.ts';

/** Records of a file that stand in a file before it, as `_file`, `_line`, `first_file`, `first_line`. */
export const repeatedRecords = 'repeated_records';

/** Creates the empty table of repeated records. */
export function createRepeats(): Sql {
  return sql`CREATE OR REPLACE TABLE ${identifier(repeatedRecords)} (_file VARCHAR, _line INTEGER, first_file VARCHAR, first_line INTEGER)`;
}

/** One staged file: its name and its table. */
interface Staged {
  name: string;
  staging: string;
}

/** Notes the records of a file that are equal in every column to one of files before it; of several equal ones as many as there were before. */
export function insertRepeats(file: Staged, before: readonly Staged[], columns: number): Sql {
  const names = Array.from({ length: columns }, (_, index) => identifier(`c${index}`));
  const numbered = ({ name, staging }: Staged, order: number) =>
    sql`SELECT ${order} AS f, ${name} AS file, _line, ${join(names)} FROM ${identifier(staging)}`;
  const nth = (source: Sql) =>
    sql`SELECT *, hash(${join(names)}) AS h, row_number() OVER (PARTITION BY ${join(names)} ORDER BY f, _line) AS nth FROM (${source})`;
  const equal = names.map((name) => sql`a.${name} IS NOT DISTINCT FROM b.${name}`);
  const earlier = join(
    before.map((one, order) => numbered(one, order)),
    ' UNION ALL ',
  );
  return sql`INSERT INTO ${identifier(repeatedRecords)} SELECT ${file.name}, a._line, b.file, b._line
    FROM (${nth(numbered(file, 0))}) AS a JOIN (${nth(earlier)}) AS b ON a.h = b.h AND a.nth = b.nth AND ${join(equal, ' AND ')}`;
}

/** Number of noted records of a file as `n`. */
export function countRepeats(file: string): Sql {
  return sql`SELECT count(*)::DOUBLE AS "n" FROM ${identifier(repeatedRecords)} WHERE _file = ${file}`;
}

/** Takes the noted records of a file out of the sound ones; `_expected` says of which line of which file each is a duplicate. */
export function markRepeats(typed: string, file: string): Sql {
  return sql`UPDATE ${identifier(typed)} AS t SET _column = '', _rule = 'duplicate', _found = '', _expected = 'duplicate of ' || r.first_file || ':' || r.first_line
    FROM ${identifier(repeatedRecords)} AS r WHERE r._file = ${file} AND r._line = t._line AND t._rule IS NULL`;
}

/** Flags the noted records of a file whose rows have no number of their own: they may be real. */
export function flagRepeats(flags: string, typed: string, file: string): Sql {
  return sql`INSERT INTO ${identifier(flags)} SELECT ${file}, _line, '', 'repeated-row', first_file || ':' || first_line
    FROM ${identifier(repeatedRecords)} WHERE _file = ${file} AND _line IN (SELECT _line FROM ${identifier(typed)} WHERE _rule IS NULL) ORDER BY _line`;
}

/** Flags rows equal in every column to an earlier row of their own file (`_record` of the typed table). */
export function flagRepeatedRows(flags: string, typed: string, file: string): Sql {
  return sql`INSERT INTO ${identifier(flags)} SELECT DISTINCT ${file}, t._line, '', 'repeated-row', 'line ' || d.first
    FROM ${identifier(typed)} AS t JOIN (SELECT _record, min(_line) AS first FROM ${identifier(typed)} WHERE _rule IS NULL GROUP BY _record HAVING count(*) > 1) AS d
      ON d._record = t._record WHERE t._rule IS NULL AND t._line > d.first ORDER BY t._line`;
}
