import { canonicalTables } from '#schema/canonical.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';

/** Whose relationship is analysed: each account's own, or that of the topmost parent with all accounts under it. */
export type AccountLevel = 'customer' | 'parent';

/** Accounts under another one and the unit of each, while the level is `parent`. */
const units = sql`memory.account_units`;

const known = sql`EXISTS (SELECT 1 FROM imported.customers c WHERE c.customer_id = e.parent_id)`;

/**
 * The view `account_level`, the merge log: one row an account that names another one as its parent. customer_id, parent_id (as read), unit_id (the topmost
 * parent; itself where that is not known), depth (steps up to the unit) and problem: `unknown-parent` for a parent that is no customer, `cycle` for accounts that
 * stand in a ring, or under one; null otherwise. Accounts with a problem are joined to nobody. A parent that is the account itself is none. It is computed when somebody asks.
 * Source: requirement C22.
 */
export function accountLevelView(): Sql {
  return sql`CREATE OR REPLACE VIEW memory.account_level AS
    WITH RECURSIVE edges AS (SELECT customer_id, min(parent_id) AS parent_id FROM imported.customers
        WHERE parent_id IS NOT NULL AND trim(parent_id) <> '' AND parent_id <> customer_id GROUP BY customer_id),
    tops AS (SELECT e.customer_id, e.parent_id, ${known} AS known FROM edges e WHERE e.parent_id NOT IN (SELECT customer_id FROM edges)),
    down AS (SELECT customer_id, parent_id, CASE WHEN known THEN parent_id ELSE customer_id END AS unit_id, CASE WHEN known THEN 1 ELSE 0 END AS depth FROM tops
      UNION ALL SELECT e.customer_id, e.parent_id, d.unit_id, d.depth + 1 FROM down d INNER JOIN edges e ON e.parent_id = d.customer_id)
    SELECT customer_id, parent_id, unit_id, CAST(depth AS INTEGER) AS depth,
      CASE WHEN unit_id = customer_id THEN 'unknown-parent' END AS problem FROM down
    UNION ALL SELECT customer_id, parent_id, customer_id, 0, 'cycle' FROM edges WHERE customer_id NOT IN (SELECT customer_id FROM down)`;
}

/** Whether the canonical tables are read at the level of parents now: one row, `parents` of 0 or more. */
export const levelNow: Sql = sql`SELECT count(*) AS parents FROM duckdb_views()
  WHERE database_name = 'memory' AND view_name = 'orders' AND contains(sql, 'account_units')`;

/**
 * Statements after which the canonical tables are read at a level: their views in the main database hold the unit in the place of every account's id; the
 * tables themselves stay as they were read. Of `customers` the units' own rows stay, with the earliest first contact of all accounts under each.
 */
export function readAt(level: AccountLevel): Sql {
  const views = canonicalTables.flatMap(({ name, columns }) => {
    const ids = columns.map((column) => column.name).filter((column) => ['customer_id', 'referrer_id', 'referred_id'].includes(column));
    const names = name === 'orders' ? ['orders', 'orders_all'] : [name];
    return ids.length === 0 ? [] : names.map((view) => asView(view, level === 'customer' ? asRead(view) : mapped(view, ids)));
  });
  const table = sql`CREATE OR REPLACE TABLE ${units} AS SELECT customer_id, unit_id FROM memory.account_level WHERE unit_id <> customer_id`;
  return join(level === 'parent' ? [table, ...views] : [...views, sql`DROP TABLE IF EXISTS ${units}`], '; ');
}

function asView(name: string, select: Sql): Sql {
  return sql`CREATE OR REPLACE VIEW memory.${identifier(name)} AS ${select}`;
}

function asRead(name: string): Sql {
  return sql`SELECT * FROM imported.${identifier(name)}`;
}

function mapped(name: string, ids: readonly string[]): Sql {
  if (name === 'customers') return unitsOnly;
  const unit = (id: string): Sql => identifier(`unit_of_${id}`);
  const replaced = ids.map((id) => sql`coalesce(${unit(id)}.unit_id, t.${identifier(id)}) AS ${identifier(id)}`);
  const joins = ids.map((id) => sql`LEFT JOIN ${units} AS ${unit(id)} ON ${unit(id)}.customer_id = t.${identifier(id)}`);
  return sql`SELECT t.* REPLACE (${join(replaced)}) FROM imported.${identifier(name)} AS t ${join(joins, ' ')}`;
}

const unitsOnly: Sql = sql`SELECT t.* REPLACE (least(t.first_contact, f.first_contact) AS first_contact) FROM imported.customers AS t
  LEFT JOIN (SELECT u.unit_id, min(c.first_contact) AS first_contact FROM ${units} AS u INNER JOIN imported.customers AS c ON c.customer_id = u.customer_id GROUP BY u.unit_id) AS f
    ON f.unit_id = t.customer_id
  WHERE t.customer_id NOT IN (SELECT customer_id FROM ${units} WHERE customer_id IS NOT NULL)`;

/**
 * What a choice of level would change: accounts with a parent, units over them, accounts joined, depth of the longest chain, unknown parents, accounts in
 * rings, and customers with an order before and after; one row of numbers.
 */
export const accountFacts: Sql = sql`SELECT CAST(count(*) AS DOUBLE) AS accounts, CAST(count(DISTINCT CASE WHEN problem IS NULL THEN unit_id END) AS DOUBLE) AS units,
    CAST(count(*) FILTER (WHERE problem IS NULL) AS DOUBLE) AS joined, CAST(coalesce(max(depth), 0) AS DOUBLE) AS depth,
    CAST(count(*) FILTER (WHERE problem = 'unknown-parent') AS DOUBLE) AS "unknownParents", CAST(count(*) FILTER (WHERE problem = 'cycle') AS DOUBLE) AS "inCycles",
    (SELECT CAST(count(DISTINCT customer_id) AS DOUBLE) FROM imported.orders WHERE kind = 'sale') AS before,
    (SELECT CAST(count(DISTINCT coalesce(l.unit_id, o.customer_id)) AS DOUBLE) FROM imported.orders o LEFT JOIN memory.account_level l ON l.customer_id = o.customer_id
      WHERE o.kind = 'sale') AS "after"
  FROM memory.account_level`;

/** The merge log by unit: id, parent, unit, depth, problem, with the account's own orders and amount as read. Accounts with a problem come first. */
export function mergeLog(limit?: number): Sql {
  return sql`SELECT l.customer_id AS id, l.parent_id AS parent, l.unit_id AS unit, CAST(l.depth AS DOUBLE) AS depth, l.problem, ${ownOrders}
    FROM memory.account_level l LEFT JOIN imported.orders o ON o.customer_id = l.customer_id AND o.kind = 'sale' GROUP BY ALL
    ORDER BY problem NULLS LAST, unit, depth, id ${limit === undefined ? sql`` : sql`LIMIT ${limit}`}`;
}

/** The accounts under one account, whatever the level in force, with their own orders and amounts; nearest first. */
export function accountsUnder(id: string): Sql {
  return sql`WITH RECURSIVE under AS (SELECT customer_id, parent_id, 1 AS depth FROM memory.account_level WHERE parent_id = ${id} AND problem IS DISTINCT FROM 'cycle'
      UNION ALL SELECT l.customer_id, l.parent_id, u.depth + 1 FROM under u INNER JOIN memory.account_level l ON l.parent_id = u.customer_id WHERE l.problem IS DISTINCT FROM 'cycle')
    SELECT u.customer_id AS id, u.parent_id AS parent, CAST(u.depth AS DOUBLE) AS depth, ${ownOrders}
    FROM under u LEFT JOIN imported.orders o ON o.customer_id = u.customer_id AND o.kind = 'sale' GROUP BY ALL ORDER BY depth, id`;
}

const ownOrders: Sql = sql`CAST(count(DISTINCT o.date) AS DOUBLE) AS orders, CAST(sum(o.net_amount) AS DOUBLE) AS amount`;
