import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import { startEngine, type RestartingEngine } from '#engine/duckdb-wasm/start.ts';
import type { Engine } from '#engine/engine.ts';
import { sql } from '#sql/sql.ts';
import { decode, encode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';

const numbers = (values: number[]): Uint8Array => encode({ rowCount: values.length, columns: [{ name: 'n', kind: 'number', values }] });
const rows = async (on: Engine, text: ReturnType<typeof sql>): Promise<unknown[]> =>
  rowsOf(decode(await on.query(text))).map((row) => ({ ...row }));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (thrown: unknown) => (thrown instanceof CodedError ? thrown.code : String(thrown)),
  );

let engine: RestartingEngine;
const fractions: (number | null)[] = [];
const crashes: string[] = [];

beforeAll(async () => {
  engine = await startEngine({ onProgress: (fraction) => fractions.push(fraction), onCrash: (reason) => crashes.push(reason.code) });
}, 60_000);
afterAll(() => engine.close());

test('the start tells how much has arrived and ends with a locked engine', () => {
  expect(fractions.length).toBeGreaterThan(1);
  expect(fractions.at(-1)).toBe(1);
  expect(fractions).toEqual(fractions.toSorted((a, b) => Number(a) - Number(b)));
  expect(engine.capabilities).toEqual({ cancels: true, locked: true, engine: 'duckdb-wasm', version: 'v1.4.3' });
});

test.each([
  'SET lock_configuration=false',
  'SET enable_external_access=true',
  "SET allowed_directories=['/']",
  'RESET enable_external_access',
  'SET autoload_known_extensions=true',
  "PRAGMA memory_limit='8GB'",
])('%s is refused in a locked engine, whoever asks', async (text) => {
  const { Sql } = await import('#sql/sql.ts');
  expect(await codeOf(engine.execute(new Sql(text)))).toBe('sql/forbidden');
});

test.each([
  "select * from read_csv('https://collector.example/x')",
  "select * from read_text('data/../x')",
  "select * from read_blob('/x')",
])('%s is refused without an attempt', async (text) => {
  performance.clearResourceTimings();
  expect(await codeOf(engine.select(text))).toBe('sql/forbidden');
  expect(performance.getEntriesByType('resource')).toEqual([]);
});

describe('cancellation', () => {
  test('a cross join stops when its signal fires, and the next query works', async () => {
    const controller = new AbortController();
    const running = codeOf(
      engine.query(sql`SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b WHERE a.range <> b.range`, {
        signal: controller.signal,
      }),
    );
    await rows(engine, sql`SELECT 1 AS a`);
    controller.abort();
    expect(await running).toBe('engine/canceled');
    expect(await rows(engine, sql`SELECT 42 AS a`)).toEqual([{ a: 42 }]);
    expect(crashes).toEqual([]);
  });

  test('a call that is aborted before it begins does nothing', async () => {
    expect(await codeOf(engine.execute(sql`CREATE TABLE never (n INTEGER)`, { signal: AbortSignal.abort() }))).toBe('engine/canceled');
    expect(await codeOf(engine.select('select * from never'))).toBe('sql/unknown-table');
  });
});

describe('load', () => {
  test('the second load replaces the first at its end', async () => {
    await engine.load('swapped', [numbers([1, 2])]);
    const slow = async function* (): AsyncGenerator<Uint8Array> {
      yield numbers([10]);
      expect(await rows(engine, sql`SELECT sum(n) AS total FROM swapped`)).toEqual([{ total: 3 }]);
      yield numbers([20]);
    };
    await engine.load('swapped', slow());
    expect(await rows(engine, sql`SELECT sum(n) AS total FROM swapped`)).toEqual([{ total: 30 }]);
  });
});

test('variables are seen by every later call', async () => {
  await engine.setVariable('remembered', 7);
  expect(await rows(engine, sql`SELECT getvariable('remembered') AS kept`)).toEqual([{ kept: 7 }]);
});

test('an abort while the source of a load is slow leaves the engine alone', async () => {
  const controller = new AbortController();
  const slow = async function* (): AsyncGenerator<Uint8Array> {
    yield numbers([1]);
    controller.abort();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    yield numbers([2]);
  };
  expect(await codeOf(engine.load('slow_source', slow(), { signal: controller.signal }))).toBe('engine/canceled');
  expect(crashes).toEqual([]);
  expect(await codeOf(engine.select('select * from slow_source'))).toBe('sql/unknown-table');
});

test('what the engine cannot give as a plain value arrives as text, and nothing throws', async () => {
  const table =
    await engine.select(`select interval 1 day as a, 1::decimal(38,30) as b, time '24:00:00' as c, timestamp '290000-01-01' as d,
    date 'infinity' as e, timestamp '-infinity' as f, 'nan'::double as g, 9007199254740993::bigint as h, 123456789012345678901234567890::hugeint as i,
    1.5::decimal(4,1) as j, sum(7) as k, uuid '00000000-0000-0000-0000-000000000001' as l, 'x'::enum('x', 'y') as m, true as n, [1.5::decimal(4,1)] as o,
    {'p': 5::bigint} as p, date '2024-02-29' as q, timestamp '0001-01-01' as r, 'ab'::blob as s, null as t`);
  const found = Object.fromEntries(table.columns.map(({ name, values }) => [name, values[0]]));
  expect(found).toMatchObject({
    a: '1 days',
    b: 1,
    c: '24:00:00',
    e: 'infinity',
    f: '-infinity',
    g: null,
    h: '9007199254740993',
    i: '123456789012345678901234567890',
    j: 1.5,
    k: 7,
    l: '00000000-0000-0000-0000-000000000001',
    m: 'x',
    n: true,
    o: '[1.5]',
    p: '{"p":5}',
    q: 19782,
    r: -62135596800000,
    t: null,
  });
  expect(found['d']).toBeGreaterThan(9e15);
});
