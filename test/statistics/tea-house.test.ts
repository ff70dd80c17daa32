import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '../support/node-engine.ts';
import { analyseFiles, packedTexts, precomputed, teaHouseFiles } from '../../tools/precompute.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { statistics } from '#statistics/index.ts';
import { unpackTables, type PackedTables } from '#statistics/packed.ts';

const truthFolder = join(import.meta.dirname, '../../sample-data/tea-house/truth');
const truth = readFileSync(join(truthFolder, 'curve.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number) as [age: number, n: number, orders: number, amount: number, profit: number]);

let tables: StatisticTables;
let texts: ReturnType<typeof packedTexts>;
beforeAll(async () => {
  ({ statistics: tables } = await analyseFiles(await openNodeEngine(), teaHouseFiles()));
  texts = packedTexts(tables);
}, 400_000);

/** Ages at which the truth lies within the 95 % percentile band of the replicates. */
function covered(column: 'orders' | 'amount' | 'profit', expected: (row: (typeof truth)[number]) => number): number {
  return truth.filter((row) => {
    const scale = column === 'orders' ? 1 : 10_000;
    const drawn = tables.stage_age_replicates!.filter(({ age }) => age === row[0]);
    const means = drawn.map((sums) => Number(sums[column]) / Number(sums.n) / scale).sort((a, b) => a - b);
    return means[4]! <= expected(row) && expected(row) <= means[195]!;
  }).length;
}

describe('the statistics of the tea house', () => {
  it('are the committed ones, byte for byte, and small', () => {
    expect(readFileSync(precomputed.statistics, 'utf8') === texts.statistics, 'run npx tsx tools/precompute.ts').toBe(true);
    expect(readFileSync(precomputed.later, 'utf8') === texts.later, 'run npx tsx tools/precompute.ts').toBe(true);
    expect(texts.statistics.length).toBeLessThan(180_000);
    // Read on request only; a sixth of it is the point that each customer is in the value matrices.
    expect(texts.later.length).toBeLessThanOrEqual(500_000);
  });

  it('come out of their file as they went in', () => {
    const read = {
      ...unpackTables(JSON.parse(texts.statistics) as PackedTables),
      ...unpackTables(JSON.parse(texts.later) as PackedTables),
    };
    expect(read).toEqual(tables);
    for (const statistic of statistics) expect(() => statistic.check(read[statistic.table]!)).not.toThrow();
  });

  it('hold every customer of the sample', () => {
    expect(tables.profile![0]).toMatchObject({
      customers: 1400,
      customers_with_stage: 1400,
      period: 'month',
      indicative: 0,
      left_truncated: 0,
      currency: 'CNY',
    });
    expect(tables.profit_rank).toHaveLength(1400);
  });

  it('have the risk set of the truth at every age', () => {
    expect(truth.map(([age]) => tables.stage_age![age]!.n)).toEqual(truth.map(([, n]) => n));
  });

  it('recover the expected orders, amount and profit within the bootstrap band at nine ages in ten', () => {
    const enough = 0.9 * truth.length;
    expect(covered('orders', (row) => row[2])).toBeGreaterThanOrEqual(enough);
    expect(covered('amount', (row) => row[3])).toBeGreaterThanOrEqual(enough);
    expect(covered('profit', (row) => row[4])).toBeGreaterThanOrEqual(enough);
  });

  it('add up to the ledger: profits of customers less the costs that nobody bears', () => {
    const sum = (rows: StatisticTables[string], column: string): number => rows.reduce((total, row) => total + Number(row[column]), 0);
    const { revenue, unknown_buyer_revenue: unknown, unallocated_costs: unallocated } = tables.profile![0]!;
    expect(sum(tables.profit_rank!, 'amount')).toBe(Number(revenue) - Number(unknown));
    expect(sum(tables.unallocated_costs!, 'amount')).toBe(unallocated);
  });

  it('hold no move that the theory forbids', () => {
    const legal = ['E>E', 'E>F', 'E>D', 'F>F', 'F>S', 'F>D', 'S>S', 'S>D', 'D>D', 'D>F', 'D>T', 'T>T', 'T>E'];
    expect(tables.stage_flow!.map(({ from_stage: from, to_stage: to }) => `${from}>${to}`).filter((move) => !legal.includes(move))).toEqual(
      [],
    );
  });
});
