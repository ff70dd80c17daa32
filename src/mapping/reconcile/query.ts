import { identifier, join, sql, type Sql } from '#sql/sql.ts';

/** Between the fields of one changed value, and between changed values; no export holds them. */
export const unit = '\u001f';
export const record = '\u001e';

/** Name under which a table's older rows stand aside during an import. */
export const beforeName = (table: string): string => `before_${table}`;

/** Puts the rows of older files aside. */
export function keepRows(table: string, files: readonly string[]): Sql {
  return sql`CREATE OR REPLACE TABLE ${identifier(beforeName(table))} AS SELECT * FROM ${identifier(table)} WHERE _file IN (${files})`;
}

/** Whether any row of the older or the newer file has a value in a column: column `filled`, one row. */
export function isFilled(table: string, column: string, older: string, newer: string): Sql {
  const id = identifier(column);
  return sql`SELECT count(*)::INTEGER AS filled FROM (
    SELECT ${id} FROM ${identifier(beforeName(table))} WHERE _file = ${older} AND ${id} IS NOT NULL
    UNION ALL SELECT ${id} FROM ${identifier(table)} WHERE _file = ${newer} AND ${id} IS NOT NULL)`;
}

/** The rows of both files side by side by key; rows of one key are paired in their order. */
function sideBySide(table: string, key: readonly string[], columns: readonly string[], older: string, newer: string): Sql {
  const keyText = sql`concat_ws(' · ', ${join(key.map((name) => sql`coalesce(${identifier(name)}::VARCHAR, '')`))})`;
  const values = columns.map((name) => sql`${identifier(name)}::VARCHAR AS ${identifier(name)}`);
  const side = (from: string, file: string): Sql => sql`SELECT ${keyText} AS _key, _line,
    row_number() OVER (PARTITION BY ${keyText} ORDER BY _line) AS _nth, ${join(values)} FROM ${identifier(from)} WHERE _file = ${file}`;
  const changes = columns.map(
    (name) => sql`CASE WHEN b.${identifier(name)} IS DISTINCT FROM a.${identifier(name)}
      THEN ${name} || ${unit} || coalesce(b.${identifier(name)}, '') || ${unit} || coalesce(a.${identifier(name)}, '') END`,
  );
  return sql`SELECT coalesce(a._key, b._key) AS _key, a._line AS _line, b._line AS _old_line,
    CASE WHEN b._key IS NULL THEN 'new' WHEN a._key IS NULL THEN 'vanished' ELSE 'both' END AS _side,
    CASE WHEN a._key IS NULL OR b._key IS NULL THEN '' ELSE concat_ws(${record}, ${join(changes)}) END AS _changes
    FROM (${side(beforeName(table), older)}) AS b FULL OUTER JOIN (${side(table, newer)}) AS a ON a._key = b._key AND a._nth = b._nth`;
}

const kind = sql`CASE WHEN _side <> 'both' THEN _side WHEN _changes = '' THEN 'same' ELSE 'changed' END`;

/** Rows by what became of them: columns `kind` (new, changed, vanished, same) and `rows`. */
export function countKinds(...given: Parameters<typeof sideBySide>): Sql {
  return sql`SELECT ${kind} AS kind, count(*)::INTEGER AS rows FROM (${sideBySide(...given)}) GROUP BY 1`;
}

/** The first rows of each kind but `same`, by line: columns `kind`, `key`, `line`, `changes`. */
export function firstRows(most: number, ...given: Parameters<typeof sideBySide>): Sql {
  return sql`SELECT kind, key, line, changes FROM (
    SELECT ${kind} AS kind, _key AS key, coalesce(_line, _old_line) AS line, _changes AS changes FROM (${sideBySide(...given)}))
    WHERE kind <> 'same' QUALIFY row_number() OVER (PARTITION BY kind ORDER BY line) <= ${most} ORDER BY kind, line`;
}
