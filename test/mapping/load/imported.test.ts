import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { inImported } from '#mapping/load/imported.ts';
import { canonicalTables, duckdbTypes } from '#schema/canonical.ts';
import { encodeTexts } from '#table/arrow-text.ts';
import { openNodeEngine } from '../../support/node-engine.ts';
import { importTexts, rows } from '../support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

function orders(from: number, count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `A${from + index},C${(from + index) % 97},2024-01-05,${index % 50}.50`);
  return ['order_id,customer_id,date,net_amount', ...lines].join('\n');
}

/** How the values of each column are stored, of all its segments. */
async function storage(table: string): Promise<Map<string, string[]>> {
  const found = await rows(
    engine,
    `SELECT column_name AS name, list(DISTINCT compression)::VARCHAR AS kinds FROM pragma_storage_info('${table}') WHERE segment_type <> 'VALIDITY' GROUP BY 1`,
  );
  return new Map(found.map(({ name, kinds }) => [String(name), String(kinds).replace(/[[\]]/g, '').split(', ')]));
}

describe('the tables of an import', () => {
  test('columns that no file carries take no room, however many files there are', async () => {
    await importTexts(engine, { 'a.csv': orders(0, 3000), 'b.csv': orders(3000, 3000), 'c.csv': orders(6000, 10) });
    const kinds = await storage('imported.orders_all');
    expect(await rows(engine, 'SELECT count(*) AS n, sum(net_amount)::DOUBLE AS total FROM orders')).toEqual([{ n: 6010, total: 150050 }]);
    for (const absent of ['unit_price', 'due_date', 'ordered_at']) expect(kinds.get(absent), absent).toEqual(['Constant']);
    for (const [name, kind] of kinds) expect(kind, name).not.toContain('Uncompressed');
  });

  test('show every canonical column, in its order and of its type, in the main database', async () => {
    await importTexts(engine, { 'a.csv': orders(0, 5) });
    for (const { name, columns } of canonicalTables) {
      for (const view of name === 'orders' ? ['orders', 'orders_all'] : [name]) {
        expect(
          await rows(
            engine,
            `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE database_name = 'memory' AND table_name = '${view}' ORDER BY column_index`,
          ),
        ).toEqual([
          ...columns.map((column) => ({ name: column.name, type: duckdbTypes[column.type] })),
          { name: '_file', type: 'VARCHAR' },
          { name: '_line', type: 'INTEGER' },
        ]);
      }
    }
  });

  test('leave nothing of the way there behind', async () => {
    await importTexts(engine, { 'a.csv': orders(0, 5) });
    const tables = await rows(engine, 'SELECT database_name AS place, table_name AS name FROM duckdb_tables() ORDER BY ALL');
    expect(tables.filter(({ place }) => place === 'memory')).toEqual([]);
    expect(tables.map(({ name }) => String(name)).filter((name) => /staging|typed|values|importing|gathered|repeated/.test(name))).toEqual(
      [],
    );
  });
});

describe('what is loaded in several portions', () => {
  const rowsOfChunk = 3000;
  /** 15 MB of text */
  function chunk(at: number): Uint8Array {
    const offsets = Int32Array.from({ length: rowsOfChunk + 1 }, (_, index) => index * 5000);
    const bytes = new Uint8Array(rowsOfChunk * 5000).fill(97 + at);
    return encodeTexts({ name: '_line', values: Int32Array.from({ length: rowsOfChunk }, (_, index) => at * rowsOfChunk + index) }, [
      { name: 'c0', offsets, bytes },
    ]);
  }

  test('is all there, in its order', async () => {
    await inImported(engine).load('portions', [0, 1, 2, 3, 4].map(chunk));
    expect(
      await rows(engine, 'SELECT left(c0, 1) AS letter, count(*) AS n, min(_line) AS first FROM imported.portions GROUP BY 1 ORDER BY 1'),
    ).toEqual([...'abcde'].map((letter, at) => ({ letter, n: rowsOfChunk, first: at * rowsOfChunk })));
    expect(
      await rows(
        engine,
        'SELECT count(*) AS n FROM (SELECT _line, row_number() OVER () AS nth FROM imported.portions) WHERE nth <> _line + 1',
      ),
    ).toEqual([{ n: 0 }]);
  });

  test('is gone when it breaks off', async () => {
    function* broken(): Generator<Uint8Array> {
      for (const at of [0, 1, 2]) yield chunk(at);
      throw new RangeError('broken off');
    }
    await expect(inImported(engine).load('broken', broken())).rejects.toThrow();
    const control = new AbortController();
    function* stopped(): Generator<Uint8Array> {
      for (const at of [0, 1, 2]) yield chunk(at);
      control.abort();
    }
    await expect(inImported(engine).load('broken', stopped(), { signal: control.signal })).rejects.toThrow();
    expect(await rows(engine, "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%broken%'")).toEqual([]);
  });
});
