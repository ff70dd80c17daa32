import { describe, expect, test } from 'vitest';
import { seasonalIndices } from '#panel/seasonality.ts';
import { sql } from '#sql/sql.ts';
import { ask, build, engineWith, sale } from './tables.ts';

const choices = sql`SELECT * FROM choices`;

describe('refunds', () => {
  const orders = [
    sale('a', '2024-01-01', 100, { order_id: 'A1', cogs: 50 }),
    sale('a', '2024-02-20', -30, { kind: 'refund', order_id: 'R1', refund_of: 'A1', cogs: 0 }),
    sale('a', '2024-02-21', -5, { kind: 'refund', order_id: 'A1', cogs: 0 }),
    sale('a', '2024-02-22', -1, { kind: 'refund', order_id: 'of somebody else', cogs: 0 }),
    sale('b', '2024-02-25', 1, { order_id: 'of somebody else', cogs: 0 }),
    sale('r', '2024-02-01', -20, { kind: 'refund', order_id: 'before the file', cogs: 0 }),
  ];
  const cells = sql`SELECT age, orders, amount, refunds, profit FROM panel WHERE customer_id = 'a' AND age < 2 ORDER BY age`;

  test('C11: refunds stand at their date (cash), are no orders, and profit may fall below zero', async () => {
    const engine = await engineWith({ orders });
    await build(engine, { period: 'month' });
    expect(await ask(engine, cells)).toEqual([
      { age: 0, orders: 1, amount: 100, refunds: 0, profit: 50 },
      { age: 1, orders: 0, amount: -36, refunds: -36, profit: -36 },
    ]);
    expect(await ask(engine, choices)).toMatchObject([{ refunds: 'cash', refund_lines: 4, matched_refund_lines: 2 }]);
  });

  test('C11: refunds restate the period of their order (accrual), else stand at their date', async () => {
    const engine = await engineWith({ orders });
    await build(engine, { period: 'month', refunds: 'accrual' });
    expect(await ask(engine, cells)).toEqual([
      { age: 0, orders: 1, amount: 65, refunds: -35, profit: 15 },
      { age: 1, orders: 0, amount: -1, refunds: -1, profit: -1 },
    ]);
    expect(await ask(engine, sql`SELECT refund_only FROM analysis`)).toEqual([{ refund_only: 1 }]);
  });
});

describe('the start of the file', () => {
  const cohort = Array.from({ length: 30 }, (_, index) => [
    sale(`c${index}`, `2024-01-${String((index % 28) + 1).padStart(2, '0')}`, 10),
    sale(`c${index}`, '2024-12-15', 10),
  ]).flat();
  const started = sql`SELECT count(DISTINCT customer_id) AS n FROM panel WHERE start_known`;

  test('C6: a file whose first orders stop keeps its cohort and says that only a person knows', async () => {
    const engine = await engineWith({ orders: cohort });
    await build(engine, { period: 'month' });
    expect(await ask(engine, choices)).toMatchObject([
      { cohort_start: 1, starts_with: 'business', starts_with_chosen: 0, early_customers: 30 },
    ]);
    expect(await ask(engine, started)).toEqual([{ n: 30 }]);
  });

  test('C6: the person who says that it starts in the middle takes those customers out of age curves, except where a first contact is known', async () => {
    const engine = await engineWith({ orders: cohort, customers: [{ customer_id: 'c3', first_contact: '2023-12-01' }] });
    await build(engine, { period: 'month', startsWith: 'middle' });
    expect(await ask(engine, choices)).toMatchObject([{ starts_with: 'middle', starts_with_chosen: 1, early_customers: 29 }]);
    expect(await ask(engine, started)).toEqual([{ n: 1 }]);
    expect(await ask(engine, sql`SELECT left_truncated_customers FROM analysis`)).toEqual([{ left_truncated_customers: 29 }]);
  });

  test('C6: the person who says that it starts with the business keeps customers whom the test would drop', async () => {
    const later = Array.from({ length: 11 }, (_, index) => sale(`n${index}`, `2024-${String(index + 2).padStart(2, '0')}-10`, 10));
    const engine = await engineWith({ orders: [...cohort, ...later] });
    await build(engine, { period: 'month' });
    expect(await ask(engine, choices)).toMatchObject([{ cohort_start: 0, starts_with: 'middle', starts_with_chosen: 0 }]);
    expect(await ask(engine, started)).toEqual([{ n: 11 }]);
    await build(engine, { period: 'month', startsWith: 'business' });
    expect(await ask(engine, started)).toEqual([{ n: 41 }]);
  });
});

describe('C10: seasons', () => {
  const season = [0.7, 0.8, 0.9, 1, 1, 1, 1, 1, 1, 1.1, 1.2, 1.3];
  const start = 2020 * 12;

  test('are found exactly where amounts are a trend of level times a season', () => {
    const sums = Array.from({ length: 36 }, (_, index) => ({ month: start + index, amount: 500 * season[index % 12]! }));
    const found = seasonalIndices(sums)!;
    found.forEach(({ month, index, years, n }) => {
      expect(index).toBeCloseTo(season[month - 1]!, 12);
      expect([years, n]).toEqual([3, 2]);
    });
  });

  test('need two whole years without a gap', () => {
    const sums = Array.from({ length: 24 }, (_, index) => ({ month: start + index, amount: 1 }));
    expect(seasonalIndices(sums)!.every(({ index }) => index === 1)).toBe(true);
    expect(seasonalIndices(sums.slice(1))).toBeNull();
    expect(seasonalIndices(sums.toSpliced(5, 1, { month: start + 40, amount: 1 }))).toBeNull();
    expect(seasonalIndices([])).toBeNull();
  });

  test('are taken out of the amount of the cells, only where they are known', async () => {
    const months = Array.from({ length: 30 }, (_, index) => index);
    const orders = months.map((index) => {
      const [year, month] = [2020 + Math.floor(index / 12), (index % 12) + 1];
      return sale('a', `${year}-${String(month).padStart(2, '0')}-01`, 1000 * season[index % 12]!);
    });
    const engine = await engineWith({ orders });
    await build(engine, { period: 'month', asOf: '2022-06-30' });
    expect(await ask(engine, sql`SELECT count(*) AS n, round(avg("index"), 9) AS mean, min(years) AS years FROM seasonality`)).toEqual([
      { n: 12, mean: 1, years: 2 },
    ]);
    const [spread] = await ask(
      engine,
      sql`SELECT min(deseasonalised / orders) AS low, max(deseasonalised / orders) AS high FROM panel WHERE orders > 0`,
    );
    expect(spread!.low).toBeCloseTo(1000, 6);
    expect(spread!.high).toBeCloseTo(1000, 6);
    await build(engine, { period: 'month', asOf: '2021-06-30' });
    expect(await ask(engine, sql`SELECT count(deseasonalised) AS n, (SELECT count(*) FROM seasonality) AS seasons FROM panel`)).toEqual([
      { n: 0, seasons: 0 },
    ]);
  });

  test('and months of any length count alike: a period is a fixed number of days, the last one by its exposure', async () => {
    const engine = await engineWith({ orders: [sale('a', '2024-01-01', 10)] });
    await build(engine, { period: 'month', asOf: '2024-02-15' });
    const cells = await ask(engine, sql`SELECT exposure FROM panel ORDER BY age`);
    expect(cells.map(({ exposure }) => Number(exposure).toFixed(4))).toEqual(['1.0000', (46 / 30.4375 - 1).toFixed(4)]);
  });
});
