import { expect, test } from 'vitest';
import { sql } from '#sql/sql.ts';
import { ask, build, engineWith, sale } from './tables.ts';

/** Two orders in each of the months `first` … `last` of 2024 and 2025 (0 = January 2024). */
const regular = (customer: string, amount: number, first: number, last: number) =>
  Array.from({ length: 2 * (last - first + 1) }, (_, i) => {
    const month = first + Math.floor(i / 2);
    return sale(customer, `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${i % 2 ? '20' : '05'}`, amount);
  });

test('C17: a stage measures a customer against itself, a tier against the others: both are kept apart', async () => {
  const engine = await engineWith({
    orders: [
      ...regular('small and mature', 5, 0, 23),
      ...regular('large and mature', 5000, 0, 23),
      ...regular('large and new', 9000, 22, 23),
      ...Array.from({ length: 20 }, (_, i) => regular(`other ${i}`, 50 + i, 0, 23)).flat(),
    ],
  });
  await build(engine, { period: 'month', asOf: '2025-12-31' });
  const rows = await ask(
    engine,
    sql`SELECT customer_id, stage, early, tier FROM customer_state WHERE customer_id NOT LIKE 'other%' ORDER BY customer_id`,
  );
  expect(rows).toEqual([
    { customer_id: 'large and mature', stage: 'S', early: false, tier: 'big' },
    { customer_id: 'large and new', stage: 'E', early: true, tier: 'medium' },
    { customer_id: 'small and mature', stage: 'S', early: false, tier: 'small' },
  ]);
});
