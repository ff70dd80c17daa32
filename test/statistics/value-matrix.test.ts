import { beforeAll, describe, expect, test } from 'vitest';
import { quadrantOf, splitsOf, squaresOf, totalsOf } from '#models/value/quadrants.ts';
import { potentialOf } from '#models/value/potential.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { historyGrid } from '#statistics/history-grid.ts';
import { valueFacts } from '#statistics/value-facts.ts';
import { valueMatrix } from '#statistics/value-matrix.ts';
import { build, engineWith, sale } from '../panel/tables.ts';

const wanted = [historyGrid, valueFacts, valueMatrix];
const day = (n: number) => new Date(Date.UTC(2023, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** 140 customers: the k-th buys every 20 + k days until it leaves on day 200 + 4k; half of them also tea ware. */
const orders = Array.from({ length: 140 }, (_, k) =>
  Array.from({ length: Math.floor((200 + 4 * k) / (20 + k)) + 1 }, (_, i) =>
    sale(`c${k}`, day(k + i * (20 + k)), 40 + k, { cogs: 20, category: k % 2 === 0 && i % 2 === 1 ? 'ware' : 'tea' }),
  ),
).flat();

async function statisticsOf(records: Parameters<typeof engineWith>[0]): Promise<StatisticTables> {
  const engine = await engineWith(records);
  const { asOf } = await build(engine, { asOf: day(800), period: 'month' });
  return computeStatistics(engine, wanted, { asOf }, new AbortController().signal);
}

describe('of a base in the engine', () => {
  let tables: StatisticTables;
  beforeAll(async () => {
    tables = await statisticsOf({ orders });
  });
  const rows = (part: string, matrix = 'tenure') => tables.value_matrix!.filter((row) => row.part === part && row.matrix === matrix);

  test('every customer is a point, in the field where its numbers put it', () => {
    expect(rows('point')).toHaveLength(140);
    const line = rows('line').find(({ split }) => split === 'median')!;
    for (const total of rows('quadrant').filter(({ split }) => split === 'median')) {
      const inside = rows('point').filter(
        (one) =>
          quadrantOf({ x: Number(one.current), y: Number(one.outlook) }, { x: Number(line.current), y: Number(line.outlook) }) ===
          total.name,
      );
      expect([inside.length, inside.reduce((sum, one) => sum + Number(one.profit), 0)]).toEqual([total.n, total.profit]);
    }
  });

  test('an interval of P(alive) holds the value, and borderline counts those that it leaves open', () => {
    for (const { outlook, low, high } of rows('point'))
      expect(Number(low) <= Number(outlook) + 1e-3 && Number(outlook) <= Number(high) + 1e-3).toBe(true);
    const line = rows('line').find(({ split }) => split === 'benchmark')!;
    const open = rows('point').filter(({ low, high }) => Number(low) <= Number(line.outlook) && Number(high) > Number(line.outlook)).length;
    const counted = rows('quadrant')
      .filter(({ split }) => split === 'benchmark')
      .reduce((sum, row) => sum + Number(row.borderline), 0);
    expect(counted).toBe(open);
  });

  test('a wallet that nobody was asked about and recommendations nobody made are not guessed', () => {
    const known = Object.fromEntries(rows('source', 'potential').map(({ name, n }) => [name, n]));
    expect([known.wallet, known.referral]).toEqual([0, 0]);
  });

  test('the grid holds every customer once, the facts what a formula needs', () => {
    const cells = tables.history_grid!.filter(({ part }) => part === 'cell').reduce((sum, row) => sum + Number(row.n), 0);
    expect(cells).toBe(140);
    expect(tables.value_facts![0]).toMatchObject({ customers: 140, window_days: 365, reason: null });
    expect(Number(tables.value_facts![0]!.margin)).toBeGreaterThan(0.5);
  });
});

test('a base too small for a model has its reason and no matrix, and still what a formula needs', async () => {
  const tables = await statisticsOf({ orders: orders.filter(({ customer_id }) => Number(String(customer_id).slice(1)) < 40) });
  expect(tables.value_matrix).toEqual([]);
  expect(tables.value_facts![0]).toMatchObject({ customers: 40, reason: 'clv-customers' });
});

test('where the wallet of everybody is known, what is spent elsewhere is growth', async () => {
  const wallet = Array.from({ length: 140 }, (_, k) => ({ customer_id: `c${k}`, period: '2024', category: 'tea', category_spend: 5000 }));
  const tables = await statisticsOf({ orders, wallet });
  const source = tables.value_matrix!.find(({ part, name }) => part === 'source' && name === 'wallet')!;
  expect(source.n).toBe(140);
  expect(tables.value_matrix!.some(({ part, matrix, outlook }) => part === 'point' && matrix === 'potential' && Number(outlook) > 0)).toBe(
    true,
  );
});

describe('fields and growth by hand', () => {
  const placed = (x: number, y: number, half = 0) => ({ x, y, low: y - half, high: y + half, amount: 10, profit: x });
  const four = [placed(5, 0.9), placed(5, 0.1), placed(-1, 0.9, 0.5), placed(-1, 0.1)];

  test('what lies on a line is below it; medians are somebody’s', () => {
    expect(quadrantOf({ x: 5, y: 0.5 }, { x: 5, y: 0.4 })).toBe('low-high');
    expect(splitsOf(four, { x: 0, y: 0.5 })).toEqual({ median: { x: -1, y: 0.1 }, benchmark: { x: 2, y: 0.5 }, zero: { x: 0, y: 0.5 } });
    expect(totalsOf(four, { x: 0, y: 0.5 }).map(({ n, borderline }) => [n, borderline])).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
      [1, 0],
    ]);
  });

  test('squares hold everybody once, and their money', () => {
    const many = Array.from({ length: 5000 }, (_, i) => placed(((i * 37) % 1000) - 200, ((i * 61) % 997) / 997));
    const squares = squaresOf(many, 24, { x: (value) => value, y: (value) => value });
    expect(squares.length).toBeLessThanOrEqual(24 * 24);
    expect(squares.reduce((sum, { n }) => sum + n, 0)).toBe(5000);
    expect(squares.reduce((sum, { profit }) => sum + profit, 0)).toBe(many.reduce((sum, { profit }) => sum + profit, 0));
  });

  test('growth is the sum of what is known, and unknown where nothing is', () => {
    const base = { clv: 100, pAlive: 0.5, years: 4, margin: 0.4, share: null, lacking: null, referrals: null, acquisitionCost: null };
    expect(potentialOf(base).total).toBeNull();
    expect(potentialOf({ ...base, share: 0.25 }).total).toBe(300);
    expect(potentialOf({ ...base, lacking: 50 }).total).toBe(40);
    expect(potentialOf({ ...base, referrals: 0.2, acquisitionCost: 30 }).referral).toBeCloseTo(12);
    expect(potentialOf({ ...base, share: 0.001 }).total).toBeCloseTo(1998);
  });
});
