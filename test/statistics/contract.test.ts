import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CodedError } from '#base/error.ts';
import { duckdb } from '#sql/duckdb.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { statistics } from '#statistics/index.ts';
import { packTables, unpackTables } from '#statistics/packed.ts';
import { analyse, engineWith, sale } from '../panel/tables.ts';

const shared = [
  'README.md',
  'columns.ts',
  'compute.ts',
  'contract.ts',
  'definition.ts',
  'fit-rows.ts',
  'fitted.ts',
  'hold-out.ts',
  'in-worker.ts',
  'index.ts',
  'opportunities.ts',
  'ordered.ts',
  'packed.ts',
  'rows.ts',
  'score-gaps.ts',
  'value-base.ts',
  'warning-risk.ts',
  'worker.ts',
];
const orders = Array.from({ length: 40 }, (_, index) =>
  sale(`c${index % 7}`, `2024-${String((index % 12) + 1).padStart(2, '0')}-15`, 10 + index, { cogs: 12 }),
);

describe('the list of statistics', () => {
  it('names every file of the folder, and only those', () => {
    const files = readdirSync(join(import.meta.dirname, '../../src/statistics')).filter((name) => !shared.includes(name));
    expect(statistics.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
    expect(statistics.map(({ table }) => table)).toEqual(statistics.map(({ id }) => id.replaceAll('-', '_')));
  });

  it('keeps to the SQL that every engine understands', () => {
    for (const statistic of statistics) {
      if (!('sql' in statistic)) continue;
      const { text } = statistic.sql(duckdb, { asOf: '2024-12-31' });
      expect(text, statistic.id).not.toMatch(/\b(WITH|OVER|FILTER|QUALIFY|PIVOT|LEFT JOIN|LIMIT|ORDER BY)\b/i);
    }
  });
});

/** Every statistic of a usual file, of nothing, of one row, of a file without amounts, and of one whose buyers are all unknown. */
const results: Record<string, StatisticTables> = {};
beforeAll(async () => {
  const missing = orders.map(({ customer_id, date, order_id }) => ({ customer_id, date, order_id }));
  const lost = orders.map(({ date, order_id }) => ({ customer_id: null, date, order_id }));
  for (const [name, rows] of Object.entries({ some: orders, none: [], one: [orders[0]!], missing, lost } as Record<
    string,
    typeof orders
  >)) {
    results[name] = (await analyse(await engineWith({ orders: rows }), { period: 'month' })).statistics;
  }
});

describe.each(statistics.map((statistic) => [statistic.id, statistic] as const))('%s', (_, statistic) => {
  it.each(['some', 'none', 'one', 'missing', 'lost'])('binds, and answers rows of its contract: %s', (name) => {
    const rows = results[name]![statistic.table]!;
    expect(() => statistic.check(rows)).not.toThrow();
    for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(statistic.schema));
    expect(statistic.nullable.every((column) => column in statistic.schema)).toBe(true);
  });

  it('survives structured clone, JSON and packing', () => {
    const rows = results.some![statistic.table]!;
    expect(structuredClone(rows)).toEqual(rows);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
    expect(unpackTables(JSON.parse(JSON.stringify(packTables({ rows })))).rows).toEqual(rows);
  });

  it('refuses a wrong type, a missing column and a null where none may be', () => {
    const [row] = results.some![statistic.table]!.length > 0 ? results.some![statistic.table]! : [{ type: 'admin', amount: 1 }];
    const name = Object.keys(statistic.schema).find((column) => !statistic.nullable.includes(column))!;
    for (const broken of [{ ...row, [name]: null }, { ...row, [name]: Number.NaN }, Object.fromEntries(Object.entries(row!).slice(1))]) {
      expect(() => statistic.check([broken as never])).toThrow(CodedError);
    }
  });
});

describe('computing', () => {
  it('stops when it is aborted', async () => {
    const engine = await engineWith({ orders });
    await analyse(engine);
    const aborted = AbortSignal.abort();
    await expect(computeStatistics(engine, statistics, { asOf: '2024-12-31' }, aborted)).rejects.toBeInstanceOf(CodedError);
  });
});
