import { describe, expect, test } from 'vitest';
import { canonicalTable, canonicalTables, duckdbTypes } from '#schema/canonical.ts';
import { normaliseName } from '#mapping/names/normalise.ts';
import { engineTypes } from '#mapping/columns/query.ts';

describe.each(canonicalTables)('$name', ({ columns, key, identifying }) => {
  test('names each column once', () => {
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  });

  test('has its key among its columns', () => {
    if (key) expect(columns.map(({ name }) => name)).toContain(key);
  });

  test('is identified by columns that exist', () => {
    for (const role of identifying.flat()) {
      const [table, column] = role.includes('.') ? role.split('.') : [null, role];
      const known = table ? canonicalTable(table as 'customers').columns : columns;
      expect(known.map(({ name }) => name)).toContain(column);
    }
  });

  test('gives no synonym to two columns', () => {
    const owners = new Map<string, string>();
    for (const { name, synonyms } of columns) {
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
