import { identifier, join, sql, type Sql } from '#sql/sql.ts';

/** The tables that a build leaves behind. */
export const panelTables = [
  'panel',
  'stages',
  'alive_stages',
  'episodes',
  'customer_state',
  'stage_age_replicates',
  'stage_rhythm',
  'stage_season',
  'contract_ends',
  'analysis',
  'cost_ledger',
  'profit_steps',
  'seasonality',
  'choices',
  'ladder',
  'prospects',
  'customer_months',
  'two_periods',
  'purchase_days',
  'purchases',
  'purchase_facts',
  'customer_value',
] as const;

export type PanelTable = (typeof panelTables)[number];

/** Tables and views that exist while a build runs; the finished ones take their place at the end. */
export const scratch = {
  lines: identifier('building_lines'),
  days: identifier('building_days'),
  customers: identifier('building_customers'),
  decided: identifier('building_decided'),
  loyalty: identifier('building_loyalty'),
  valued: identifier('building_valued'),
} as const;

/** The unfinished form of a table that a build leaves behind. */
export function unfinished(table: PanelTable): Sql {
  return identifier(`building_${table}`);
}

/** Whole ten-thousandths of a DECIMAL(18,4). */
export function tenThousandths(expression: Sql): Sql {
  return sql`CAST((${expression}) * 10000 AS BIGINT)`;
}

/** Puts the unfinished tables in the place of the old ones, all or none. */
export function finish(): Sql {
  const swaps = panelTables.flatMap((table) => [
    sql`DROP TABLE IF EXISTS ${identifier(table)}`,
    sql`ALTER TABLE ${unfinished(table)} RENAME TO ${identifier(table)}`,
  ]);
  return join([sql`BEGIN`, ...swaps, sql`COMMIT`], '; ');
}

/** Removes everything unfinished. */
export function sweep(): Sql {
  const tables = [scratch.days, scratch.customers, scratch.decided, scratch.loyalty, scratch.valued, ...panelTables.map(unfinished)];
  return join([sql`DROP VIEW IF EXISTS ${scratch.lines}`, ...tables.map((table) => sql`DROP TABLE IF EXISTS ${table}`)], '; ');
}
