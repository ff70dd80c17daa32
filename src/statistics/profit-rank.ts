import type { Dialect } from '#sql/dialect.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'profit-rank';
const schema: Record<string, StatisticType> = { bin: 'integer', customers: 'integer', profit: 'integer', amount: 'integer' };

/** Customers by descending profit: each one while they are few, else rank groups that never mix gain and loss. Empty when no amount is known. */
export const profitRank: Statistic = {
  id,
  table: 'profit_rank',
  schema,
  nullable: [],
  smallestGroup: 5,
  sql: (d: Dialect): Sql => sql`SELECT profit_bin AS bin, count(*) AS customers, ${d.i64(sql`sum(profit_of) * 10000`)} AS profit,
      ${d.i64(sql`sum(amount_of) * 10000`)} AS amount
    FROM (SELECT profit_bin, profit AS profit_of, amount AS amount_of FROM customer_state WHERE profit IS NOT NULL) c GROUP BY profit_bin`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['bin', 'customers']);
    rows.forEach((row, index) => {
      const before = rows[index - 1];
      if (!before) return;
      const falls = Number(row.profit) / Number(row.customers) <= Number(before.profit) / Number(before.customers);
      expect(id, falls, `profit rises at bin ${String(row.bin)}`);
    });
  },
};
