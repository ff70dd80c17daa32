import type { Engine } from '#engine/engine.ts';
import { random } from '#numeric/random.ts';
import { exponential, gamma } from '#numeric/variates.ts';
import { join, sql } from '#sql/sql.ts';
import { isoOfDay } from '#table/calendar.ts';
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
export async function simulatedBase(customers: number, days: number, seed?: number): Promise<Engine> {
  const engine = await engineWith({});
  const draw = random(11);
  const values = simulatedPurchases(customers, days, seed).flatMap((bought, i) => {
    const own = 5 + gamma(draw, 3) * 5;
    const id = `c${String(i).padStart(4, '0')}`;
    return bought.map(
      (day) =>
        sql`(${`${id}-${day}`}, ${id}, CAST(${isoOfDay(start + day)} AS DATE), ${(own * (0.5 + draw())).toFixed(2)}, 'sale', 'counted')`,
    );
  });
  await engine.execute(sql`INSERT INTO imported.orders_all (order_id, customer_id, date, net_amount, kind, state) VALUES ${join(values)}`);
  await engine.execute(
    sql`INSERT INTO imported.customers (customer_id, segment) SELECT DISTINCT customer_id, 'third ' || (CAST(substr(customer_id, 2) AS INTEGER) % 3) FROM orders`,
  );
  return engine;
}

/** The last day of a base of so many days. */
export const lastDay = (days: number): string => isoOfDay(start + days - 1);
