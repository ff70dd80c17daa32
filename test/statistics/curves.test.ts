import { beforeAll, describe, expect, test } from 'vitest';
import { analyse as referralOf } from '#lenses/referral/analyse.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { analyse, engineWith, sale } from '../panel/tables.ts';

const day = (days: number): string => new Date(Date.UTC(2021, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Twelve regulars who order every 30 days for three years (from their second year on they pay a tenth more for the same tea than newcomers do
 * then), twenty-four newcomers of the second and third year who order the same way for two years at the usual price, and twelve customers
 * who order twice and are gone. Winning each costs 30, or 12 for those who were referred, each order 2 of transaction cost, the first twelve refer one newcomer each; other
 * recommendations won nobody: of oneself, of a customer already, of somebody brought before, of somebody who never bought.
 */
function company() {
  const orders: Record<string, string | number | null>[] = [];
  const costs: Record<string, string | number>[] = [];
  const customers: Record<string, string>[] = [];
  const buy = (customer: string, start: number, days: number, price: (day: number) => number, won = 30) => {
    customers.push({ customer_id: customer, first_contact: day(start) });
    costs.push({ customer_id: customer, date: day(start), amount: won, type: 'acquisition' });
    for (let t = 0; t < days; t += 30) {
      orders.push(sale(customer, day(start + t), 2 * price(t), { sku: 'tea', qty: 2, cogs: 8, order_id: `${customer}-${t}` }));
      costs.push({ customer_id: customer, date: day(start + t), amount: 2, type: 'transaction' });
    }
  };
  for (let i = 0; i < 12; i++) buy(`regular-${i}`, i, 1095, (t) => (t < 366 ? 10 : 11));
  for (let i = 0; i < 24; i++) buy(`newcomer-${i}`, 300 + i * 6, 730, () => 10, i < 12 ? 12 : 30);
  for (let i = 0; i < 12; i++) buy(`lost-${i}`, 10 + i, 30, () => 10);
  const referrals = Array.from({ length: 12 }, (_, i) => ({
    referrer_id: `regular-${i}`,
    referred_id: `newcomer-${i}`,
    date: day(300 + i * 6),
  }));
  const uncounted = [
    { referrer_id: 'regular-3', referred_id: 'regular-3', date: day(3) },
    { referrer_id: 'regular-5', referred_id: 'newcomer-0', date: day(300) },
    { referrer_id: 'regular-5', referred_id: 'regular-1', date: day(400) },
    { referrer_id: 'regular-5', referred_id: 'never-bought', date: day(400) },
  ];
  return { orders, costs, customers, referrals: [...referrals, ...uncounted] };
}

let tables: StatisticTables;
let again: StatisticTables;
beforeAll(async () => {
  const engine = await engineWith(company());
  tables = (await analyse(engine, { period: 'quarter' })).statistics;
  again = (await analyse(engine, { period: 'quarter' })).statistics;
}, 120_000);

const one = (table: string, where: Record<string, unknown>): StatisticRow | undefined =>
  tables[table]!.find((row) => Object.entries(where).every(([key, value]) => row[key] === value));

describe('stage variables', () => {
  const stable = (variable: string, base = 'all') => one('stage_variables', { axis: 'stage', base, place: 'S', variable });

  test('C7: counts the same customers as stages do, all of them, those left, and the balanced panel', () => {
    expect(one('stage_variables', { axis: 'stage', base: 'all', place: 'E', variable: 'volume' })!.n).toBe(48);
    expect(one('stage_variables', { axis: 'stage', base: 'survivors', place: 'E', variable: 'volume' })!.n).toBe(36);
    expect(Number(one('stage_variables', { axis: 'stage', base: 'balanced', place: 'E', variable: 'volume' })!.n)).toBeLessThan(36);
  });

  test('orders every 30 days are 3.04 orders a quarter, and each costs 2 to process', () => {
    expect(Number(stable('volume')!.value)).toBeCloseTo(91.3125 / 30, 0);
    expect(Number(stable('efficiency')!.value)).toBeCloseTo(2, 6);
    expect(Number(stable('scale')!.value)).toBeCloseTo(4, 6);
  });

  test('what the files do not hold has no row: minutes of contacts', () => {
    expect(tables.stage_variables!.filter((row) => row.variable === 'coordination' || row.variable === 'communication')).toEqual([]);
  });

  test('a contrast compares the same customers: investment falls by the cost of winning them, over the periods of exploration', () => {
    const step = one('stage_variables', { axis: 'contrast', base: 'all', place: 'E>F', variable: 'input' })!;
    expect(Number(step.value)).toBeLessThan(0);
    expect(Number(step.high)).toBeLessThan(0);
    expect(step.p).toBeLessThan(0.001);
    expect(step.n).toBe(36);
  });

  test('C15: every mean carries its interval, and the interval holds the mean', () => {
    for (const row of tables.stage_variables!) {
      if (row.value === null) continue;
      expect(Number(row.low)).toBeLessThanOrEqual(Number(row.value) + 1e-9);
      expect(Number(row.high)).toBeGreaterThanOrEqual(Number(row.value) - 1e-9);
    }
  });
});

test('a change from where the axis begins is narrower than two means by themselves, since the same customers stand behind both', () => {
  const rows = tables.stage_variables!.filter((row) => row.axis === 'stage' && row.base === 'all' && row.variable === 'profit');
  const [first, last] = ['E', 'S'].map((place) => rows.find((row) => row.place === place)!) as [StatisticRow, StatisticRow];
  const difference = Number(last.value) - Number(first.value);
  expect(Number(last.change_low)).toBeLessThanOrEqual(difference + 1e-3);
  expect(Number(last.change_high)).toBeGreaterThanOrEqual(difference - 1e-3);
  expect([first.change_low, first.change_high]).toEqual([null, null]);
  const others = [...tables.stage_variables!, ...tables.variable_curves!].filter(
    (row) => row.axis === 'contrast' || row.axis === 'calendar',
  );
  expect(others.every((row) => row.change_low === null)).toBe(true);
  const aged = tables.variable_curves!.filter((row) => row.axis === 'age' && row.variable === 'volume' && row.place !== '0');
  expect(aged.every((row) => Number(row.change_low) <= Number(row.change_high))).toBe(true);
});

describe('curves along age and calendar', () => {
  const curve = (base: string, variable = 'volume', axis = 'age') =>
    tables
      .variable_curves!.filter((row) => row.axis === axis && row.base === base && row.variable === variable)
      .sort((a, b) => (axis === 'age' ? Number(a.place) - Number(b.place) : String(a.place) < String(b.place) ? -1 : 1));

  test('C5: the risk set holds those old enough, so it never grows with age', () => {
    const sizes = curve('all').map((row) => Number(row.n));
    expect(sizes[0]).toBe(48);
    expect(sizes.every((n, i) => i === 0 || n <= sizes[i - 1]!)).toBe(true);
    expect(sizes.at(-1)).toBeLessThan(48);
  });

  test('C7: nobody who is left orders more, yet the mean of survivors rises as the others leave; that of all acquired does not', () => {
    const at = (base: string, age: number): number => Number(curve(base)[age]!.value);
    expect(at('survivors', 9)).toBeGreaterThan(at('survivors', 1) * 1.25);
    expect(at('all', 7)).toBeCloseTo(at('all', 1), 0);
    expect(at('all', 9)).toBeLessThan(at('survivors', 9) * 0.8);
  });

  test('C7: the balanced panel is the same customers at every age', () => {
    expect(new Set(curve('balanced').map((row) => row.n)).size).toBe(1);
  });

  test('C23: the price index sees the dearer price of old customers, at the same product and time', () => {
    const price = curve('all', 'price');
    expect(Number(price[0]!.value)).toBeLessThan(Number(price.at(-1)!.value));
  });

  test('C9: the same means stand on the calendar, by the first day of the month', () => {
    const months = curve('all', 'volume', 'calendar').map((row) => String(row.place));
    expect(months[0]).toBe('2021-01-01');
    expect(months.every((month) => month.endsWith('-01'))).toBe(true);
  });
});

describe('six parts', () => {
  const year = (view: string, k: number): StatisticRow => one('six_part', { view, year: k })!;
  const each = (row: StatisticRow, key: string): number => Number(row[key]) / 10_000 / Number(row.present);

  test('acquired: everyone whose year is complete, and those still there', () => {
    expect([year('acquired', 0).n, year('acquired', 0).present]).toEqual([48, 48]);
    expect([year('acquired', 2).n, year('acquired', 2).present]).toEqual([24, 12]);
  });

  test('C23: units are valued at what newcomers pay for the same tea in the same calendar year', () => {
    const second = year('balanced', 1);
    expect(each(second, 'revenue')).toBeGreaterThan(each(second, 'quantity'));
    expect(each(year('balanced', 0), 'revenue')).toBeCloseTo(each(year('balanced', 0), 'quantity'), 6);
  });

  test('C21: a referral that won a customer saves what others cost less what this one cost, once, as the lens of referrals says', () => {
    expect(each(year('acquired', 0), 'acquisition')).toBeCloseTo((36 * 30 + 12 * 12) / 48, 6);
    const referred = tables.six_part!.filter((row) => row.view === 'acquired').reduce((sum, row) => sum + Number(row.referral) / 10_000, 0);
    expect(referred).toBeCloseTo(12 * (30 - 12), 3);
    const lens = referralOf(tables, { share: 0, usualCost: null }, new AbortController().signal);
    expect([lens.usualCost, lens.saved]).toEqual([30, 12 * (30 - 12)]);
  });
});

test('C9: cohorts by month and age count customers, those who ordered and what they brought', () => {
  const first = one('cohort_age', { cohort: '2021-01-01', age: 0 })!;
  expect([first.n, first.active]).toEqual([24, 24]);
  const later = one('cohort_age', { cohort: '2021-01-01', age: 5 })!;
  expect([later.n, later.active]).toEqual([24, 12]);
  // the squares are of customers, not of the cell: as many equal ones as are in the cell have the least
  for (const [sums, squares] of [
    ['amount', 'amount_squares'],
    ['profit', 'profit_squares'],
  ] as const) {
    const sum = Number(later[sums]) / 10_000;
    expect(Number(later[squares])).toBeGreaterThan((1.5 * sum ** 2) / 24);
    expect(Number(later[squares])).toBeLessThan(sum ** 2);
  }
});

test('C27: the same orders give the same rows', () => {
  for (const table of ['stage_variables', 'variable_curves', 'six_part', 'cohort_age']) expect(again[table]).toEqual(tables[table]);
});

test('without costs and referrals the parts that need them are not known', async () => {
  const orders = company()
    .orders.filter(({ customer_id }) => /^regular/.test(String(customer_id)))
    .map(({ cogs: _unknown, ...order }) => order);
  const { statistics } = await analyse(await engineWith({ orders }), { period: 'quarter' });
  const row = statistics.six_part!.find(({ view, year }) => view === 'acquired' && year === 1)!;
  expect([row.costs_known, row.referral, row.acquisition, row.cost_at_base]).toEqual([0, null, null, null]);
}, 120_000);
