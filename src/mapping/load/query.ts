import { canonicalTable, canonicalTables, type CanonicalTableName } from '#schema/canonical.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { engineTypes, readColumn, textOf } from '../columns/query.ts';
import type { ColumnUse, MappingDecision } from '../decision.ts';
import { orderColumns, type OrderColumn } from '../orders/query.ts';
import { makings } from '../tables/index.ts';

/** The date before which an order is a mistake (`exports.md` V5). */
const earliest = '1990-01-01';

/** Longest text of one value that quarantine repeats as found. */
const foundLength = 200;

/** Physical table behind a canonical one: `orders` is a view of `orders_all`. */
export function physicalName(table: CanonicalTableName): string {
  return table === 'orders' ? 'orders_all' : table;
}

const others: readonly [string, readonly string[]][] = [
  ['quarantine', ['_file', '_line', 'column', 'rule', 'found', 'expected', 'raw']],
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

/** One transaction that puts the tables under `prefix` in the place of the old ones, with the view `orders` of counted rows. */
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
  return join([sql`BEGIN TRANSACTION`, ...view, sql`COMMIT`], '; ');
}

/** Drops a table if it is there. */
export function dropTable(name: string): Sql {
  return sql`DROP TABLE IF EXISTS ${identifier(name)}`;
}

/** A staging table's used columns read into their types, named by role, with the first problem of each row (`_column`, `_rule`, `_found`, `_expected`; NULL without one). */
export function createTyped(typed: string, staging: string, decision: MappingDecision): Sql {
  const columns = decision.uses.map((use) => sql`${readColumn(use.staged, use.role.type, use.format)} AS ${identifier(use.role.role)}`);
  const date =
    decision.table === 'orders'
      ? decision.uses.find((use) => use.role.role === 'date' && use.format?.kind === 'date' && use.format.timed)
      : undefined;
  if (date) columns.push(sql`${readColumn(date.staged, 'timestamp', date.format)} AS _date_at`);
  if (decision.attributes.length > 0) columns.push(sql`${attributes(decision)} AS attributes`);
  const checks = decision.unusable
    ? [sql`WHEN TRUE THEN ${problem('', 'missing-column', sql`''`, decision.table)}`]
    : needed(decision).flatMap((use) => checksOf(use, decision));
  const first =
    checks.length === 0
      ? sql`NULL::STRUCT("column" VARCHAR, "rule" VARCHAR, "found" VARCHAR, "expected" VARCHAR)`
      : sql`CASE ${join(checks, ' ')} END`;
  return sql`CREATE OR REPLACE TABLE ${identifier(typed)} AS
    SELECT * EXCLUDE (_problem), _problem."column" AS _column, _problem."rule" AS _rule, _problem."found" AS _found, _problem."expected" AS _expected
    FROM (SELECT ${join([sql`_line`, ...columns])}, ${first} AS _problem FROM (SELECT * FROM ${identifier(staging)}))`;
}

/** The kept columns of a row as JSON text, empty ones left out; the engine's own JSON functions are an extension that is never loaded. */
function attributes(decision: MappingDecision): Sql {
  const pairs = decision.attributes.map(({ source, staged }) => {
    const escaped = [
      ['\\', '\\\\'],
      ['"', '\\"'],
      ['\n', '\\n'],
      ['\r', '\\r'],
      ['\t', '\\t'],
    ].reduce((text, [from = '', to = '']) => sql`replace(${text}, ${from}, ${to})`, textOf(staged));
    return sql`${`${JSON.stringify(source)}:`} || '"' || regexp_replace(${escaped}, '[\\x00-\\x1f]', ' ', 'g') || '"'`;
  });
  return sql`'{' || concat_ws(',', ${join(pairs)}) || '}'`;
}

/** Uses whose value a row cannot do without: required columns, and the inputs of an amount that is made. */
function needed({ table, uses }: MappingDecision): ColumnUse[] {
  const roles = new Set(uses.map((use) => use.role.role));
  const inputs = table === 'orders' && !roles.has('net_amount') && roles.has('qty') && roles.has('unit_price') ? ['qty', 'unit_price'] : [];
  if (table === 'orders' && !roles.has('date')) inputs.push('ordered_at');
  return uses.filter((use) => use.role.required || inputs.includes(use.role.role));
}

function checksOf(use: ColumnUse, { latest, uses }: MappingDecision): Sql[] {
  const { source, role, staged } = use;
  const value = sql`left(trim(${identifier(staged)}), ${foundLength})`;
  const read = readColumn(staged, role.type, use.format);
  const when = (condition: Sql, rule: string, expected: string) => sql`WHEN ${condition} THEN ${problem(source, rule, value, expected)}`;
  const instead = uses.find((other) => role.unless === other.role.role);
  const other = instead ? sql` AND ${textOf(instead.staged)} IS NULL` : sql``;
  const checks = [when(sql`${textOf(staged)} IS NULL${other}`, 'empty', role.type)];
  if (use.open) return [...checks, when(sql`TRUE`, 'question', role.type)];
  if (role.type !== 'text')
    checks.push(
      when(
        sql`${textOf(staged)} IS NOT NULL AND ${read} IS NULL`,
        role.type === 'date' || role.type === 'timestamp' ? 'not-a-date' : 'not-a-number',
        role.type,
      ),
    );
  if (role.type === 'date' || role.type === 'timestamp') {
    checks.push(
      when(sql`(${read})::DATE < ${earliest}::DATE OR (${read})::DATE > ${latest}::DATE`, 'date-range', `${earliest}..${latest}`),
    );
  }
  if (role.values.length > 0)
    checks.push(when(sql`lower(trim(${identifier(staged)})) NOT IN (${role.values})`, 'not-one-of', role.values.join(' | ')));
  return checks;
}

function problem(column: string, rule: string, found: Sql, expected: string): Sql {
  return sql`{'column': ${column}, 'rule': ${rule}, 'found': ${found}, 'expected': ${expected}}`;
}

/** Marks later rows of a key that already stands in this file or in the table. */
export function markDuplicates(typed: string, target: string, key: string, source: string): Sql {
  const id = identifier(key);
  return sql`UPDATE ${identifier(typed)} AS t SET _column = ${source}, _rule = 'duplicate', _found = d.k, _expected = ''
    FROM (SELECT _line AS l, ${id} AS k, row_number() OVER (PARTITION BY ${id} ORDER BY _line) AS nth FROM ${identifier(typed)} WHERE _rule IS NULL) AS d
    WHERE t._line = d.l AND (d.nth > 1 OR d.k IN (SELECT ${id} FROM ${identifier(target)}))`;
}

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
    WHERE t._rule IS NOT NULL AND t._line NOT IN (SELECT _line FROM ${identifier(typed)} WHERE _rule IS NULL)
    QUALIFY row_number() OVER (PARTITION BY t._line) = 1 ORDER BY t._line`;
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
    return orderColumns(timed ? new Set([...roles, '_date_at']) : roles, floatIds);
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
