import { describe, expect, test } from 'vitest';
import { sql } from '#sql/sql.ts';
import type { Engine } from '#engine/engine.ts';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { ladderCounts } from '#statistics/ladder-counts.ts';
import { tierMigration } from '#statistics/tier-migration.ts';
import { ask, engineWith, sale } from './tables.ts';

async function analysed(engine: Engine) {
  const { asOf } = await buildPanel({ engine, settings: { asOf: '2025-12-31', period: 'month' }, runStagePass: stagePass });
  return computeStatistics(engine, [ladderCounts, tierMigration], { asOf }, new AbortController().signal);
}

/** Orders every `gap` days from `start` on. */
function every(customer: string, start: string, gap: number, times: number, amount = 100) {
  return Array.from({ length: times }, (_, i) =>
    sale(customer, new Date(Date.parse(start) + i * gap * 86_400_000).toISOString().slice(0, 10), amount),
  );
}

/** Twelve months of repeat customers, so that new customers have 20 days to come again. */
const crowd = Array.from({ length: 12 }, (_, i) => every(`crowd ${i}`, `2024-${String(i + 1).padStart(2, '0')}-05`, 20, 3)).flat();

async function laddered(orders: ReturnType<typeof sale>[], customers: Record<string, string>[] = []) {
  const engine = await engineWith({ orders: [...crowd, ...orders], customers });
  const statistics = await analysed(engine);
  const rows = await ask(engine, sql`SELECT * FROM ladder`);
  return { statistics, rung: (id: string) => rows.find((row) => row.customer_id === id)?.rung, rows };
}

describe('S2-23: the ladder', () => {
  test('places each customer on the highest rung', async () => {
    const { rung } = await laddered(
      [
        ...every('old', '2024-06-01', 40, 15),
        ...every('often', '2024-06-01', 14, 42),
        ...every('regular', '2025-06-01', 30, 8),
        ...every('twice', '2025-12-12', 10, 2),
        ...every('pausing', '2025-08-20', 20, 4),
        sale('once', '2025-12-01', 50),
        sale('long ago', '2024-03-01', 50),
      ],
      [
        { customer_id: 'asking', first_contact: '2025-10-01' },
        { customer_id: 'tomorrow', first_contact: '2026-02-01' },
        { customer_id: 'once', first_contact: '2025-11-01' },
      ],
    );
    expect(['asking', 'once', 'twice', 'regular', 'old', 'often', 'pausing', 'long ago'].map(rung)).toEqual([
      'prospect',
      'new',
      'new',
      'regular',
      'old',
      'loyal',
      'occasional',
      'ended',
    ]);
    expect(rung('tomorrow')).toBeUndefined();
  });

  test('counts every customer with an order once, and says how long a customer is new', async () => {
    const { statistics, rows } = await laddered([sale('once', '2025-12-01', 50), sale('gone', '2025-11-01', -20, { kind: 'refund' })]);
    const counted = statistics.ladder_counts!.reduce((sum, row) => sum + Number(row.n), 0);
    expect(counted).toBe(rows.length);
    expect(counted).toBe(13);
    expect(statistics.ladder_counts![0]!.new_days).toBe(20);
  });
});

describe('S2-19: the value tiers of two years', () => {
  test('compare the last 365 days with the 365 before, each by its own ranks', async () => {
    const buyers = Array.from({ length: 100 }, (_, i) => [
      sale(`b${i}`, '2024-07-01', 1000 - i),
      ...(i === 0 ? [] : [sale(`b${i}`, '2025-07-01', i === 99 ? 5000 : 1000 - i)]),
    ]).flat();
    const engine = await engineWith({ orders: [...buyers, sale('old', '2023-01-01', 10), sale('new', '2025-05-05', 10)] });
    const statistics = await analysed(engine);
    const n = (from: string, to: string) =>
      Number(statistics.tier_migration!.find((row) => row.from_tier === from && row.to_tier === to)?.n ?? 0);
    expect(n('top', 'inactive')).toBe(1);
    expect(n('small', 'top')).toBe(1);
    expect(n('inactive', 'inactive')).toBe(1);
    expect(statistics.tier_migration!.reduce((sum, row) => sum + Number(row.n), 0)).toBe(101);
    expect(await ask(engine, sql`SELECT tier_before, tier_now FROM ladder WHERE customer_id = 'new'`)).toEqual([
      { tier_before: null, tier_now: 'small' },
    ]);
  });

  test('say nothing where the file has no amounts', async () => {
    const engine = await engineWith({ orders: crowd.map((line) => ({ ...line, net_amount: null })) });
    const statistics = await analysed(engine);
    expect(statistics.tier_migration).toEqual([]);
    expect(statistics.ladder_counts!.length).toBeGreaterThan(0);
  });
});
