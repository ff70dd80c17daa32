import type { Engine } from '#engine/engine.ts';
import { enterImported } from '#sql/imported.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import type { ChosenRemedy, Examination, Finding, Headline, LedgerEntry, Remedy } from './definition.ts';
import { asHeadline, headlineOf } from './headline.ts';
import { findings } from './index.ts';
import { labelFinding, labelHistory } from './stage-labels.ts';

/** The order lines as they were read, kept while a remedy is in force so that it can be taken back. */
export const asRead = 'orders_as_read';

/**
 * What is doubtful about the orders in the engine, with the headline numbers as they are and as each remedy would make them. Needs the tables
 * of an import and of its analysis. Throws what the engine throws.
 */
export async function examine(engine: Engine, signal?: AbortSignal): Promise<Examination> {
  const asked = new Asking(engine, signal);
  const headline = await asked.headline(sql`orders_all`);
  const found: Finding[] = [];
  for (const definition of findings) {
    const row = await asked.first(definition.detect);
    if (!row || Number(row.rows ?? 0) === 0) continue;
    const remedies: Finding['remedies'] = [];
    for (const remedy of definition.remedies) {
      const relation = remedied(sql`orders_all`, remedy, row);
      const rows = await asked.changed(remedy, row);
      if (rows > 0) remedies.push({ id: remedy.id, rows, after: await asked.headline(sql`(${relation})`) });
    }
    found.push({ id: definition.id, found: plain(row), serious: definition.serious(row), remedies });
  }
  const labels = labelFinding(await asked.rows(labelHistory));
  return { headline, findings: labels ? [...found, labels] : found };
}

/**
 * Puts chosen remedies into force, in their order, in place of those before; an empty list brings back the orders as they were read. What a remedy no
 * longer finds it does not change. The panel must be built anew afterwards. Throws what the engine throws; the orders are then as they were.
 */
export async function applyRemedies(engine: Engine, chosen: readonly ChosenRemedy[], signal?: AbortSignal): Promise<LedgerEntry[]> {
  const asked = new Asking(engine, signal);
  const kept = await asked.first(sql`SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = ${asRead}`);
  if (Number(kept?.n ?? 0) > 0)
    await asked.run(replaceOrders(sql`SELECT * FROM ${identifier(asRead)}`, [sql`DROP TABLE ${identifier(asRead)}`]));
  const ledger: LedgerEntry[] = [];
  for (const { finding, remedy: id } of chosen) {
    const definition = findings.find((candidate) => candidate.id === finding);
    const remedy = definition?.remedies.find((candidate) => candidate.id === id);
    const row = definition && (await asked.first(definition.detect));
    if (!definition || !remedy || !row || Number(row.rows ?? 0) === 0) continue;
    const rows = await asked.changed(remedy, row);
    const before = await asked.headline(sql`orders_all`);
    const keep = ledger.length === 0 ? [sql`CREATE OR REPLACE TABLE ${identifier(asRead)} AS SELECT * FROM orders_all`] : [];
    await asked.run(replaceOrders(remedied(sql`orders_all`, remedy, row), [], keep));
    ledger.push({ finding: definition.id, remedy: id, rows, before, after: await asked.headline(sql`orders_all`) });
  }
  return ledger;
}

/** `orders_all` with a remedy's columns in place of its own. */
function remedied(relation: Sql, remedy: Remedy, found: Row): Sql {
  const columns = Object.entries(remedy.columns(found)).map(([name, expression]) => sql`(${expression}) AS ${identifier(name)}`);
  return sql`SELECT * REPLACE (${join(columns)}) FROM ${relation}`;
}

/** One transaction that gives `orders_all` other rows; the view `orders` follows. */
function replaceOrders(select: Sql, after: readonly Sql[], before: readonly Sql[] = []): Sql {
  const steps = [
    ...before,
    sql`CREATE OR REPLACE TABLE orders_remedied AS ${select}`,
    sql`DROP VIEW IF EXISTS orders`,
    sql`DROP TABLE orders_all`,
    sql`ALTER TABLE orders_remedied RENAME TO orders_all`,
    sql`CREATE VIEW orders AS SELECT * FROM orders_all WHERE state = 'counted'`,
    ...after,
  ];
  return join([enterImported, sql`BEGIN TRANSACTION`, ...steps, sql`COMMIT`], '; ');
}

/** Questions to the engine with one signal. */
class Asking {
  readonly #engine: Engine;
  readonly #options: { signal?: AbortSignal };

  constructor(engine: Engine, signal: AbortSignal | undefined) {
    this.#engine = engine;
    this.#options = signal ? { signal } : {};
  }

  async first(statement: Sql): Promise<Row | undefined> {
    return (await this.rows<Row>(statement))[0];
  }

  /** Rows of a query whose columns are those of `Kind`. */
  async rows<Kind>(statement: Sql): Promise<Kind[]> {
    return rowsOf(decode(await this.#engine.query(statement, this.#options))) as unknown as Kind[];
  }

  run(statement: Sql): Promise<void> {
    return this.#engine.execute(statement, this.#options);
  }

  async headline(relation: Sql): Promise<Headline> {
    return asHeadline((await this.first(headlineOf(relation))) ?? {});
  }

  /** Rows that a remedy would change. */
  async changed(remedy: Remedy, found: Row): Promise<number> {
    const columns = Object.entries(remedy.columns(found)).map(
      ([name, expression]) => sql`${identifier(name)} IS DISTINCT FROM (${expression})`,
    );
    const row = await this.first(
      sql`SELECT count(*) FILTER (WHERE changed) AS n FROM (SELECT ${join(columns, ' OR ')} AS changed FROM orders_all)`,
    );
    return Number(row?.n ?? 0);
  }
}

/** Numbers and texts of a row; what is null is left out. */
function plain(row: Row): Record<string, number | string> {
  const entries = Object.entries(row).flatMap(([name, value]): [string, number | string][] => {
    if (value === null || value === undefined) return [];
    return [[name, typeof value === 'string' ? value : Number(value)]];
  });
  return Object.fromEntries(entries);
}
