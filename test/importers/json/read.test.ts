import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { parseJson, textOf } from '#importers/json/parse.ts';
import { readAs } from '../typed/support.ts';

const read = (text: string | Uint8Array<ArrayBuffer>) => readAs('json', text);

describe('parsing', () => {
  test('agrees with JSON.parse on every document, and writes it back', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(JSON.parse(textOf(parseJson(spaced)))).toEqual(JSON.parse(text));
      }),
      { numRuns: 500, seed: 1 },
    );
  });
  test('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: fc.constantFrom(...'{}[]",:01.eE+-tnul\\ ') }), fc.string()), (text) => {
        let sound = true;
        try {
          JSON.parse(text);
        } catch {
          sound = false;
        }
        if (sound) expect(() => parseJson(text)).not.toThrow();
        else expect(() => parseJson(text)).toThrow(SyntaxError);
      }),
      { numRuns: 3000, seed: 2 },
    );
  });
  test('nesting has an end', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow(SyntaxError);
  });
});

describe('forms', () => {
  const rows = [
    ['1', '1.10'],
    ['12345678901234567890', ''],
  ];
  test.each([
    ['list', '[{"id":1,"amount":1.10},{"id":12345678901234567890}]'],
    ['lines', '{"id":1,"amount":1.10}\n{"id":12345678901234567890}\n'],
    ['lines with a blank one and CRLF', '{"id":1,"amount":1.10}\r\n\r\n{"id":12345678901234567890}'],
    ['list inside', '{"ok":true,"data":{"orders":[{"id":1,"amount":1.10},{"id":12345678901234567890}]}}'],
    ['columns', '{"id":[1,12345678901234567890],"amount":[1.10,null]}'],
    ['columns by row number', '{"id":{"0":1,"1":12345678901234567890},"amount":{"0":1.10,"1":null}}'],
    ['byte-order mark', '\ufeff[{"id":1,"amount":1.10},{"id":12345678901234567890}]'],
  ])('%s', async (_, text) => {
    const { shape, rows: found } = await read(text);
    expect(shape.columns).toEqual(['id', 'amount']);
    expect(found).toEqual(rows);
  });
  test.each(['utf-16le', 'utf-16be'])('%s', async (encoding) => {
    const bytes = new Uint8Array(iconv.encode('[{"名":"茶"}]', encoding, { addBOM: true }));
    expect((await read(bytes)).rows).toEqual([['茶']]);
  });
  test('gzip', async () => {
    expect((await read(new Uint8Array(gzipSync('{"a":1}\n{"a":2}\n')))).rows).toEqual([['1'], ['2']]);
  });
  test('the list that was taken is told', async () => {
    const { shape } = await read('{"few":[{"a":1}],"page":{"many":[{"b":1},{"b":2}]}}');
    expect(shape.notes).toEqual([{ code: 'json_path', parameters: { path: 'page.many' } }]);
  });
});

describe('shape of records', () => {
  test('objects within are flattened, lists of plain values are text, null is empty', async () => {
    const { shape, rows } = await read('[{"a":{"b":{"c":1}},"tags":["x",1.0]},{"a":{"b":null},"ok":true}]');
    expect(shape.columns).toEqual(['a.b.c', 'tags', 'a.b', 'ok']);
    expect(rows).toEqual([
      ['1', '["x",1.0]', '', ''],
      ['', '', '', 'true'],
    ]);
  });
  test('the list of lines is taken apart, each element a record of its own', async () => {
    const { shape, rows, lines, summary } = await read('[{"id":1,"line_items":[{"sku":"a"},{"sku":"b"}]},{"id":2,"line_items":[]},7]');
    expect(shape.columns).toEqual(['id', 'line_items.sku']);
    expect(rows).toEqual([
      ['1', 'a'],
      ['1', 'b'],
      ['2', ''],
    ]);
    expect(lines).toEqual([1, 2, 3]);
    expect(summary).toEqual({ records: 4, rows: 3, notRecords: 0, rejected: 1 });
    expect(shape.notes).toEqual([{ code: 'exploded', parameters: { path: 'line_items', records: 2, rows: 2 } }]);
  });
  test('names that are special to JavaScript are names like any other', async () => {
    const { shape, rows } = await read('[{"__proto__":{"x":1},"constructor":2,"toString":3}]');
    expect(shape.columns).toEqual(['__proto__.x', 'constructor', 'toString']);
    expect(rows).toEqual([['1', '2', '3']]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
  test('a field with a point beside an object: both arrive', async () => {
    const { shape, rows } = await read('[{"a.b":1,"a":{"b":2}}]');
    expect(shape.columns).toEqual(['a.b', 'a.b (2)']);
    expect(rows).toEqual([['1', '2']]);
  });
});

describe('what is not a record is listed with its place', () => {
  test('damaged lines', async () => {
    const { rows, rejected, summary } = await read('{"a":1}\n{"a":\n3\n{"a":4}\n{"a":5}\n');
    expect(rows).toEqual([['1'], ['4'], ['5']]);
    expect(rejected.map(({ line, rule }) => [line, rule])).toEqual([
      [2, 'json'],
      [3, 'not-an-object'],
    ]);
    expect(summary).toEqual({ records: 5, rows: 3, notRecords: 0, rejected: 2 });
  });
  test('elements of a list', async () => {
    const { rejected } = await read('[{"a":1},2,"x",{"a" 3}]');
    expect(rejected.map(({ line, rule }) => [line, rule])).toEqual([
      [2, 'not-an-object'],
      [3, 'not-an-object'],
      [4, 'json'],
    ]);
  });
  test.each([
    ['cut list', '[{"a":1},{"a":', 'import/damaged'],
    ['something behind', '[{"a":1}] x', 'import/damaged'],
    ['empty', '  ', 'import/empty'],
    ['no object', '[1,2]', 'import/no-records'],
    ['cut object', '{"a":[{"b":1}', 'import/damaged'],
    ['ids as fields', `[{${Array.from({ length: 2500 }, (_, index) => `"k${index}":1`).join(',')}}]`, 'import/too-many-columns'],
  ])('%s', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });
});

test('a long list arrives whole in whatever pieces it is read', async () => {
  const records = Array.from({ length: 30_000 }, (_, index) => ({ id: index, text: `a "quoted" \\ [bracket] {${index}} 茶`.repeat(3) }));
  const { rows } = await read(JSON.stringify(records));
  expect(rows.map(([id, text]) => ({ id: Number(id), text }))).toEqual(records);
});
