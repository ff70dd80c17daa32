import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

const testers = sql`(SELECT customer_id FROM customers WHERE regexp_matches(lower(coalesce(email, '')), '^test([0-9._+-]|@)|@(test|example)[.]')
  OR regexp_matches(lower(coalesce(name, '')), '^(test|tester|test user|test customer|测试|測試).{0,3}$'))`;

/** Orders of customers who look like tests by their name or e-mail. */
export const testBuyers: FindingDefinition = {
  id: 'test-buyers',
  detect: sql`SELECT count(*) AS "rows", count(DISTINCT customer_id) AS "customers", coalesce(sum(net_amount), 0)::DOUBLE AS "amount"
    FROM orders WHERE customer_id IN ${testers}`,
  serious: () => true,
  remedies: [
    {
      id: 'leave-out',
      columns: () => ({ state: sql`CASE WHEN state = 'counted' AND customer_id IN ${testers} THEN 'test' ELSE state END` }),
    },
  ],
};
