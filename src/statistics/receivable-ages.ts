import { blockWeights } from '#models/lifecycle/stage-variables/definition.ts';
import { type BlockRoll, type LossRange, lossRanges } from '#models/value/bad-debt/range.ts';
import { creditSales, debtRolls, openByAge } from '#panel/debt-query.ts';
import { badDebtRules, defaultSeed, stageVariableThresholds } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
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
  low: 'integer',
  high: 'integer',
};
const nullable = ['bucket', 'to_bucket', 'customers', 'low', 'high'];

/**
 * Receivables in parts: `open` by bucket of days overdue (0 = up to 30 or not due … 4 = over 180), `roll` between two month ends (to_bucket 5 = settled), and once
 * each `sales` (of a year; documents = its days), `written-off` and `billed` (documents and customers). The columns `low` and `high` of `billed` and of each `open` bucket
 * bound the loss expected by own roll rates, of all and of the bucket. Amounts in ten-thousandths. Empty without receivables or due dates.
 */
export const receivableAges: Statistic = {
  id,
  table: 'receivable_ages',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ open: openByAge(asOf), rolls: debtRolls(asOf), sales: creditSales(asOf) }),
  compute({ open, rolls, sales }, { seed = defaultSeed }, signal): StatisticRow[] {
    const [sold] = rowsOf(sales!);
    if (!sold || Number(sold.documents) === 0) return [];
    const plain = (part: string, more: Partial<StatisticRow>): StatisticRow => {
      return {
        part,
        bucket: null,
        to_bucket: null,
        documents: 0,
        customers: null,
        amount: 0,
        low: null,
        high: null,
        ...more,
      } as StatisticRow;
    };
    const numbers = (row: Record<string, unknown>, ...names: string[]) =>
      Object.fromEntries(names.map((name) => [name, Number(row[name])]));
    const moved = rollsOf(rolls!);
    const amounts = Array.from({ length: badDebtRules.rates.length }, () => 0);
    for (const row of rowsOf(open!)) amounts[Number(row.bucket)] = Number(row.amount);
    const { blocks, replicates } = stageVariableThresholds;
    const ranges = lossRanges(amounts, moved, { weights: blockWeights(blocks, replicates, seed), count: blocks, replicates }, signal);
    return [
      ...rowsOf(open!).map((row) =>
        plain('open', { ...numbers(row, 'bucket', 'documents', 'customers', 'amount'), ...whole(ranges.buckets[Number(row.bucket)]) }),
      ),
      ...together(moved).map(({ from, to, documents, amount }) => plain('roll', { bucket: from, to_bucket: to, documents, amount })),
      plain('sales', { documents: Number(sold.days), amount: Number(sold.sales) }),
      plain('written-off', { amount: Math.abs(Number(sold.written_off)) }),
      plain('billed', { ...numbers(sold, 'documents', 'customers'), ...whole(ranges.all) }),
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

function rollsOf(table: Table): BlockRoll[] {
  return rowsOf(table).map((row) => ({
    block: Number(row.block),
    from: Number(row.from_bucket),
    to: Number(row.to_bucket),
    documents: Number(row.documents),
    amount: Number(row.amount),
  }));
}

/** The moves of all blocks, once each. */
function together(rolls: readonly BlockRoll[]): BlockRoll[] {
  const sums = new Map<string, BlockRoll>();
  for (const roll of rolls) {
    const key = `${roll.from} ${roll.to}`;
    const { documents, amount } = sums.get(key) ?? { documents: 0, amount: 0 };
    sums.set(key, { ...roll, documents: documents + roll.documents, amount: amount + roll.amount });
  }
  return [...sums.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

function whole(range: LossRange | null | undefined): Partial<StatisticRow> {
  return range ? { low: Math.round(range.low), high: Math.round(range.high) } : {};
}
