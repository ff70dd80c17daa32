import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stageCurve } from '#models/lifecycle/stage-curve/definition.ts';
import { profitCurve } from '#models/value/profit-curve/definition.ts';
import { whale } from '#models/value/whale/definition.ts';
import { generate } from '../../sample-data/tea-house/generate.ts';

const folder = join(import.meta.dirname, '../../sample-data/tea-house');
const files = generate();

function table(path: string): Record<string, string>[] {
  const [header, ...lines] = files[path]!.trimEnd().split('\n');
  const names = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index]!, cell])));
}

const days = (iso: string) => Date.parse(iso.slice(0, 10)) / 86_400_000;
const month = 30.4375;
const end = days('2026-07-01');

interface Account {
  origin: number;
  profit: number;
  amounts: number[];
  profits: number[];
}

/** What a bookkeeper would add up by customer and month of age, straight from the files. */
function accounts(): Account[] {
  const byCustomer = new Map<string, Account>();
  for (const line of table('orders.csv')) {
    if (!line.customer_id || line.status_text === 'cancelled') continue;
    const zeros = () => new Array<number>(60).fill(0);
    const account = byCustomer.get(line.customer_id) ?? { origin: days(line.date!), profit: 0, amounts: zeros(), profits: zeros() };
    byCustomer.set(line.customer_id, account);
    const age = Math.floor((days(line.date!) - account.origin) / month);
    account.amounts[age]! += Number(line.net_amount);
    account.profits[age]! += Number(line.net_amount) - Number(line.cogs);
    account.profit += Number(line.net_amount) - Number(line.cogs);
  }
  for (const { customer_id, date, amount } of table('costs.csv')) {
    const account = byCustomer.get(customer_id!);
    if (!account) continue;
    account.profit -= Number(amount);
    account.profits[Math.max(0, Math.floor((days(date!) - account.origin) / month))]! -= Number(amount);
  }
  return [...byCustomer.values()];
}

/** Sums by age over the customers whose month of that age is complete. */
function byAge(list: readonly Account[]): { age: number; n: number; amount: number; profit: number }[] {
  return Array.from({ length: 54 }, (_, age) => {
    const observed = list.filter(({ origin }) => origin + (age + 1) * month <= end);
    const total = (pick: (account: Account) => number) => observed.reduce((sum, account) => sum + pick(account), 0);
    return { age, n: observed.length, amount: total(({ amounts }) => amounts[age]!), profit: total(({ profits }) => profits[age]!) };
  }).filter(({ n }) => n > 0);
}

describe('what the models find in the tea house', () => {
  const go = { aborted: false };
  const list = accounts();
  const ages = byAge(list);

  test('the stage curve: its boundaries are those of the generating process', () => {
    const found = stageCurve.fit({ points: ages.map(({ age, n, amount }) => ({ age, n, value: amount / n })) }, {}, go);
    const points = table('truth/curve.csv').map(({ age, n, amount }) => ({ age: Number(age), n: Number(n), value: Number(amount) }));
    const truth = stageCurve.fit({ points }, {}, go).estimates!.boundaries;
    const { formation, stable, decline } = found.estimates!.boundaries;
    expect(found.diagnostics.r2).toBeGreaterThan(0.97);
    expect(Math.abs(formation! - truth.formation!)).toBeLessThan(0.5);
    expect(Math.abs(stable! - truth.stable!)).toBeLessThan(0.7);
    expect(Math.abs(decline! - truth.decline!)).toBeLessThan(1.5);
  });

  test('the profit curve: acquisition is paid back within a year, as expected', () => {
    const found = profitCurve.fit({ ages, replicates: [] }, profitCurve.defaults, go).estimates!;
    const expected = table('truth/curve.csv').map(({ age, n, profit }) => ({
      age: Number(age),
      n: Number(n),
      profit: Number(profit) * Number(n),
    }));
    const truth = profitCurve.fit({ ages: expected, replicates: [] }, profitCurve.defaults, go).estimates!;
    expect(found.ages[0]!.cumulative).toBeLessThan(0);
    expect(Math.abs(found.breakEvenAge! - truth.breakEvenAge!)).toBeLessThanOrEqual(1);
  });

  test('the whale: the best fifth earns nine tenths or more, and losses drag the rest down', () => {
    const bins = list.map(({ profit }) => ({ customers: 1, profit })).sort((a, b) => b.profit - a.profit);
    const { top20, peak } = whale.fit({ bins }, { ...whale.defaults, replicates: 0 }, go).estimates!;
    expect(top20.value).toBeGreaterThan(0.9);
    expect(top20.value).toBeLessThan(1.2);
    expect(peak.value).toBeGreaterThan(1.05);
  });
});

describe('the tea house', () => {
  test.each(Object.keys(files))('%s is committed as the script writes it', (path) => {
    expect(readFileSync(join(folder, path), 'utf8') === files[path]).toBe(true);
  });

  test('stays small: under 6 MB together', () => {
    expect(Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThan(6_000_000);
  });

  test('what was bought agrees with what the generating process expects at every age', () => {
    const days = (iso: string) => Date.parse(iso) / 86_400_000;
    const lines = table('orders.csv').filter((line) => line.customer_id && line.status_text !== 'cancelled');
    const origin = new Map<string, number>();
    for (const line of lines) if (!origin.has(line.customer_id!)) origin.set(line.customer_id!, days(line.date!));
    const amounts = new Map<number, number>();
    for (const line of lines) {
      const start = origin.get(line.customer_id!)!;
      const age = Math.floor((days(line.date!) - start) / 30.4375);
      if (start + (age + 1) * 30.4375 <= days('2026-07-01')) amounts.set(age, (amounts.get(age) ?? 0) + Number(line.net_amount));
    }
    for (const { age, n, orders, amount } of table('truth/curve.csv')) {
      const mean = (amounts.get(Number(age)) ?? 0) / Number(n);
      const basket = Number(amount) / Number(orders);
      const standardError = basket * Math.sqrt((1.8 * Number(orders)) / Number(n));
      expect(Math.abs(mean - Number(amount)), `age ${age}: ${mean} against ${amount}`).toBeLessThan(4 * standardError);
    }
  });

  test('has refunds, cancelled orders, walk-in buyers and every pattern and bond', () => {
    const orders = table('orders.csv');
    expect(orders.some((line) => Number(line.net_amount) < 0)).toBe(true);
    expect(orders.some((line) => line.status_text === 'cancelled')).toBe(true);
    expect(orders.some((line) => line.customer_id === '')).toBe(true);
    const truth = table('truth/customers.csv');
    expect(new Set(truth.map((who) => who.pattern)).size).toBe(5);
    expect(new Set(truth.map((who) => who.bond)).size).toBe(7);
  });
});
