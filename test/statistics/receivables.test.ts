import { describe, expect, test } from 'vitest';
import { analyse as badDebt } from '#lenses/bad-debt/analyse.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { compute, monthly } from '../panel/monthly.ts';
import { sale, type Records } from '../panel/tables.ts';

describe('receivables', () => {
  const orders = monthly('x', 0, 24);
  const bill = (id: string, customer: string, date: string, due: string | null, amount: number, open: number | null = null) => ({
    document_id: id,
    customer_id: customer,
    kind: 'invoice',
    date,
    due_date: due,
    amount,
    open_amount: open,
  });
  const part = (tables: StatisticTables, name: string) => tables.receivable_ages!.filter((row) => row.part === name);

  test('payments settle the oldest document first; what is not due stands in the youngest bucket', async () => {
    const receivables = [
      bill('1', 'x', '2023-06-01', '2023-07-01', 100),
      bill('2', 'x', '2023-10-01', '2023-11-01', 200),
      bill('3', 'x', '2023-12-20', '2024-01-20', 300),
      { document_id: '4', customer_id: 'x', kind: 'payment', date: '2023-11-15', amount: -150 },
    ];
    const tables = await compute({ orders, receivables }, ['receivable_ages'], '2023-12-31');
    expect(part(tables, 'open').map(({ bucket, documents, amount }) => [bucket, documents, amount])).toEqual([
      [0, 1, 3_000_000],
      [1, 1, 1_500_000],
    ]);
    expect(part(tables, 'sales')).toMatchObject([{ amount: 6_000_000, documents: 214 }]);
    expect(part(tables, 'roll').reduce((sum, { documents }) => sum + Number(documents), 0)).toBeGreaterThan(5);
  });

  test('what own roll rates expect to be lost has an interval with customers as the unit, and each bucket its own', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `c${i}`);
    const orders = names.flatMap((name) => monthly(name, 0, 24).slice(0, 3));
    // one in two pays a month late, the others never
    const receivables = names.flatMap((name, i) => [
      bill(`${name}a`, name, '2022-06-05', '2022-07-05', 100 + i),
      ...(i % 2 > 0 ? [{ document_id: `${name}p`, customer_id: name, kind: 'payment', date: '2022-08-10', amount: -(100 + i) }] : []),
      bill(`${name}b`, name, '2023-12-01', '2023-12-31', 50),
    ]);
    const tables = await compute({ orders, receivables }, ['receivable_ages'], '2023-12-31');
    const [billed] = part(tables, 'billed');
    const { expectedLoss, source } = badDebt({ ...tables }, { rates: 'own' }, new AbortController().signal);
    expect(source).toBe('own');
    expect(Number(billed!.low) / 10_000).toBeLessThan(expectedLoss);
    expect(Number(billed!.high) / 10_000).toBeGreaterThan(expectedLoss);
    const [young, old] = [0, 4].map((bucket) => part(tables, 'open').find((row) => row.bucket === bucket)!);
    expect(Number(young!.low)).toBeLessThan(Number(young!.high));
    // what is overdue for more than half a year counts as lost: nothing varies
    expect([old!.low, old!.high]).toEqual([null, null]);
    expect(part(tables, 'roll').every((row) => row.low === null)).toBe(true);
  }, 120_000);

  test('an open amount that the file gives is taken, unless the analysis looks back to before it was written', async () => {
    const receivables = [bill('1', 'x', '2023-06-01', '2023-07-01', 100, 20), bill('2', 'y', '2023-11-01', null, 50, 0)];
    const now = await compute({ orders, receivables }, ['receivable_ages'], '2023-12-31');
    expect(part(now, 'open')).toMatchObject([{ bucket: 4, amount: 200_000 }]);
    const then = await compute({ orders, receivables }, ['receivable_ages'], '2023-08-15');
    expect(part(then, 'open')).toMatchObject([{ bucket: 1, amount: 1_000_000 }]);
  });

  test('orders with due and paid dates serve where there are no receivables; without either there is nothing', async () => {
    const credit = [
      sale('x', '2023-09-01', 80, { order_id: 'o1', due_date: '2023-10-01', paid_date: '2023-10-20' }),
      sale('y', '2023-09-02', 70, { order_id: 'o2', due_date: '2023-10-01' }),
    ];
    expect(
      part(
        await compute(
          { orders: [...orders, ...credit].map((row) => ({ paid_date: row.date!, ...row })) },
          ['receivable_ages'],
          '2023-12-31',
        ),
        'open',
      ),
    ).toHaveLength(0);
    const tables = await compute({ orders: credit }, ['receivable_ages'], '2023-12-31');
    expect(part(tables, 'open')).toMatchObject([{ bucket: 3, documents: 1, amount: 700_000 }]);
    expect((await compute({ orders }, ['receivable_ages'])).receivable_ages).toEqual([]);
  });

  test('what was paid at the till is no credit, though other orders have due dates', async () => {
    const credit = [
      sale('x', '2023-09-01', 80, { order_id: 'o1', due_date: '2023-10-01' }),
      sale('y', '2023-09-01', 500, { order_id: 'o2' }),
    ];
    const tables = await compute({ orders: credit }, ['receivable_ages'], '2023-12-31');
    expect(part(tables, 'open')).toMatchObject([{ documents: 1, amount: 800_000 }]);
    expect(part(tables, 'sales')).toMatchObject([{ amount: 800_000 }]);
  });

  test('what an order says was written off is no longer open', async () => {
    const credit = (written: number) => [sale('x', '2023-02-01', 80, { order_id: 'o1', due_date: '2023-03-01', written_off: written })];
    for (const [written, left] of [
      [80, []],
      [-80, []],
      [30, [500_000]],
    ] as const) {
      const tables = await compute({ orders: credit(written) }, ['receivable_ages'], '2023-12-31');
      expect(part(tables, 'open').map(({ amount }) => amount)).toEqual(left);
      expect(part(tables, 'written-off')).toMatchObject([{ amount: Math.abs(written) * 10_000 }]);
    }
  });

  test('a debt written off in the order and in the accounts counts once, whatever its sign', async () => {
    for (const written of [20, -20]) {
      const both: Records = {
        orders: [
          ...orders,
          sale('x', '2023-09-01', 100, { order_id: 'o1', written_off: written }),
          sale('y', '2023-09-02', 90, { order_id: 'o2', written_off: 7 }),
        ],
        receivables: [
          bill('o1', 'x', '2023-09-01', '2023-10-01', 100),
          { document_id: 'o1', customer_id: 'x', kind: 'writeoff', date: '2023-11-01', amount: -20 },
        ],
      };
      const tables = await compute(both, ['receivable_ages'], '2023-12-31');
      expect(part(tables, 'written-off')).toMatchObject([{ amount: 270_000 }]);
      expect(part(tables, 'open')).toMatchObject([{ amount: 800_000 }]);
    }
  });
});
