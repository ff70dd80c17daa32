import type { Engine } from '#engine/engine.ts';
import { random } from '#numeric/random.ts';
import { exponential, gamma } from '#numeric/variates.ts';
import { sql } from '#sql/sql.ts';
import { encode } from '#table/arrow.ts';
import { isoOfDay } from '#table/calendar.ts';
import type { ColumnKind } from '#table/table.ts';
import { engineWith } from './tables.ts';

/** Day 0 of the simulated bases. */
const start = Date.UTC(2021, 0, 1) / 86_400_000;

/** The days (since the first day of the base) on which each customer buys, the first one included; they come during the first half. */
export function simulatedPurchases(customers: number, days: number, seed = 5): number[][] {
  const draw = random(seed);
  const [r, alpha, a, b] = [0.8, 40, 1, 4];
  return Array.from({ length: customers }, () => {
    const first = Math.floor((draw() * days) / 2);
    const rate = gamma(draw, r) / alpha;
    const [leaves, stays] = [gamma(draw, a), gamma(draw, b)];
    const dropout = leaves / (leaves + stays);
    const bought = [first];
    for (let time = first; draw() > dropout;) {
      time += exponential(draw, rate);
      if (time >= days) break;
      const day = Math.ceil(time);
      if (day > bought.at(-1)! && day < days) bought.push(day);
    }
    return bought;
  });
}

/** An engine with the orders of a simulated base: amounts around 20 that differ between customers, one segment for each third customer. */
export function simulatedBase(customers: number, days: number, seed?: number): Promise<Engine> {
  return baseOf(simulatedPurchases(customers, days, seed));
}

/** The same of given purchases: for each customer the days since the first day of the base. */
export async function baseOf(purchases: readonly (readonly number[])[]): Promise<Engine> {
  const engine = await engineWith({});
  const draw = random(11);
  const rows = purchases.flatMap((bought, i) => {
    const own = 5 + gamma(draw, 3) * 5;
    const id = `c${String(i).padStart(4, '0')}`;
    return bought.map((day) => [id, start + day, Math.round(100 * own * (0.5 + draw())) / 100] as const);
  });
  const column = (name: string, kind: ColumnKind, place: 0 | 1 | 2) => ({ name, kind, values: rows.map((row) => row[place]) });
  const columns = [column('customer_id', 'text', 0), column('day', 'date', 1), column('amount', 'number', 2)];
  await engine.load('simulated', [encode({ rowCount: rows.length, columns })]);
  await engine.execute(sql`INSERT INTO imported.orders_all (order_id, customer_id, date, net_amount, kind, state)
    SELECT concat(customer_id, '-', day), customer_id, day, amount, 'sale', 'counted' FROM simulated`);
  await engine.execute(
    sql`INSERT INTO imported.customers (customer_id, segment) SELECT DISTINCT customer_id, 'third ' || (CAST(substr(customer_id, 2) AS INTEGER) % 3) FROM orders`,
  );
  return engine;
}

/** The last day of a base of so many days. */
export const lastDay = (days: number): string => isoOfDay(start + days - 1);
