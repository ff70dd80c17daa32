import type { Dialect } from '#sql/dialect.ts';
import { loyaltyThresholds } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'alive-effects';
const schema: Record<string, StatisticType> = { part: 'text', customers: 'integer', changed: 'integer' };

/**
 * What P(alive) changes where it can be switched on, whether or not it is. `part` 'loyalty': of the customers whose repeat purchases are ranked, how many stand on the other side of the cut of
 * the loyalty matrix when their orders per period are multiplied with P(alive), or are not where they are now (rule M15, input R). 'stages': of the customers old enough to be
 * judged who had not ended by the rules, how many are in decline or have ended by P(alive) only (rule M03).
 */
export const aliveEffects: Statistic = {
  id,
  table: 'alive_effects',
  schema,
  nullable: [],
  smallestGroup: null,
  lazy: true,
  sql: (d: Dialect): Sql => {
    const cut = sql`${loyaltyThresholds.repeat.cut}`;
    const judged = sql`customer_id IN (SELECT customer_id FROM alive_stages)`;
    return sql`SELECT 'loyalty' AS part, count(*) AS customers,
        ${d.i64(sql`coalesce(sum(CASE WHEN (repeat >= ${cut}) <> (repeat_other >= ${cut}) THEN 1 ELSE 0 END), 0)`)} AS changed
      FROM customer_state WHERE repeat IS NOT NULL
      UNION ALL SELECT 'stages', count(*), ${d.i64(sql`coalesce(sum(CASE WHEN ${judged} THEN 1 ELSE 0 END), 0)`)}
      FROM customer_state WHERE NOT early AND (NOT ended OR ${judged})`;
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['customers', 'changed']);
    for (const { customers, changed } of rows) expect(id, Number(changed) <= Number(customers), 'more changed than there are');
  },
};
