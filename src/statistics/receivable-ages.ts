import { creditSales, debtRolls, openByAge } from '#panel/debt-query.ts';
import { badDebtRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'receivable-ages';
const schema: Record<string, StatisticType> = {
  part: 'text',
  bucket: 'integer',
  to_bucket: 'integer',
  documents: 'integer',
  customers: 'integer',
  amount: 'integer',
};
const nullable = ['bucket', 'to_bucket', 'customers'];

/**
 * Receivables in parts: `open` by bucket of days overdue (0 = up to 30 or not due … 4 = over 180), `roll` between two month ends (to_bucket 5 = settled), and once
 * each `sales` (of a year; documents = its days), `written-off` and `billed` (documents and customers). Amounts in ten-thousandths. Empty without receivables or due dates.
 */
export const receivableAges: Statistic = {
  id,
  table: 'receivable_ages',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ open: openByAge(asOf), rolls: debtRolls(asOf), sales: creditSales(asOf) }),
  compute({ open, rolls, sales }): StatisticRow[] {
    const [sold] = rowsOf(sales!);
    if (!sold || Number(sold.documents) === 0) return [];
    const plain = (part: string, more: Partial<StatisticRow>): StatisticRow => {
      return { part, bucket: null, to_bucket: null, documents: 0, customers: null, amount: 0, ...more } as StatisticRow;
    };
    const numbers = (row: Record<string, unknown>, ...names: string[]) =>
      Object.fromEntries(names.map((name) => [name, Number(row[name])]));
    return [
      ...rowsOf(open!).map((row) => plain('open', numbers(row, 'bucket', 'documents', 'customers', 'amount'))),
      ...rowsOf(rolls!).map((row) =>
        plain('roll', { ...numbers(row, 'to_bucket', 'documents', 'amount'), bucket: Number(row.from_bucket) }),
      ),
      plain('sales', { documents: Number(sold.days), amount: Number(sold.sales) }),
      plain('written-off', { amount: Math.abs(Number(sold.written_off)) }),
      plain('billed', numbers(sold, 'documents', 'customers')),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['documents', 'customers', 'amount']);
    const last = badDebtRules.edges.length;
    for (const { bucket, to_bucket } of rows)
      expect(
        id,
        (bucket === null || (Number(bucket) >= 0 && Number(bucket) <= last)) && (to_bucket === null || Number(to_bucket) <= last + 1),
        `bucket ${String(bucket)}`,
      );
  },
};
