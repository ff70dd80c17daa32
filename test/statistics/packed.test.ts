import { expect, test } from 'vitest';
import { packTables, unpackTables } from '#statistics/packed.ts';

const through = (rows: Parameters<typeof packTables>[0][string]) => {
  const text = JSON.stringify(packTables({ rows }));
  return { text, back: unpackTables(JSON.parse(text) as ReturnType<typeof packTables>).rows };
};

test('every value comes back as it was: nulls, texts, negative and huge whole numbers, decimals short and long', () => {
  const values = [null, 0, -5, 0.1, 0.3, 1 / 3, 123.4567, -0.001, 9_007_199_254_740_991, 1e300, 'text', '', '7'];
  const rows = Array.from({ length: 700 }, (_, i) => ({
    any: values[i % values.length]!,
    holes: i % 3 === 0 ? null : i * 100 - 9000,
    short: i % 7 === 0 ? null : Math.round(i * 123.4) / 1000,
    long: Math.sqrt(i),
    nothing: null,
  }));
  expect(through(rows).back).toEqual(rows);
});

test('numbers of three digits behind the point need a small part of what their texts would', () => {
  const rows = Array.from({ length: 2000 }, (_, i) => ({ p: i % 11 === 0 ? null : ((i * 7919) % 1000) / 1000 }));
  expect(through(rows).text.length).toBeLessThan(JSON.stringify(rows.map(({ p }) => p)).length / 2);
});
