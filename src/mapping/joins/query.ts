import type { Engine } from '#engine/engine.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { CanonicalTableName } from '#schema/canonical.ts';
import { joinRules } from '#schema/thresholds.ts';
import { oneRow } from '../columns/one-row.ts';
import type { JoinReport } from '../types.ts';
import { physicalName } from '../load/query.ts';
import { carriedFromOrders, customersOfOrders, type Link, links } from './links.ts';

/** Ways of writing keys alike, tried in this order when they hardly match as they are. */
export const likenings = ['leading_zeros', 'tail', 'case', 'email'] as const;
export type Likening = (typeof likenings)[number];

/** A match of two columns, and the way of writing them alike that would match more. */
export interface Match {
  link: Link;
  report: JoinReport;
  better: { likening: Likening; matched: number } | null;
}

/**
 * Match rates both ways between the columns of the tables under `prefix` that name each other's rows: numbers of different keys, exact. Columns
 * without keys on a side, and rows that order lines themselves carried there, are left out; without a file of customers the customers of the orders stand in.
 */
export async function matches(engine: Engine, prefix: string, signal?: AbortSignal): Promise<Match[]> {
  const found: Match[] = [];
  const filled = await oneRow<Record<string, boolean>>({ engine, signal }, countKeys(prefix));
  for (const link of links) {
    if (!filled[`${link.table}.${link.column}`]) continue;
    const own = carriedFromOrders.has(link.to) && link.to !== link.table ? ' own' : '';
    const match = filled[`${link.to}.${link.key}${own}`] ? await matchOf(engine, prefix, link, signal) : null;
    if (match) found.push(match);
    else if (link.to === 'customers' && link.table !== 'orders' && link.table !== 'customers') {
      const instead = await matchOf(engine, prefix, { ...link, ...customersOfOrders }, signal);
      if (instead) found.push(instead);
    }
  }
  return found;
}

/** Number of keys in every column of a link, in one row: `table.column`, and of customers and products that files of their own gave `table.key own`. */
function countKeys(prefix: string): Sql {
  const columns = new Map<CanonicalTableName, Set<string>>();
  for (const { table, column, to, key } of links)
    for (const [name, of] of [
      [table, column],
      [to, key],
    ] as const)
      columns.set(name, (columns.get(name) ?? new Set()).add(of));
  const tables = [...columns].map(([table, names]) => {
    const counts = [...names].flatMap((name) => {
      const count = sql`count(${identifier(name)})`;
      const own = sql`${count} FILTER (WHERE ${ownRows(prefix)}) > 0 AS ${identifier(`${table}.${name} own`)}`;
      return [sql`${count} > 0 AS ${identifier(`${table}.${name}`)}`, ...(carriedFromOrders.has(table) ? [own] : [])];
    });
    return sql`(SELECT ${join(counts)} FROM ${identifier(prefix + physicalName(table))})`;
  });
  return sql`SELECT * FROM ${join(tables)}`;
}

/** The match of one pair of columns; null when one side has no keys. */
export async function matchOf(engine: Engine, prefix: string, link: Link, signal?: AbortSignal): Promise<Match | null> {
  const options = signal ? { signal } : {};
  const ask = async (statement: Sql) => (rowsOf(decode(await engine.query(statement, options)))[0] ?? {}) as Record<string, number>;
  const { fromKeys = 0, toKeys = 0, matched = 0, fanOut = 0 } = await ask(rates(prefix, link));
  if (fromKeys === 0 || toKeys === 0) return null;
  const report = { from: `${link.table}.${link.column}`, to: `${link.to}.${link.key}`, fromKeys, toKeys, matched, fanOut };
  if (matched >= joinRules.low * Math.min(fromKeys, toKeys)) return { link, report, better: null };
  let better: Match['better'] = null;
  for (const likening of likenings) {
    if (likening === 'email' && link.to !== 'customers') continue;
    const { alike = 0 } = await ask(likenedMatches(prefix, link, likening));
    if (alike > (better?.matched ?? matched)) better = { likening, matched: alike };
  }
  return { link, report, better };
}

function rates(prefix: string, link: Link): Sql {
  const unique = link.to !== 'orders';
  return sql`WITH f AS (${fromKeys(prefix, link)}), t AS (${toRows(prefix, link)}), k AS (SELECT k, count(*) AS n FROM t GROUP BY k)
    SELECT (SELECT count(*) FROM f)::DOUBLE AS "fromKeys", (SELECT count(*) FROM k)::DOUBLE AS "toKeys",
      (SELECT count(*) FROM f JOIN k USING (k))::DOUBLE AS "matched", ${unique ? sql`(SELECT coalesce(max(n), 0) FROM k)` : sql`1`}::DOUBLE AS "fanOut"`;
}

function likenedMatches(prefix: string, link: Link, likening: Likening): Sql {
  return sql`WITH f AS (${fromKeys(prefix, link)}), m AS (${likened(prefix, link, likening)})
    SELECT count(*)::DOUBLE AS "alike" FROM f WHERE ${alike(sql`k`, likening)} IN (SELECT a FROM m)`;
}

/** Keys of the other side by how they are written alike, only those that no two keys share. */
function likened(prefix: string, link: Link, likening: Likening): Sql {
  const written = likening === 'email' ? sql`lower(trim(email))` : alike(sql`k`, likening);
  return sql`SELECT a, min(k) AS k FROM (SELECT DISTINCT ${written} AS a, k FROM (${toRows(prefix, link)})) WHERE a IS NOT NULL GROUP BY a HAVING count(*) = 1`;
}

function alike(key: Sql, likening: Likening): Sql {
  switch (likening) {
    case 'leading_zeros':
      return sql`coalesce(nullif(ltrim(${key}, '0'), ''), '0')`;
    case 'tail':
      return sql`regexp_replace(${key}, '\\.0+$', '')`;
    case 'case':
    case 'email':
      return sql`lower(trim(${key}))`;
  }
}

function fromKeys(prefix: string, { table, column }: Link): Sql {
  const key = identifier(column);
  return sql`SELECT DISTINCT ${key} AS k FROM ${identifier(prefix + physicalName(table))} WHERE ${key} IS NOT NULL`;
}

function toRows(prefix: string, { to, key, table }: Link): Sql {
  const rows = sql`SELECT *, ${identifier(key)} AS k FROM ${identifier(prefix + physicalName(to))} WHERE ${identifier(key)} IS NOT NULL`;
  return carriedFromOrders.has(to) && to !== table ? sql`${rows} AND ${ownRows(prefix)}` : rows;
}

const ownRows = (prefix: string): Sql => sql`_file NOT IN (SELECT DISTINCT _file FROM ${identifier(`${prefix}orders_all`)})`;

/** Writes the keys of one side as the other side has them; what order lines had carried under the old keys goes. */
export function writeAlike(prefix: string, link: Link, likening: Likening): Sql[] {
  const table = identifier(prefix + physicalName(link.table));
  const column = identifier(link.column);
  const rewritten = sql`UPDATE ${table} AS o SET ${column} = m.k FROM (${likened(prefix, link, likening)}) AS m WHERE ${alike(sql`o.${column}`, likening)} = m.a`;
  if (link.table !== 'orders' || !carriedFromOrders.has(link.to)) return [rewritten];
  const to = identifier(prefix + physicalName(link.to));
  const known = sql`SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL`;
  const stray = join([sql`NOT (${ownRows(prefix)})`, sql`${identifier(link.key)} NOT IN (${known})`], ' AND ');
  return [rewritten, sql`DELETE FROM ${to} WHERE ${stray}`];
}
