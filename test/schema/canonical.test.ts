import { describe, expect, test } from 'vitest';
import { canonicalTable, canonicalTables, duckdbTypes } from '#schema/canonical.ts';
import { normaliseName } from '#mapping/names/normalise.ts';
import { engineTypes } from '#mapping/columns/query.ts';

describe.each(canonicalTables)('$name', ({ columns, key, identifying, telling = [], unlike = [], inputs = [] }) => {
  test('names each column once', () => {
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  });

  test('has its key among its columns', () => {
    if (key) expect(columns.map(({ name }) => name)).toContain(key);
  });

  test('is identified by columns that exist', () => {
    for (const role of identifying.flat()) {
      const [table, column] = role.includes('.') ? role.split('.') : [null, role];
      const known = table ? canonicalTable(table as 'customers').columns : [...columns, ...inputs];
      expect(known.map(({ name }) => name)).toContain(column);
    }
  });

  test('has inputs that become its columns, and its own columns speak for it', () => {
    const names = columns.map(({ name }) => name);
    for (const { becomes } of inputs) expect(names).toContain(becomes);
    for (const role of telling) expect([...names, ...inputs.map(({ name }) => name)]).toContain(role);
    for (const { unless } of [...columns, ...inputs]) if (unless) expect([...names, ...inputs.map(({ name }) => name)]).toContain(unless);
  });

  test('is spoken against by columns of order lines', () => {
    for (const role of unlike) expect(canonicalTable('orders').columns.map(({ name }) => name)).toContain(role);
  });

  test('gives no synonym to two columns or inputs', () => {
    const owners = new Map<string, string>();
    for (const { name, synonyms } of [...columns, ...inputs]) {
      for (const synonym of new Set([name, ...synonyms].map(normaliseName))) {
        expect(owners.get(synonym), `${synonym} is ${owners.get(synonym)} and ${name}`).toBeUndefined();
        owners.set(synonym, name);
      }
    }
  });
});

test('the engine types of the mapping are those of the schema', () => {
  expect(Object.fromEntries(Object.entries(engineTypes).map(([type, sql]) => [type, sql.text]))).toEqual(duckdbTypes);
});

test('an unknown table is an error', () => {
  expect(() => canonicalTable('nothing' as 'orders')).toThrow(RangeError);
});
