import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { canonicalTables, duckdbTypes } from '#schema/canonical.ts';
import { decode } from '#table/arrow.ts';
import type { Column } from '#table/table.ts';
import type { Step } from './recording.ts';

const kinds = { number: 'DOUBLE', text: 'VARCHAR', boolean: 'BOOLEAN', date: 'DATE', timestamp: 'TIMESTAMP' } as const;

/** The type of a column of ours in the peer; whole numbers are BIGINT. */
function typeOf({ kind, values }: Column): string {
  return kind === 'number' && Array.prototype.every.call(values, (value) => value === null || Number.isInteger(value))
    ? 'BIGINT'
    : kinds[kind];
}

/** Native DuckDB in this process with one thread: the peer. */
export async function openNative(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  return instance.connect();
}

/** Milliseconds that a statement takes until its whole result stands in memory; nothing is turned into JavaScript values. */
export async function time(native: DuckDBConnection, text: string): Promise<number> {
  const started = performance.now();
  await native.run(text);
  return performance.now() - started;
}

/** The canonical tables where ours stand, in a database of their own with views of it, all empty but `orders`, which come from the file. Answers the milliseconds of reading and casting it. */
export async function loadCanonical(native: DuckDBConnection, path: string): Promise<number> {
  await native.run("ATTACH ':memory:' AS imported");
  for (const { name, columns } of canonicalTables) {
    const table = name === 'orders' ? 'orders_all' : name;
    await native.run(
      `CREATE TABLE imported.${table} (${columns.map((column) => `"${column.name}" ${duckdbTypes[column.type]}`).join(', ')})`,
    );
  }
  const read = await time(
    native,
    `INSERT INTO imported.orders_all BY NAME SELECT order_id, customer_id, CAST(date AS DATE) AS date, CAST(net_amount AS DECIMAL(18,4)) AS net_amount,
       CAST(qty AS DECIMAL(18,4)) AS qty, CAST(cogs AS DECIMAL(18,4)) AS cogs, 'sale' AS kind, 'counted' AS state
     FROM read_csv('${path}', all_varchar = true, header = true)`,
  );
  await native.run("CREATE VIEW imported.orders AS SELECT * FROM imported.orders_all WHERE state = 'counted'");
  for (const name of ['orders_all', ...canonicalTables.map((table) => table.name)])
    await native.run(`CREATE VIEW memory.${name} AS SELECT * FROM imported.${name}`);
  return read;
}

/** Does everything in `steps` again; answers the milliseconds of each. What was loaded from outside is appended and not timed. */
export async function replay(native: DuckDBConnection, steps: Step[]): Promise<number[]> {
  const times: number[] = [];
  for (const step of steps) {
    if (step.kind === 'load') await append(native, step.text, step.chunks ?? []);
    times.push(step.kind === 'load' ? 0 : await time(native, step.text));
  }
  return times;
}

async function append(native: DuckDBConnection, name: string, chunks: Uint8Array[]): Promise<void> {
  for (const [index, bytes] of chunks.entries()) {
    const { columns, rowCount } = decode(bytes);
    const types = columns.map(typeOf);
    const definitions = columns.map((column, place) => `"${column.name}" ${types[place]}`).join(', ');
    if (index === 0) await native.run(`CREATE OR REPLACE TABLE "${name}" (${definitions})`);
    const appender = await native.createAppender(name);
    for (let row = 0; row < rowCount; row++) {
      for (const [place, { values }] of columns.entries()) {
        const value = values[row] ?? null;
        if (value === null) appender.appendNull();
        else if (typeof value === 'number' && types[place] === 'BIGINT') appender.appendBigInt(BigInt(value));
        else if (typeof value === 'number') appender.appendDouble(value);
        else if (typeof value === 'boolean') appender.appendBoolean(value);
        else appender.appendVarchar(value);
      }
      appender.endRow();
    }
    appender.closeSync();
  }
}
