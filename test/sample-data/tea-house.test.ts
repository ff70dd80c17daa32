import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate } from '../../sample-data/tea-house/generate.ts';

const folder = join(import.meta.dirname, '../../sample-data/tea-house');
const files = generate();

function table(path: string): Record<string, string>[] {
  const [header, ...lines] = files[path]!.trimEnd().split('\n');
  const names = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index]!, cell])));
}

describe('the tea house', () => {
  test.each(Object.keys(files))('%s is committed as the script writes it', (path) => {
    expect(readFileSync(join(folder, path), 'utf8') === files[path]).toBe(true);
  });

  test('stays small: under 4 MB together', () => {
    expect(Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThan(4_000_000);
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
