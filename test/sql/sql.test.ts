import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { duckdb } from '#sql/duckdb.ts';
import { outline } from '#sql/outline.ts';
import { identifier, join, type Sql, sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { openNodeEngine } from '../support/node-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const one = async (statement: Sql): Promise<{ name: string; value: unknown }> => {
  const { columns } = decode(await engine.query(statement));
  return { name: columns[0]!.name, value: columns[0]!.values[0] };
};
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string(),
  fc.constantFrom("'", "''", '"', '\\', ';--', '/*', '\n', '\u202e', '\u200b', 'a\0b', '$$', "\\'"),
);

describe('the tag', () => {
  test('any text is the literal that the parser reads back', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        expect((await one(sql`SELECT ${value} AS a`)).value).toBe(value);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  test('any name is the identifier that the parser reads back', async () => {
    await fc.assert(
      fc.asyncProperty(
        text.filter((value) => value !== '' && !value.includes('\0')),
        async (name) => {
          expect(await one(sql`SELECT ${identifier(name)} FROM (SELECT 1 AS ${identifier(name)})`)).toEqual({ name, value: 1 });
        },
      ),
      { seed: 20261122, numRuns: 300 },
    );
  });

  test('any finite number keeps its value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async (value) => {
        expect((await one(sql`SELECT CAST(${value} AS DOUBLE) AS a`)).value).toBe(value === 0 ? 0 : value);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  test('a list becomes a comma list, and pieces are joined', () => {
    expect(sql`a IN (${['x', "y'"]}) AND b IN (${[1, 2]})`.text).toBe("a IN ('x', 'y''') AND b IN (1, 2)");
    expect(join([sql`a`, sql`b`], ' AND ').text).toBe('a AND b');
  });

  test('what has no literal is refused', () => {
    expect(() => sql`${Number.NaN}`).toThrow(RangeError);
    expect(() => identifier('a\0b')).toThrow(RangeError);
  });
});

describe('outline', () => {
  test.each([
    ['select 1', 'SELECT', 8],
    [' -- x\n/* /* y */ ; */ With a', 'WITH', 28],
    ["select ';'; -- done", 'SELECT', 10],
    ['select "a;b" ;;', 'SELECT', 12],
    ['select $x$;$x$;', 'SELECT', 14],
    ['(select 1)', '', 10],
    ['', '', 0],
  ])('%s', (statement, firstWord, end) => {
    expect(outline(statement)).toEqual({ firstWord, end });
  });

  test('never throws and never ends outside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (statement) => {
        expect(outline(statement).end).toBeLessThanOrEqual(statement.length);
      }),
      { seed: 20261122 },
    );
  });
});

describe('the DuckDB dialect', () => {
  const stamp = sql`TIMESTAMP '2024-02-29 23:59:59'`;
  test.each([
    ['day', duckdb.day(stamp), 19782],
    ['month', duckdb.month(stamp), 19754],
    ['diffDays', duckdb.diffDays(duckdb.date('2024-02-28'), stamp), 1],
    ['diffDays backwards', duckdb.diffDays(duckdb.date('2024-03-01'), duckdb.date('2024-02-28')), -2],
    ['i64', duckdb.i64(sql`'12'`), 12],
  ])('%s', async (_, expression, expected) => {
    expect((await one(sql`SELECT ${expression} AS a`)).value).toBe(expected);
  });

  test('aggregates', async () => {
    const from = sql`FROM (VALUES (1, true), (2, false), (2, true)) t(n, b)`;
    expect((await one(sql`SELECT ${duckdb.countDistinct(sql`n`)} ${from}`)).value).toBe(2);
    expect((await one(sql`SELECT ${duckdb.countIf(sql`b`)} ${from}`)).value).toBe(2);
    expect((await one(sql`SELECT ${duckdb.sumIf(sql`n`, sql`b`)} ${from}`)).value).toBe(3);
    expect((await one(sql`SELECT ${duckdb.sumIf(sql`n`, sql`n > 5`)} ${from}`)).value).toBeNull();
  });
});
