import { canonicalTable } from '#schema/canonical.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { engineTypes } from '../columns/query.ts';

/** A table that order lines also fill. */
export interface CarriedTable {
  table: 'customers' | 'products';
  key: 'customer_id' | 'sku';
  /** columns of `orders_all` that are the same thing in the carried table */
  same: Readonly<Record<string, string>>;
}

export const carriedTables: readonly CarriedTable[] = [
  { table: 'customers', key: 'customer_id', same: {} },
  { table: 'products', key: 'sku', same: { name: 'product_name', category: 'category', brand: 'brand' } },
];

/** Where values carried by order lines are gathered, one row a file and key. */
export const gathered = (table: string): string => `gathered_${table}`;

/** Creates the empty gathering table of a carried table. */
export function createGathered({ table }: CarriedTable): Sql {
  const columns = canonicalTable(table).columns.map((column) => sql`${identifier(column.name)} ${engineTypes[column.type]}`);
  return sql`CREATE OR REPLACE TABLE ${identifier(gathered(table))} (${join(columns)}, _file VARCHAR, _line INTEGER, _rank BIGINT)`;
}

/** Columns of a carried table that a file with these roles brings, with the expression over its typed rows (`t`) and its order rows (`o`). */
export function carriedColumns({ table, key, same }: CarriedTable, roles: ReadonlySet<string>): { column: string; expression: Sql }[] {
  if (!roles.has(key)) return [];
  return canonicalTable(table).columns.flatMap(({ name }) => {
    if (name === key) return [];
    if (roles.has(`${table}.${name}`)) return [{ column: name, expression: sql`t.${identifier(`${table}.${name}`)}` }];
    const own = same[name];
    return own !== undefined && roles.has(own) ? [{ column: name, expression: sql`o.${identifier(own)}` }] : [];
  });
}

/** Gathers what a file of order lines says of each key: of every column its latest value. */
export function gather(carried: CarriedTable, roles: ReadonlySet<string>, orders: string, typed: string, file: string): Sql {
  const { table, key } = carried;
  const rank = sql`(datediff('day', DATE '1900-01-01', o.date)::BIGINT * 4294967296 + o._line)`;
  const columns = carriedColumns(carried, roles);
  const values = columns.map(({ column, expression }) => sql`arg_max(${expression}, ${rank}) AS ${identifier(column)}`);
  const same = columns.every(({ column }) => !roles.has(`${table}.${column}`));
  return sql`INSERT INTO ${identifier(gathered(table))} BY NAME
    SELECT ${join([sql`o.${identifier(key)} AS ${identifier(key)}`, ...values])}, ${file} AS _file, min(o._line) AS _line, max(${rank}) AS _rank
    FROM (SELECT * FROM ${identifier(orders)} WHERE _file = ${file}) AS o ${same ? sql`` : sql`JOIN ${identifier(typed)} AS t ON t._line = o._line`}
    WHERE o.${identifier(key)} IS NOT NULL GROUP BY o.${identifier(key)}`;
}

/** Number of values gathered for each column of a carried table, by its name. */
export function countGathered({ table }: CarriedTable): Sql {
  const counts = canonicalTable(table).columns.map(({ name }) => sql`count(${identifier(name)})::DOUBLE AS ${identifier(name)}`);
  return sql`SELECT ${join(counts)} FROM ${identifier(gathered(table))}`;
}

/** Fills the gaps of rows that a file of the table's own gave, then adds the keys that only order lines know. `counts` are those of `countGathered`. */
export function mergeGathered({ table, key }: CarriedTable, target: string, counts: Readonly<Record<string, unknown>>): Sql[] {
  const id = identifier(key);
  const done = sql`DROP TABLE IF EXISTS ${identifier(gathered(table))}`;
  if (counts[key] === 0) return [done];
  const columns = canonicalTable(table).columns.filter(({ name }) => name !== key && counts[name] !== 0);
  const latest = columns.map(({ name }) => sql`arg_max(${identifier(name)}, _rank) AS ${identifier(name)}`);
  const merged = sql`(SELECT ${join([id, ...latest])}, arg_min(_file, _line) AS _file, min(_line) AS _line FROM ${identifier(gathered(table))} GROUP BY ${id})`;
  const fill = columns.map(({ name }) => sql`${identifier(name)} = coalesce(t.${identifier(name)}, g.${identifier(name)})`);
  return [
    ...(fill.length > 0 ? [sql`UPDATE ${identifier(target)} AS t SET ${join(fill)} FROM ${merged} AS g WHERE t.${id} = g.${id}`] : []),
    sql`INSERT INTO ${identifier(target)} BY NAME SELECT * FROM ${merged} AS g WHERE g.${id} NOT IN (SELECT ${id} FROM ${identifier(target)} WHERE ${id} IS NOT NULL) ORDER BY g.${id}`,
    done,
  ];
}
