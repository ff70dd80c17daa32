import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode } from '#table/arrow.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import type { Cell, Column, ColumnKind } from '#table/table.ts';

const column = (name: string, kind: ColumnKind, values: Cell[]): Column => ({ name, kind, values });
const roundTrip = (kind: ColumnKind, values: Cell[]): Cell[] => {
  const table = decode(encode({ rowCount: values.length, columns: [column('a', kind, values)] }));
  return Array.from(columnOf(table, 'a').values);
};
const arrowType = (values: Cell[]): string =>
  String(tableFromIPC(encode({ rowCount: values.length, columns: [column('a', 'number', values)] })).schema.fields[0]?.type);

describe('encode and decode are inverse', () => {
  const cases: [ColumnKind, fc.Arbitrary<Cell>][] = [
    ['number', fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)],
    ['number', fc.maxSafeInteger()],
    ['text', fc.string({ unit: 'binary' })],
    ['boolean', fc.boolean()],
    ['date', fc.integer({ min: -700_000, max: 3_000_000 })],
    ['timestamp', fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 })],
  ];
  test.each(cases)('%s columns with nulls', (kind, cell) => {
    fc.assert(
      fc.property(fc.array(fc.option(cell)), (values) => {
        const expected = values.map((value) => (value === 0 ? 0 : value));
        expect(roundTrip(kind, expected)).toEqual(expected);
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });

  test('integers beyond 2^53 stay exact text', () => {
    expect(roundTrip('number', ['9007199254740993', 1, null])).toEqual(['9007199254740993', 1, null]);
  });

  test('a decimal written as text turns the column into text rather than losing digits', () => {
    expect(roundTrip('number', ['0.1234567890123456789', 2])).toEqual(['0.1234567890123456789', '2']);
  });

  test('infinite dates survive', () => {
    expect(roundTrip('date', ['infinity', '-infinity', 0])).toEqual(['infinity', '-infinity', 0]);
    expect(roundTrip('timestamp', ['infinity', '-infinity', 0])).toEqual(['infinity', '-infinity', 0]);
  });

  test('NaN and infinity are missing', () => {
    expect(roundTrip('number', [Number.NaN, Number.POSITIVE_INFINITY, 1.5])).toEqual([null, null, 1.5]);
  });
});

test('number columns take the smallest exact type', () => {
  expect(arrowType([1, -2])).toBe('Int32');
  expect(arrowType([2 ** 31])).toBe('Int64');
  expect(arrowType([0.5, 1])).toBe('Float64');
});

test('columns of one name and hostile names survive', () => {
  const names = ['a', 'a', '__proto__', 'constructor', 'toString'];
  const table = decode(encode({ rowCount: 1, columns: names.map((name, index) => column(name, 'number', [index])) }));
  expect(table.columns.map((found) => [found.name, found.values[0]])).toEqual(names.map((name, index) => [name, index]));
  const [row] = rowsOf(table);
  expect(Object.keys(row!)).toEqual(['a', '__proto__', 'constructor', 'toString']);
  expect(row!['__proto__']).toBe(2);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('columns of one name keep their own kinds', () => {
  const table = decode(
    encode({ rowCount: 1, columns: [column('a', 'text', ['x']), column('a', 'number', [1]), column('a', 'boolean', [true])] }),
  );
  expect(table.columns.map((found) => [found.kind, found.values[0]])).toEqual([
    ['text', 'x'],
    ['number', 1],
    ['boolean', true],
  ]);
});

test('a table without rows keeps its columns', () => {
  expect(decode(encode({ rowCount: 0, columns: [column('a', 'text', [])] }))).toMatchObject({
    rowCount: 0,
    columns: [{ name: 'a', kind: 'text' }],
  });
});

test('columnOf names what it could not find', () => {
  expect(() => columnOf({ rowCount: 0, columns: [column('a', 'text', [])] }, 'b')).toThrow('no column b among a');
});
