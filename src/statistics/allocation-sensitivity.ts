import { compareAllocations } from '#models/value/allocation/compare.ts';
import { scatterCells } from '#models/value/scatter/cells.ts';
import { ledger } from '#panel/allocation.ts';
import { activityRules, amountRules, type CostRules } from '#panel/drivers.ts';
import { profitScatter } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { columnOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'allocation-sensitivity';
const schema: Record<string, StatisticType> = {
  kind: 'text',
  customer_id: 'text',
  n: 'integer',
  by_amount: 'integer',
  by_activity: 'integer',
  changing: 'integer',
  losing_amount: 'integer',
  losing_activity: 'integer',
  moved: 'integer',
  pools: 'integer',
  customers: 'integer',
  rho: 'number',
  rho_low: 'number',
  rho_high: 'number',
};
const nullable = ['customer_id', 'losing_amount', 'losing_activity', 'moved', 'pools', 'customers', 'rho', 'rho_low', 'rho_high'];

/**
 * Profit of customers with all pools of costs shared by revenue (`by_amount`) and by what was done for them (`by_activity`), money in ten-thousandths:
 * one row `all` with the rank correlation, the customers who change sign, lose by each, what moves between customers and the pools in all (`n` compared of
 * `customers`); then rows `point`, each customer while they are few, else cells of a grid. Empty without amounts or without a cost that belongs to no customer.
 */
export const allocationSensitivity: Statistic = {
  id,
  table: 'allocation_sensitivity',
  schema,
  nullable,
  smallestGroup: 5,
  personal: true,
  lazy: true,
  inputs: (_, { asOf }) => ({
    customers: profits(asOf),
    pools: sql`SELECT CAST(coalesce(sum(amount), 0) * 10000 AS DOUBLE) AS pools, (SELECT count(*) FROM customer_state WHERE profit IS NOT NULL) AS customers
      FROM costs WHERE customer_id IS NULL AND date <= CAST(${asOf} AS DATE) AND type IN (${Object.keys(activityRules)})`,
  }),
  compute({ customers, pools }): StatisticRow[] {
    const values = (name: string): number[] => Array.from(columnOf(customers!, name).values, Number);
    const ids = Array.from(columnOf(customers!, 'customer_id').values, String);
    const [activity, amount] = [values('by_activity'), values('by_amount')];
    const total = Number(columnOf(pools!, 'pools').values[0] ?? 0);
    if (ids.length === 0 || total === 0) return [];
    const { n, rank, changing, losing, moved } = compareAllocations({ activity, amount });
    const all = { kind: 'all', customer_id: null, n, by_amount: sum(amount), by_activity: sum(activity), changing };
    const cells = scatterCells({ ids, x: amount, y: activity }, profitScatter.singles, profitScatter.across, profitScatter.down);
    return [
      {
        ...all,
        losing_amount: losing.amount,
        losing_activity: losing.activity,
        moved: Math.round(moved),
        pools: total,
        customers: Number(columnOf(pools!, 'customers').values[0] ?? n),
        rho: rank?.rho ?? null,
        rho_low: rank?.low ?? null,
        rho_high: rank?.high ?? null,
      },
      ...cells.map(({ members, bounds }) => ({
        kind: 'point',
        customer_id: bounds ? null : ids[members[0]!]!,
        n: members.length,
        by_amount: sum(members.map((index) => amount[index]!)),
        by_activity: sum(members.map((index) => activity[index]!)),
        changing: members.filter((index) => activity[index]! < 0 !== amount[index]! < 0).length,
        losing_amount: null,
        losing_activity: null,
        moved: null,
        pools: null,
        customers: null,
        rho: null,
        rho_low: null,
        rho_high: null,
      })),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'changing', 'losing_amount', 'losing_activity']);
    expect(id, rows.length === 0 || rows.filter(({ kind }) => kind === 'all').length === 1, 'not one row of all');
  },
};

/** Profit of a seeded sample of customers under both allocations, in ten-thousandths; shares of the allocation in force are put back first. */
function profits(asOf: string): Sql {
  const shares = (rules: CostRules): Sql =>
    sql`SELECT customer_id, sum(amount) AS amount FROM (${ledger(asOf, rules)}) WHERE shared AND customer_id IS NOT NULL GROUP BY customer_id`;
  const units = (amount: Sql): Sql => sql`CAST((s.profit + coalesce(o.amount, 0) - coalesce(${amount}, 0)) * 10000 AS DOUBLE)`;
  return sql`SELECT s.customer_id, ${units(sql`y.amount`)} AS by_activity, ${units(sql`r.amount`)} AS by_amount
    FROM (SELECT customer_id, profit FROM customer_state WHERE profit IS NOT NULL ORDER BY hash(customer_id), customer_id LIMIT ${profitScatter.sample}) s
    LEFT JOIN (SELECT customer_id, sum(amount) AS amount FROM cost_ledger WHERE shared AND customer_id IS NOT NULL GROUP BY customer_id) o ON o.customer_id = s.customer_id
    LEFT JOIN (${shares(activityRules)}) y ON y.customer_id = s.customer_id
    LEFT JOIN (${shares(amountRules)}) r ON r.customer_id = s.customer_id
    ORDER BY s.customer_id`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
