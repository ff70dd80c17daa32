import { describe, expect, it } from 'vitest';
import { sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import { ask, build, engineWith, sale, type Records } from './tables.ts';

async function states(records: Records): Promise<Record<string, Row>> {
  const engine = await engineWith(records);
  await build(engine, { period: 'month', asOf: '2024-12-31' });
  const rows = await ask(engine, sql`SELECT * FROM customer_state`);
  return Object.fromEntries(rows.map((row) => [String(row.customer_id), row]));
}

const days = (customer: string, count: number, more: (index: number) => Record<string, string | number> = () => ({})) =>
  Array.from({ length: count }, (_, index) => sale(customer, `2024-${String(12 - index).padStart(2, '0')}-10`, 10, more(index)));

const answer = (customer: string, item: string, value: number, more: Record<string, string | number | boolean> = {}) => ({
  ...{
    response_id: customer,
    customer_id: customer,
    item_id: item,
    construct: 'affect',
    value,
    scale_min: 1,
    scale_max: 7,
    date: '2024-06-01',
  },
  ...more,
});

describe('repeat and recency', () => {
  it('are mid-rank percentiles: ties share the middle of their places', async () => {
    const state = await states({
      orders: [sale('a', '2024-12-01', 1), sale('b', '2024-12-01', 1), sale('c', '2024-12-05', 1), sale('d', '2024-12-09', 1)],
    });
    expect(['a', 'b', 'c', 'd'].map((id) => state[id]!.recency)).toEqual([25, 25, 62, 87]);
  });

  it('rank order-days per period lived and the last order, among customers neither ended nor too young to judge', async () => {
    const first = [...days('often', 12), ...days('seldom', 5), sale('gone', '2022-01-01', 1), sale('gone', '2022-02-01', 1)];
    const last = first
      .map(({ date }) => String(date))
      .sort()
      .at(-1)!;
    const state = await states({ orders: [...first, sale('newcomer', last, 1)] });
    expect(state.gone).toMatchObject({ ended: true, repeat: null, recency: null });
    expect(state.newcomer).toMatchObject({ early: true, repeat: null });
    expect([state.often!.repeat, state.seldom!.repeat].sort()).toEqual([25, 75]);
  });
});

describe('attachment', () => {
  it('is the mean of the affect and preference items on 0 to 100, reversed where flagged', async () => {
    const surveys = [answer('a', 'A', 7), answer('a', 'B', 1, { reversed: true }), answer('a', 'C', 4, { construct: 'preference' })];
    const state = await states({ orders: days('a', 1), surveys });
    expect(state.a).toMatchObject({ attachment: 83, attachment_source: 'survey' });
  });

  it('needs half of the items answered, and takes the latest answer to each', async () => {
    const surveys = [
      ...['A', 'B', 'C', 'D'].map((item) => answer('all', item, 7)),
      answer('all', 'A', 1, { date: '2024-07-01' }),
      answer('half', 'A', 7),
      answer('half', 'B', 7),
      answer('less', 'A', 7),
      answer('bad', 'A', 9),
      answer('bad', 'B', 7, { valid: false }),
    ];
    const state = await states({ orders: ['all', 'half', 'less', 'bad'].flatMap((id) => days(id, 1)), surveys });
    expect(['all', 'half', 'less', 'bad'].map((id) => state[id]!.attachment)).toEqual([75, 100, null, null]);
  });

  it('falls back to two signs or more; share of full price alone is none', async () => {
    const orders = [...days('a', 2, () => ({ list_price: 10, qty: 1 })), ...days('b', 2, () => ({ list_price: 20, qty: 1 }))];
    const referrals = [{ referrer_id: 'a', referred_id: 'x', date: '2024-03-01' }];
    const contacts = [
      { customer_id: 'a', at: '2024-03-01 10:00:00', purpose: 'order', direction: 'in' },
      { customer_id: 'b', at: '2024-03-01 10:00:00', purpose: 'winback', direction: 'in' },
      { customer_id: 'b', at: '2024-03-01 10:00:00', purpose: 'service', direction: 'out' },
    ];
    expect((await states({ orders })).a).toMatchObject({ attachment: null, attachment_source: 'none', full_price: 1, deal_share: null });
    expect((await states({ orders, referrals })).a).toMatchObject({ attachment: 75, attachment_source: 'proxy' });
    const all = await states({ orders, referrals, contacts });
    expect([all.a!.attachment, all.b!.attachment]).toEqual([75, 25]);
  });
});

describe('what holds a customer', () => {
  it('reads alternatives on 0 to 1 and switching on 0 to 100 from their constructs', async () => {
    const surveys = [answer('a', 'X', 4, { construct: 'alternatives' }), answer('a', 'Y', 7, { construct: 'switching_cost' })];
    const state = await states({ orders: days('a', 1), surveys });
    expect(state.a).toMatchObject({ alternatives: 0.5, switching: 100, attachment: null });
  });

  it('knows shares of promotion and deals from three orders in twelve months', async () => {
    const promo = (index: number): Record<string, string | number> =>
      index < 2 ? { promo_id: 'P', list_price: 20, qty: 1 } : { list_price: 10, qty: 1 };
    const state = await states({
      orders: [...days('three', 3, promo), ...days('two', 2, promo), sale('old', '2023-06-01', 1, { promo_id: 'P' })],
    });
    expect(state.three).toMatchObject({ promo_share: 0.65, deal_share: 0.65, full_price: 0.3 });
    expect(state.two).toMatchObject({ promo_share: null, deal_share: null });
    expect(state.old).toMatchObject({ promo_share: null });
    expect((await states({ orders: days('a', 5) })).a).toMatchObject({ promo_share: null, deal_share: null, full_price: null });
  });

  it('compares orders a day in promotion weeks with other weeks', async () => {
    // the weeks from 8, 15, 22 and 29 January carry promotions: 28 of the 365 days up to 31 December
    const inPromo = ['2024-01-09', '2024-01-16', '2024-01-23', '2024-01-30'].map((date) => sale('a', date, 1, { promo_id: 'P' }));
    const other = ['2024-05-01', '2024-08-01'].map((date) => sale('a', date, 1));
    const state = await states({ orders: [sale('a', '2023-12-01', 1), ...inPromo, ...other, ...days('b', 4)] });
    expect(state.a!.promo_lift).toBe(10);
    expect(state.b!.promo_lift).toBe(null);
    const more = await states({ orders: [sale('a', '2023-12-01', 1), ...inPromo, ...days('a', 11)] });
    expect(more.a!.promo_lift).toBe(Math.floor((10 * 4 * 337) / (28 * 11)) / 10);
  });
});
