import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '../support/node-engine.ts';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';
import { analyseFiles } from '../../tools/precompute.ts';
import type { StatisticTables } from '#statistics/definition.ts';

const load = async (path: string): Promise<StatisticTables> => {
  const file = new File([readFileSync(referenceFile(path))], basename(path));
  return (await analyseFiles(await openNodeEngine(), [file])).statistics;
};

/** Risk set by age from the file itself: first purchases and the last day, nothing else. */
function riskSets(rows: readonly (readonly [customer: string, day: number])[], periodDays: number): number[] {
  const origins = new Map<string, number>();
  for (const [customer, day] of rows) origins.set(customer, Math.min(day, origins.get(customer) ?? day));
  const last = Math.max(...rows.map(([, day]) => day));
  const complete = [...origins.values()].map((origin) => Math.floor((last + 1 - origin) / periodDays));
  return Array.from({ length: Math.max(...complete) }, (_, age) => complete.filter((periods) => periods > age).length);
}

const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const lines = (path: string): string[][] =>
  readFileSync(referenceFile(path), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

describe.skipIf(!hasReferenceData)('Superstore', () => {
  let tables: StatisticTables;
  beforeAll(async () => {
    tables = await load('superstore/superstore_orders.csv.gz');
  }, 120_000);

  it('keeps its totals to the cent', () => {
    expect(tables.profile![0]).toMatchObject({
      lines: 9994,
      orders: 5009,
      customers: 793,
      refund_only: 0,
      revenue: 22_972_008_603,
      assumed_lines: 0,
      has_cogs: 1,
    });
    const profits = tables.profit_rank!.map(({ profit }) => Number(profit));
    expect(profits).toHaveLength(793);
    expect(profits.reduce((sum, profit) => sum + profit, 0)).toBe(2_863_970_217);
  });

  it('draws a whale: the peak lies above the total, and some customers lose money', () => {
    const profits = tables.profit_rank!.map(({ profit }) => Number(profit));
    expect([...profits].sort((a, b) => b - a)).toEqual(profits);
    const gains = profits.filter((profit) => profit > 0).reduce((sum, profit) => sum + profit, 0);
    expect(gains).toBeGreaterThan(2_863_970_217);
    expect(profits.filter((profit) => profit < 0).length).toBeGreaterThan(100);
  });

  it('takes a period longer than a month', () => {
    expect(tables.profile![0]).toMatchObject({ period: 'half-year', indicative: 0 });
  });
});

describe.skipIf(!hasReferenceData)('CDNOW', () => {
  let tables: StatisticTables;
  beforeAll(async () => {
    tables = await load('cdnow/cdnowElog.csv');
  }, 120_000);

  it('is a cohort of 2,357 customers who keep their start', () => {
    expect(tables.profile![0]).toMatchObject({
      customers: 2357,
      left_truncated: 0,
      left_truncated_customers: 0,
      period: 'quarter',
      period_reason: 'enough-orders',
    });
  });

  it('has the risk sets that the first purchases give', () => {
    const rows = lines('cdnow/cdnowElog.csv').map(
      ([id, , date]) => [id!, dayOf(`${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6)}`)] as const,
    );
    expect(tables.stage_age!.map(({ n }) => n)).toEqual(riskSets(rows, 91.3125));
    expect(tables.stage_age![0]!.n).toBe(2357);
  });
});

describe.skipIf(!hasReferenceData)('Grocery', () => {
  let tables: StatisticTables;
  beforeAll(async () => {
    tables = await load('grocery/groceryElog.csv');
  }, 120_000);

  it('has orders and stages but no money', () => {
    expect(tables.profile![0]).toMatchObject({ customers: 1525, has_amount: 0, period: 'quarter', left_truncated: 0 });
    expect(tables.profit_rank).toEqual([]);
    expect(tables.stage_age!.every(({ amount, profit }) => amount === null && profit === null)).toBe(true);
  });

  it('has the risk sets that the first purchases give', () => {
    const rows = lines('grocery/groceryElog.csv').map(([id, date]) => [id!, dayOf(date!)] as const);
    expect(tables.stage_age!.map(({ n }) => n)).toEqual(riskSets(rows, 91.3125));
  });
});
