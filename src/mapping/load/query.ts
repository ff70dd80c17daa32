import { canonicalTable, canonicalTables, type CanonicalTableName } from '#schema/canonical.ts';
import { enterImported } from '#sql/imported.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { engineTypes } from '../columns/query.ts';
import type { MappingDecision } from '../decision.ts';
import type { OrderColumn } from '../orders/made.ts';
import { orderColumns } from '../orders/query.ts';
import { makings } from '../tables/index.ts';

/** Physical table behind a canonical one: `orders` is a view of `orders_all`. */
export function physicalName(table: CanonicalTableName): string {
  return table === 'orders' ? 'orders_all' : table;
}

const others: readonly [string, readonly string[]][] = [
  ['quarantine', ['_file', '_line', 'column', 'rule', 'found', 'expected', 'raw']],
  ['flags', ['_file', '_line', 'column', 'rule', 'found']],
  ['mapped_columns', ['table_name', 'column_name', 'file', 'badge']],
];

/** Names of all tables that an import makes. */
export const importedTables: readonly string[] = [
  ...canonicalTables.map((table) => physicalName(table.name)),
  ...others.map(([name]) => name),
];

/** Statements that create every imported table, empty, under `prefix` + its name. */
export function createTables(prefix: string): Sql[] {
  const canonical = canonicalTables.map((table): [string, Sql[]] => [
    physicalName(table.name),
    [...table.columns.map((column) => sql`${identifier(column.name)} ${engineTypes[column.type]}`), sql`_file VARCHAR`, sql`_line INTEGER`],
  ]);
  const plain = others.map(([name, columns]): [string, Sql[]] => [
    name,
    columns.map((column) => sql`${identifier(column)} ${engineTypes[column === '_line' ? 'integer' : 'text']}`),
  ]);
  return [...canonical, ...plain].map(([name, columns]) => sql`CREATE OR REPLACE TABLE ${identifier(prefix + name)} (${join(columns)})`);
}

/** One transaction that puts the tables under `prefix` in the place of the old ones, with the view `orders` of counted rows; then views of them all in the main database. */
export function swapTables(prefix: string): Sql {
  const swaps = importedTables.flatMap((name) => [
    sql`DROP TABLE IF EXISTS ${identifier(name)}`,
    sql`ALTER TABLE ${identifier(prefix + name)} RENAME TO ${identifier(name)}`,
  ]);
  const view = [
    sql`DROP VIEW IF EXISTS orders`,
    sql`DROP TABLE IF EXISTS orders_as_read`,
    ...swaps,
    sql`CREATE VIEW orders AS SELECT * FROM orders_all WHERE state = 'counted'`,
  ];
  const shown = [...importedTables, 'orders'].map(
    (name) => sql`CREATE VIEW IF NOT EXISTS memory.${identifier(name)} AS SELECT * FROM imported.${identifier(name)}`,
  );
  return join([sql`BEGIN TRANSACTION`, ...view, sql`COMMIT`, ...shown], '; ');
}

/** A statement run among the imported tables. */
export function withinImported(statement: Sql): Sql {
  return sql`${enterImported}; ${statement}`;
}

/** Compresses what was written in small pieces. */
export const compress = sql`CHECKPOINT imported`;

/** Puts the rows that were loaded into a table of the main database into the imported one of that name, which the `first` ones begin. */
export function takeOver(table: string, first: boolean): Sql {
  const [from, to] = [sql`memory.${identifier(table)}`, sql`imported.${identifier(table)}`];
  return sql`${first ? sql`CREATE OR REPLACE TABLE ${to} AS` : sql`INSERT INTO ${to}`} FROM ${from}; DROP TABLE ${from}`;
}

/** Drops a table if it is there. */
export function dropTable(name: string): Sql {
  return sql`DROP TABLE IF EXISTS ${identifier(name)}`;
}

/** Drops what stands of a table that was being loaded, imported or still outside. */
export function abandon(table: string): Sql {
  return sql`DROP TABLE IF EXISTS memory.${identifier(table)}; DROP TABLE IF EXISTS imported.${identifier(table)}`;
}

/** Marks later rows of a key that already stands in this file or in the table. */
export function markDuplicates(typed: string, target: string, key: string, source: string): Sql {
  const id = identifier(key);
  return sql`UPDATE ${identifier(typed)} AS t SET _column = ${source}, _rule = 'duplicate', _found = d.k, _expected = ''
    FROM (SELECT _line AS l, ${id} AS k, row_number() OVER (PARTITION BY ${id} ORDER BY _line) AS nth FROM ${identifier(typed)} WHERE _rule IS NULL) AS d
    WHERE t._line = d.l AND (d.nth > 1 OR d.k IN (SELECT ${id} FROM ${identifier(target)}))`;
}

/** Gives every row of a record the problem of its first unsound row: a record that counts as a whole waits as a whole. */
export function markRecords(typed: string): Sql {
  const of = (column: string) => sql`${identifier(column)} = b.${identifier(column)}`;
  const first = (column: string) => sql`first(${identifier(column)}) AS ${identifier(column)}`;
  const told = ['_column', '_rule', '_found', '_expected'];
  return sql`UPDATE ${identifier(typed)} AS t SET ${join(told.map(of))} FROM (SELECT _line, ${join(told.map(first))} FROM ${identifier(typed)}
    WHERE ${unsound} GROUP BY _line) AS b WHERE t._line = b._line AND t._rule IS NULL`;
}

const unsound = sql`_rule IS NOT NULL AND _rule <> 'continuation'`;

/** Unsound rows of records that have sound ones: `lost`. */
export function countLost(typed: string): Sql {
  return sql`SELECT count(*)::DOUBLE AS "lost" FROM ${identifier(typed)} WHERE ${lost(typed)}`;
}

/** Writes down the unsound rows of records that have sound ones: quarantine holds whole records only. */
export function flagLost(target: string, typed: string, file: string): Sql {
  return sql`INSERT INTO ${identifier(target)} SELECT DISTINCT ${file}, _line, _column, 'line-lost', _found FROM ${identifier(typed)} WHERE ${lost(typed)} ORDER BY ALL`;
}

const lost = (typed: string): Sql => sql`${unsound} AND _line IN (SELECT _line FROM ${identifier(typed)} WHERE _rule IS NULL)`;

/** Puts the records without a sound row into quarantine, each once, with the whole record written out again. */
export function insertQuarantine(target: string, typed: string, staging: string, file: string, columns: number, delimiter: string): Sql {
  const field = (index: number): Sql => {
    const value = identifier(`c${index}`);
    return sql`CASE WHEN regexp_matches(${value}, '["\\r\\n]') OR contains(${value}, ${delimiter}) THEN '"' || replace(${value}, '"', '""') || '"' ELSE ${value} END`;
  };
  const raw = join(Array.from({ length: columns }, (_, index) => field(index)));
  return sql`INSERT INTO ${identifier(target)}
    SELECT ${file}, t._line, t._column, t._rule, t._found, t._expected, concat_ws(${delimiter}, ${raw})
    FROM ${identifier(typed)} AS t JOIN ${identifier(staging)} AS s ON s._line = t._line
    WHERE t._rule IS NOT NULL AND t._rule <> 'continuation' AND t._line NOT IN (SELECT _line FROM ${identifier(typed)} WHERE _rule IS NULL)
    QUALIFY row_number() OVER (PARTITION BY t._line ORDER BY t.rowid) = 1 ORDER BY t._line`;
}

/** Puts the sound rows of a file into its canonical table. */
export function insertRows(target: string, typed: string, decision: MappingDecision): Sql {
  const table = decision.table as CanonicalTableName;
  const columns = columnsFor(decision).map(({ column, expression }) => sql`${expression} AS ${identifier(column)}`);
  return sql`INSERT INTO ${identifier(target)} BY NAME SELECT ${join(columns)}, ${decision.file} AS _file, _line
    FROM ${identifier(typed)} WHERE _rule IS NULL ${table === 'orders' ? sql`` : sql`ORDER BY _line`}`;
}

/** How each canonical column of the decision's table comes from the typed columns. */
export function columnsFor(decision: MappingDecision): OrderColumn[] {
  const roles = new Set(decision.uses.map((use) => use.role.role));
  if (decision.table === 'orders') {
    const timed = decision.uses.some((use) => use.role.role === 'date' && use.format?.kind === 'date' && use.format.timed);
    const floatIds = new Set(decision.uses.filter((use) => use.floatIds).map((use) => use.role.role));
    return orderColumns(timed ? new Set([...roles, '_date_at']) : roles, floatIds, decision.orders);
  }
  if (decision.attributes.length > 0) roles.add('attributes');
  const weak =
    decision.table === 'customers' && !roles.has('customer_id') ? ['email', 'phone'].find((candidate) => roles.has(candidate)) : undefined;
  const floatIds = new Set(decision.uses.filter((use) => use.floatIds).map((use) => use.role.role));
  const own = makings[decision.table as CanonicalTableName]?.({ roles, uses: decision.uses, file: decision.file }) ?? {};
  return canonicalTable(decision.table as CanonicalTableName).columns.map(({ name, type, values }) => {
    const found = own[name];
    if (found) return { ...found, column: name };
    if (name === 'customer_id' && weak)
      return {
        column: name,
        expression: identifier(weak),
        badge: 'assumed',
        reason: { code: 'made_customer_id', parameters: { from: weak } },
      };
    const expression =
      values.length > 0 ? sql`lower(${identifier(name)})` : floatIds.has(name) && type === 'text' ? withoutPoint(name) : identifier(name);
    return roles.has(name)
      ? { column: name, expression, badge: 'measured', reason: null }
      : { column: name, expression: sql`NULL::${engineTypes[type]}`, badge: null, reason: null };
  });
}

/** An id that was once a number, `17850.0`, without its tail. */
function withoutPoint(name: string): Sql {
  return sql`regexp_replace(${identifier(name)}, '\\.0$', '')`;
}
