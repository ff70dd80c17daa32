import { openNodeEngine } from '../support/node-engine.ts';
import type { Engine } from '#engine/engine.ts';
import { buildPanel, type PanelFacts, type PanelSettings } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { canonicalTables, duckdbTypes, type CanonicalTableName } from '#schema/canonical.ts';
import { identifier, join, sql, Sql } from '#sql/sql.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { statistics, statisticsOf } from '#statistics/index.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';

export type Records = Partial<Record<CanonicalTableName, Record<string, string | number | boolean | null | undefined>[]>>;

let opened: Promise<Engine> | undefined;

/** The engine of this test file with the canonical tables holding what is given; an order line is a counted sale unless it says otherwise. */
export async function engineWith(records: Records): Promise<Engine> {
  opened ??= openNodeEngine();
  const engine = await opened;
  await fill(engine, records);
  return engine;
}

async function fill(engine: Engine, records: Records): Promise<void> {
  await engine.execute(sql`ATTACH IF NOT EXISTS ':memory:' AS imported`);
  for (const { name, columns } of canonicalTables) {
    const types = columns.map((column) => sql`${identifier(column.name)} ${new Sql(duckdbTypes[column.type])}`);
    const table = sql`imported.${identifier(name === 'orders' ? 'orders_all' : name)}`;
    await engine.execute(sql`CREATE OR REPLACE TABLE ${table} (${join(types)})`);
    if (name === 'orders')
      await engine.execute(sql`CREATE OR REPLACE VIEW imported.orders AS SELECT * FROM ${table} WHERE state = 'counted'`);
    await engine.execute(sql`CREATE OR REPLACE VIEW ${identifier(name)} AS SELECT * FROM imported.${identifier(name)}`);
    for (const given of records[name] ?? []) {
      const record = name === 'orders' ? { kind: 'sale', state: 'counted', ...given } : given;
      const values = Object.values(record).map((value) => sql`${value ?? null}`);
      await engine.execute(sql`INSERT INTO ${table} (${join(Object.keys(record).map(identifier))}) VALUES (${join(values)})`);
    }
  }
}

export interface Analysis {
  facts: PanelFacts;
  statistics: StatisticTables;
}

/** The panel of what the engine holds, without any statistic. */
export function build(engine: Engine, settings: PanelSettings = {}): Promise<PanelFacts> {
  return buildPanel({ engine, settings, runStagePass: stagePass });
}

/** The panel of what the engine holds, and the statistics of these tables; every one when they are left out, which takes many times as long. */
export async function analyse(engine: Engine, settings: PanelSettings = {}, tables?: readonly string[]): Promise<Analysis> {
  const facts = await build(engine, settings);
  const wanted = tables ? statisticsOf(tables) : statistics;
  return { facts, statistics: await computeStatistics(engine, wanted, { asOf: facts.asOf }, new AbortController().signal) };
}

/** Rows of a query. */
export async function ask(engine: Engine, statement: Sql): Promise<Row[]> {
  return rowsOf(decode(await engine.query(statement))).map((row) => ({ ...row }));
}

/** An order line of one customer. */
export function sale(
  customer: string | null,
  date: string,
  amount: number,
  more: Record<string, string | number> = {},
): Record<string, string | number | null> {
  return { order_id: `${customer} ${date}`, customer_id: customer, date, net_amount: amount, ...more };
}
