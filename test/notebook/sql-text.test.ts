import { describe, expect, test } from 'vitest';
import { compileParameters, parametersIn, tablesIn } from '#notebook/sql-text.ts';

describe('parameters in SQL', () => {
  test('$name reads the variable of that name', () => {
    expect(compileParameters('select * from orders limit $Horizon')).toBe("select * from orders limit getvariable('horizon')");
    expect(parametersIn('select $a + $b + $a')).toEqual(['a', 'b']);
  });

  test.each([
    ["'costs $horizon'", 'a string'],
    ["'it''s $horizon'", 'a string with a doubled quote'],
    ["e'it\\'s $horizon'", 'an escape string'],
    ['"$horizon"', 'a quoted name'],
    ['-- $horizon', 'a line comment'],
    ['/* a /* $horizon */ $horizon */', 'a nested comment'],
    ['$$ $horizon $$', 'dollar quotes'],
    ['$tag$ $horizon $$ $tag$', 'tagged dollar quotes'],
    ['$1', 'a numbered parameter'],
  ])('%s stays as it is: %s', (text) => {
    expect(compileParameters(`select ${text}`)).toBe(`select ${text}`);
    expect(parametersIn(`select ${text}`)).toEqual([]);
  });

  test('in any script', () => {
    expect(compileParameters('select $期限')).toBe("select getvariable('期限')");
  });
});

describe('tables that SQL reads', () => {
  test.each([
    ['select * from a', ['a']],
    ['select * from a, b as x, "c d" join e on a.i = e.i, f', ['a', 'b', 'c d', 'e', 'f']],
    ['with a as (select * from b) select * from a', ['b']],
    ['with recursive a(x, y) as materialized (select * from b) select * from a join c using (x, y)', ['b', 'c']],
    ['select revenue, date from orders where revenue in (select revenue from x) order by date', ['orders', 'x']],
    ['select * from (a join b on true)', ['a', 'b']],
    ['select * from (values (1, 2), (3, 4)) t, b', ['b']],
    ['select * from range(10) as r, b', ['b']],
    ['select * from memory.main.a', ['a']],
    ["select 'from a' /* from b */ -- from c\nfrom d", ['d']],
    ['select extract(year from date) from a', ['date', 'a']],
    ['from a select x, y', ['a']],
    ['summarize a', ['a']],
    ['select * from a union all select * from b', ['a', 'b']],
    ['', []],
  ])('%s', (text, tables) => {
    expect(tablesIn(text)).toEqual(tables);
  });

  test('a hundred thousand characters of anything are read in a moment', () => {
    const started = performance.now();
    for (const part of ['(', "'", '$', '$a$', '/*', '"', 'from a,', 'a as (', "e'\\"]) tablesIn(part.repeat(100_000 / part.length));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
