import { beforeAll, describe, expect, test } from 'vitest';
import { fieldOf, fieldsText, quadrantOf, splitsOf, squaresOf, totalsOf } from '#models/value/quadrants.ts';
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
  const rows = (part: string, matrix = 'tenure', cohort = 'all') =>
    tables.value_matrix!.filter(
      (row) => row.part === part && row.matrix === matrix && (cohort === row.cohort || (part === 'point' && cohort === 'all')),
    );
  const near = (a: number, b: number, unit: number) => expect(Math.abs(a - b)).toBeLessThan(unit);

  test('every customer is a point, in the field where its numbers put it', () => {
    expect(rows('point')).toHaveLength(140);
    for (const split of ['median', 'benchmark', 'zero'] as const) {
      for (const total of rows('quadrant').filter((row) => row.split === split)) {
        const inside = rows('point').filter(({ fields }) => fieldOf(fields, split)!.field === total.name);
        expect(inside).toHaveLength(Number(total.n));
        near(
          inside.reduce((sum, one) => sum + Number(one.current), 0),
          Number(total.profit),
          100 * 140,
        );
      }
      const line = rows('line').find((row) => row.split === split)!;
      for (const { current, outlook, fields } of rows('point')) {
        if (Math.abs(Number(current) - Number(line.current)) < 100 || Math.abs(Number(outlook) - Number(line.outlook)) < 1e-3) continue;
        const at = quadrantOf({ x: Number(current), y: Number(outlook) }, { x: Number(line.current), y: Number(line.outlook) });
        expect(fieldOf(fields, split)!.field).toBe(at);
      }
    }
  });

  test('cohorts divide the fields without losing anybody, by the lines of everybody', () => {
    const cohorts = [...new Set(rows('point').map(({ cohort }) => String(cohort)))];
    expect(cohorts.sort()).toEqual(['2023-01-01', '2023-04-01']);
    for (const total of rows('quadrant')) {
      const parts = cohorts.map((cohort) =>
        rows('quadrant', 'tenure', cohort).find(({ split, name }) => split === total.split && name === total.name)!,
      );
      for (const column of ['n', 'profit', 'amount', 'borderline'])
        expect(parts.reduce((sum, part) => sum + Number(part[column]), 0)).toBe(total[column]);
    }
  });

  test('points hold no more digits than a picture shows', () => {
    for (const { current, outlook, low, high } of rows('point')) {
      for (const value of [outlook, low, high]) expect(Number(value)).toBe(Number(Number(value).toFixed(3)));
      expect(Number(current) % 100 === 0).toBe(true);
    }
    for (const { outlook } of rows('point', 'potential')) expect(Number(outlook) % 100 === 0).toBe(true);
  });

  test('an interval of P(alive) holds the value, and borderline counts those that it leaves open', () => {
    for (const { outlook, low, high } of rows('point'))
      expect(Number(low) <= Number(outlook) + 1e-3 && Number(outlook) <= Number(high) + 1e-3).toBe(true);
    const open = rows('point').filter(({ fields }) => fieldOf(fields, 'benchmark')!.borderline).length;
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
    const cells = tables
      .history_grid!.filter(({ part, cohort }) => part === 'cell' && cohort === 'all')
      .reduce((sum, row) => sum + Number(row.n), 0);
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

  test('the fields of a customer by every line are one text, and read back', () => {
    const lines = splitsOf(four, { x: 0, y: 0.5 });
    expect(fieldsText(four[2]!, lines)).toBe('low-high/low-high~/low-high~');
    expect(fieldOf('low-high/low-high~/low-high~', 'zero')).toEqual({ field: 'low-high', borderline: true });
    expect(fieldOf('low-high/low-high~/low-high~', 'median')).toEqual({ field: 'low-high', borderline: false });
    expect(fieldOf(null, 'median')).toBeNull();
    expect(fieldOf('sideways/low-low/low-low', 'median')).toBeNull();
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
