import { describe, expect, it } from 'vitest';
import { buildPanel, type PanelSettings } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { sql } from '#sql/sql.ts';
import type { Engine } from '#engine/engine.ts';
import { ask, engineWith, sale } from './tables.ts';

const build = (engine: Engine, settings: PanelSettings = {}) => buildPanel({ engine, settings, runStagePass: stagePass });

/** Orders on the 3rd and the 17th of every month of 2023 and 2024 up to month `last` (1 = January 2023). */
const regular = (customer: string, last: number) =>
  Array.from({ length: last * 2 }, (_, i) => {
    const month = Math.floor(i / 2);
    return sale(customer, `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${i % 2 === 0 ? '03' : '17'}`, 10);
  });
const settings = { period: 'month', asOf: '2024-12-31' } as const;
const stagesOf = sql`SELECT customer_id, period, period_end, stage, reason, flags FROM stages ORDER BY customer_id, age`;

describe('C13: the end of a contract', () => {
  const contract = (customer: string, end: string | null, more: object = {}) => ({
    contract_id: `${customer} ${end}`,
    customer_id: customer,
    start: '2023-01-01',
    end,
    ...more,
  });

  it('is an event in its period: decline and end together with nothing open, decline alone with something open', async () => {
    const engine = await engineWith({
      orders: [...regular('closed', 18), ...regular('open', 18)],
      subscriptions: [contract('closed', '2024-06-30'), contract('open', '2024-06-30')],
      complaints: [{ ticket_id: 'k', customer_id: 'open', opened: '2024-06-20 10:00:00', closed: null }],
    });
    await build(engine, settings);
    const rows = await ask(engine, stagesOf);
    const at = (customer: string) => rows.find((row) => row.customer_id === customer && String(row.period_end) >= '2024-06-30')!;
    expect(at('closed')).toMatchObject({ stage: 'T', reason: 'contract-end' });
    expect(String(at('closed').flags)).toContain('declined-first');
    expect(at('open')).toMatchObject({ stage: 'D', reason: 'contract-end' });
  });

  it('is none where the contract was renewed, is marked as running, has no date, or where contracts are not to count', async () => {
    const customers = ['renewed', 'running', 'undated', 'ended'];
    const engine = await engineWith({
      orders: customers.flatMap((customer) => regular(customer, 24)),
      subscriptions: [
        contract('renewed', '2024-06-30'),
        { contract_id: 'next', customer_id: 'renewed', start: '2024-07-01', end: '2025-06-30' },
        contract('running', '2024-06-30', { churned: false }),
        contract('undated', null, { churned: true }),
        contract('ended', '2024-06-30'),
      ],
    });
    await build(engine, settings);
    expect(await ask(engine, sql`SELECT customer_id, CAST(ended AS VARCHAR) AS ended, open_items FROM contract_ends`)).toEqual([
      { customer_id: 'ended', ended: '2024-06-30', open_items: 0 },
    ]);
    const ended = await ask(engine, sql`SELECT customer_id, count(*) AS n FROM episodes WHERE ended GROUP BY customer_id`);
    expect(ended).toEqual([{ customer_id: 'ended', n: 1 }]);
    await build(engine, { ...settings, contractual: false });
    expect(await ask(engine, sql`SELECT * FROM contract_ends`)).toEqual([]);
  });

  it('knows nothing of a contract that ends after the as-of date', async () => {
    const engine = await engineWith({ orders: regular('a', 24), subscriptions: [contract('a', '2025-01-31')] });
    await build(engine, settings);
    expect(await ask(engine, sql`SELECT * FROM contract_ends`)).toEqual([]);
  });
});
