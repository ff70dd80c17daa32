import { identifier, join, Sql, sql } from '#sql/sql.ts';

/** The lock of the product, in the only order that works: the last two statements make the rest final. */
export function lockStatements(memoryLimit: '1GB' | '2GB'): Sql[] {
  return [
    sql`SET autoinstall_known_extensions=false`,
    sql`SET autoload_known_extensions=false`,
    sql`SET allow_community_extensions=false`,
    sql`SET allow_unsigned_extensions=false`,
    sql`SET memory_limit=${memoryLimit}`,
    sql`SET enable_progress_bar=true`,
    sql`SET progress_bar_time=0`,
    sql`SET allowed_directories=['data/', 'out/']`,
    sql`SET enable_external_access=false`,
    sql`SET lock_configuration=true`,
  ];
}

/** One row: `locked`, `external` and `version`, as the engine itself reports them. */
export const lockReport = sql`SELECT current_setting('lock_configuration') AS locked, current_setting('enable_external_access') AS external, version() AS version`;

/** Drops what stands under `table` and gives its name to `loaded`, both or neither. */
export function swapTables(loaded: string, table: string): Sql {
  return sql`BEGIN; DROP TABLE IF EXISTS ${identifier(table)}; ALTER TABLE ${identifier(loaded)} RENAME TO ${identifier(table)}; COMMIT`;
}

/** Gives up an open transaction; an error when none is open. */
export const rollBack = sql`ROLLBACK`;

/** Drops a table if it is there. */
export function dropTable(table: string): Sql {
  return sql`DROP TABLE IF EXISTS ${identifier(table)}`;
}

/** A session variable; whole numbers are BIGINT and other numbers DOUBLE, so that its type does not depend on how it is written. */
export function setVariable(name: string, value: string | number | boolean | null): Sql {
  return sql`SET VARIABLE ${identifier(name)} = ${typedLiteral(value)}`;
}

/** A value with its type: VARCHAR, BIGINT or DOUBLE, BOOLEAN, or an untyped NULL. */
function typedLiteral(value: string | number | boolean | null): Sql {
  if (typeof value !== 'number') return sql`${value}`;
  return Number.isSafeInteger(value) ? sql`CAST(${value} AS BIGINT)` : sql`CAST(${String(value)} AS DOUBLE)`;
}

/** The form in which only a query can stand: anything else is a syntax error. */
export function asSubquery(checkedOnly: string): Sql {
  return new Sql(`SELECT * FROM (\n${checkedOnly}\n)`);
}

/** Text of a person as a view; only for text that was checked to be one SELECT. */
export function createView(name: string, checkedText: string): Sql {
  return new Sql(`${sql`CREATE OR REPLACE VIEW ${identifier(name)} AS`}\n${checkedText}`);
}

/** Text of a person with its parameters; only for text that was checked to be one SELECT. The first statement precedes the second on one connection. */
export function prepareAndExecute(
  checkedText: string,
  parameters: readonly (string | number | boolean | null)[],
): { prepare: Sql; execute: Sql } {
  return {
    prepare: new Sql(`PREPARE asked AS\n${checkedText}`),
    execute: sql`EXECUTE asked(${join(parameters.map(typedLiteral))})`,
  };
}

/** A query whose columns keep their names and places while those that hold an enum become text. */
export function enumsAsText(query: string, columns: readonly { name: string; dictionary: boolean }[]): Sql {
  const places = columns.map((_, place) => identifier(`column ${place}`));
  const picked = columns.map(({ name, dictionary }, place) => {
    const value = identifier(`column ${place}`);
    return dictionary ? sql`CAST(${value} AS VARCHAR) AS ${identifier(name)}` : sql`${value} AS ${identifier(name)}`;
  });
  return sql`SELECT ${join(picked)} FROM (${new Sql(`\n${query}\n`)}) AS answered(${join(places)})`;
}

/** Text of a person as it is; only for text that was checked to be one SELECT. */
export function asWritten(checkedText: string): Sql {
  return new Sql(checkedText);
}
