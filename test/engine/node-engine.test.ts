import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { sql } from '#sql/sql.ts';
import { decode, encode } from '#table/arrow.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import { openNodeEngine } from '../support/node-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (thrown: unknown) => (thrown instanceof CodedError ? thrown.code : String(thrown)),
  );
const numbers = (values: number[]): Uint8Array => encode({ rowCount: values.length, columns: [{ name: 'n', kind: 'number', values }] });
const rows = async (text: ReturnType<typeof sql>): Promise<unknown[]> =>
  rowsOf(decode(await engine.query(text))).map((row) => ({ ...row }));

test('the engine says itself that it is locked', async () => {
  expect(engine.capabilities).toMatchObject({ locked: true, cancels: true, engine: 'duckdb-wasm', version: 'v1.4.3' });
  expect(await codeOf(engine.execute(sql`SET lock_configuration=false`))).toBe('sql/forbidden');
});

describe('statements of ours', () => {
  test('several statements run in order', async () => {
    await engine.execute(sql`CREATE TABLE several (n INTEGER); INSERT INTO several VALUES (1); INSERT INTO several VALUES (2)`);
    expect(await rows(sql`SELECT sum(n) AS total FROM several`)).toEqual([{ total: 3 }]);
  });

  test('a stream arrives as complete chunks that hold every row once', async () => {
    let total = 0;
    let chunks = 0;
    for await (const chunk of engine.stream(sql`SELECT range AS n FROM range(300000)`)) {
      total += decode(chunk).rowCount;
      chunks += 1;
    }
    expect(total).toBe(300_000);
    expect(chunks).toBeGreaterThan(1);
  });

  test('a stream without rows still tells its columns', async () => {
    const tables = [];
    for await (const chunk of engine.stream(sql`SELECT 1 AS a WHERE false`)) tables.push(decode(chunk));
    expect(tables).toMatchObject([{ rowCount: 0, columns: [{ name: 'a' }] }]);
  });

  test('a stream that is left early leaves the engine usable', async () => {
    for await (const _ of engine.stream(sql`SELECT range AS n FROM range(10000000)`)) break;
    expect(await rows(sql`SELECT 42 AS a`)).toEqual([{ a: 42 }]);
  });

  test('an aborted query ends with engine/canceled and the next one works', async () => {
    const controller = new AbortController();
    const running = codeOf(engine.query(sql`SELECT sum(range) FROM range(30000000000)`, { signal: controller.signal }));
    setImmediate(() => controller.abort());
    expect(await running).toBe('engine/canceled');
    expect(await rows(sql`SELECT 42 AS a`)).toEqual([{ a: 42 }]);
  });
});

describe('load', () => {
  test('chunks become one table, and a second load replaces it', async () => {
    await engine.load('loaded', [numbers([1, 2]), numbers([3])]);
    expect(await rows(sql`SELECT sum(n) AS total FROM loaded`)).toEqual([{ total: 6 }]);
    await engine.load('loaded', [numbers([10])]);
    expect(await rows(sql`SELECT sum(n) AS total FROM loaded`)).toEqual([{ total: 10 }]);
  });

  test('chunks stay usable by whoever gave them', async () => {
    const chunk = numbers([5]);
    await engine.load('kept_bytes', [chunk]);
    expect(decode(chunk).rowCount).toBe(1);
  });

  test('a source that fails half way leaves the old table and nothing else', async () => {
    await engine.load('steady', [numbers([1])]);
    const failing = function* (): Generator<Uint8Array> {
      yield numbers([2]);
      throw new CodedError('import/interrupted');
    };
    expect(await codeOf(engine.load('steady', failing()))).toBe('import/interrupted');
    expect(await rows(sql`SELECT n FROM steady`)).toEqual([{ n: 1 }]);
    expect(await rows(sql`SELECT count(*) AS n FROM duckdb_tables() WHERE table_name LIKE 'arriving%'`)).toEqual([{ n: 0 }]);
  });

  test('columns without rows make an empty table', async () => {
    await engine.load('hollow', [numbers([])]);
    expect(await rows(sql`SELECT count(*) AS n FROM hollow`)).toEqual([{ n: 0 }]);
  });
});

describe('text from a person', () => {
  beforeAll(() => engine.execute(sql`CREATE OR REPLACE TABLE precious AS SELECT range AS n FROM range(10)`));

  test.each([
    ['select 1; drop table precious', 'sql/several-statements'],
    ['drop table precious', 'sql/not-a-select'],
    ['insert into precious values (1)', 'sql/not-a-select'],
    ['with x as (select 1 as n) insert into precious select n from x', 'sql/not-a-select'],
    ['with x as (delete from precious returning n) select * from x', 'sql/not-a-select'],
    ['pragma database_list', 'sql/not-a-select'],
    ['set memory_limit = 1', 'sql/not-a-select'],
    ['set variable x = 1', 'sql/not-a-select'],
    ["attach ':memory:' as other", 'sql/not-a-select'],
    ["copy precious to 'out/x.csv'", 'sql/not-a-select'],
    ['install json', 'sql/not-a-select'],
    ['load json', 'sql/not-a-select'],
    ['call duckdb_settings()', 'sql/not-a-select'],
    ['explain select 1', 'sql/not-a-select'],
    ['describe precious', 'sql/not-a-select'],
    ['create table other as select 1', 'sql/not-a-select'],
    ['/* select */ drop table precious -- select', 'sql/not-a-select'],
    ['checkpoint', 'sql/not-a-select'],
    ['', 'sql/empty'],
    [' ; -- nothing\n', 'sql/empty'],
    ["select * from read_csv('https://example.com/x.csv')", 'sql/forbidden'],
    ["select * from read_text('/etc/passwd')", 'sql/forbidden'],
    ["select * from read_blob('data/../secret')", 'sql/forbidden'],
    ["select * from glob('*')", 'sql/forbidden'],
    ["select * from 'orders.csv'", 'sql/forbidden'],
    ["select * from query('drop table precious')", 'sql/syntax'],
    ["select * from read_parquet('data/x.parquet')", 'sql/extension-needed'],
    ["select timestamp '2020-01-01' at time zone 'Europe/Berlin'", 'sql/extension-needed'],
    ['select n from precious order by n::text collate de', 'sql/extension-needed'],
    ['select current_date', 'sql/extension-needed'],
    [`select 1${'+1'.repeat(2000)}`, 'sql/syntax'],
    ['select 1 frm precious x', 'sql/syntax'],
    ['select * from nowhere', 'sql/unknown-table'],
    ['select m from precious', 'sql/unknown-column'],
    ['select nonsense(n) from precious', 'sql/unknown-function'],
    ["select cast('x' as int) from precious", 'sql/conversion'],
  ])('%s -> %s', async (text, code) => {
    expect(await codeOf(engine.select(text))).toBe(code);
    expect(await codeOf(engine.keepView('kept_by_a_person', text))).toBe(code === 'sql/conversion' ? 'no error' : code);
    expect(await rows(sql`SELECT count(*) AS n FROM precious`)).toEqual([{ n: 10 }]);
  });

  test('text longer than a cell may hold is refused', async () => {
    expect(await codeOf(engine.select(`select '${'x'.repeat(100_001)}'`))).toBe('sql/too-long');
  });

  test.each([
    ['select 1 as a', 1],
    ['  -- why\n with x as (select 2 as a) select a from x;', 2],
    ["/* /* nested */ */ SELECT 3 AS a ; -- done '", 3],
    ["select length(e'\\';') as a;", 2],
    ['select length($q$;drop$q$) as a', 5],
    ["select ';' = ';' as a", true],
  ])('%s is a query', async (text, answer) => {
    const table = await engine.select(text);
    expect(columnOf(table, 'a').values[0]).toBe(answer);
  });

  test('a mistake has its place in the text, also behind wide characters', async () => {
    const text = "select '客户',\n  n, '订单', mistake from precious";
    const error = await engine.select(text).catch((thrown: unknown) => thrown as CodedError);
    expect(error).toBeInstanceOf(CodedError);
    const { position, parameters } = error as CodedError;
    expect(text.slice(position?.start, position?.end)).toBe('mistake');
    expect(parameters).toEqual({ name: 'mistake' });
  });

  test('a mistake far along a long line is found too', async () => {
    const text = `select ${'n + '.repeat(60)} mistake, ${'n + '.repeat(60)} n from precious`;
    const error = (await engine.select(text).catch((thrown: unknown) => thrown)) as CodedError;
    expect(text.slice(error.position?.start, error.position?.end)).toBe('mistake');
  });

  test('a result ends at its limit', async () => {
    const table = await engine.select('select range as n from range(10000000)', { limit: 2500 });
    expect(table.rowCount).toBe(2500);
    expect(columnOf(table, 'n').values).toHaveLength(2500);
  });

  test('parameters are values with types', async () => {
    const table = await engine.select('select ? as a, ? as b, ? as c, ? as d, ? as e', {
      parameters: ["o'clock; drop table precious", 3, 0.1, true, null],
    });
    expect(table.columns.map((column) => column.values[0])).toEqual(["o'clock; drop table precious", 3, 0.1, true, null]);
  });

  test('columns of one name both arrive', async () => {
    expect((await engine.select('select 1 a, 2 a')).columns.map((column) => column.values[0])).toEqual([1, 2]);
  });

  test('enums arrive as their text, with and without parameters, beside columns of one name', async () => {
    const text = "select 'b'::enum('a', 'b') as e, 1 as e, n from precious where n > 7 order by n desc";
    const values = (table: Awaited<ReturnType<typeof engine.select>>): unknown[] =>
      table.columns.map((column) => [column.name, column.values[0]]);
    const expected = [
      ['e', 'b'],
      ['e', 1],
      ['n', 9],
    ];
    expect(values(await engine.select(text))).toEqual(expected);
    expect(values(await engine.select(text.replace('7', '?'), { parameters: [7] }))).toEqual(expected);
  });

  test('a kept view can be named by later text', async () => {
    await engine.keepView('evens', 'select n from precious where n % 2 = 0; -- even');
    expect((await engine.select('select n from evens')).rowCount).toBe(5);
  });

  test('variables reach every later call with their type', async () => {
    await engine.setVariable('rate', 0.1);
    await engine.setVariable('say "x"', "it's");
    await engine.setVariable('count', 3);
    const table = await engine.select(
      `select getvariable('rate') * 2 as a, getvariable('say "x"') as b, typeof(getvariable('count')) as c, typeof(getvariable('rate')) as d`,
    );
    expect(table.columns.map((column) => column.values[0])).toEqual([0.2, "it's", 'BIGINT', 'DOUBLE']);
  });
});
