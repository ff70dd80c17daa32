import { deferredCost, expectedLife } from '#models/value/allocation/amortise.ts';
import { scatterCells } from '#models/value/scatter/cells.ts';
import { profitScatter } from '#schema/thresholds.ts';
import { sql } from '#sql/sql.ts';
import { columnOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'revenue-profit';
const schema: Record<string, StatisticType> = {
  customer_id: 'text',
  n: 'integer',
  amount: 'integer',
  profit: 'integer',
  losing: 'integer',
  deferred: 'integer',
  losing_amortised: 'integer',
  lost_amortised: 'integer',
  amount_amortised: 'integer',
  life_days: 'number',
  amount_from: 'integer',
  amount_to: 'integer',
  profit_from: 'integer',
  profit_to: 'integer',
};
const nullable = [
  'customer_id',
  'deferred',
  'losing_amortised',
  'lost_amortised',
  'amount_amortised',
  'life_days',
  'amount_from',
  'amount_to',
  'profit_from',
  'profit_to',
];

/**
 * Customers by amount and full-cost profit: each one while they are few, else cells of a grid (`.._from` included, `.._to` excluded) with sums; money in
 * ten-thousandths. `losing`: customers of the row below zero. `deferred`: acquisition cost not yet written off when it is spread over the expected life
 * `life_days`, and `losing_amortised` who would then still lose, `lost_amortised` in all, with `amount_amortised` of the amount; null without acquisition costs or without an end seen. Empty without amounts.
 */
export const revenueProfit: Statistic = {
  id,
  table: 'revenue_profit',
  schema,
  nullable,
  smallestGroup: 5,
  personal: true,
  lazy: true,
  inputs: () => ({
    customers: sql`SELECT s.customer_id, CAST(s.amount * 10000 AS DOUBLE) AS amount, CAST(s.profit * 10000 AS DOUBLE) AS profit,
        CAST(coalesce(a.cost, 0) * 10000 AS DOUBLE) AS acquisition, CAST(coalesce(s.tenure_days, 0) + 1 AS DOUBLE) AS lived, CAST(s.ended AS INTEGER) AS ended,
        CAST(coalesce(e.periods, 0) * (SELECT period_days FROM analysis) AS DOUBLE) AS observed, CAST(coalesce(e.ends, 0) AS INTEGER) AS ends
      FROM customer_state s LEFT JOIN (SELECT customer_id, sum(e_periods + f_periods + s_periods + d_periods) AS periods, count(CASE WHEN ended THEN 1 END) AS ends
        FROM episodes GROUP BY customer_id) e ON e.customer_id = s.customer_id
      LEFT JOIN (SELECT customer_id, sum(amount) AS cost FROM cost_ledger WHERE type = 'acquisition' GROUP BY customer_id) a
        ON a.customer_id = s.customer_id
      WHERE s.profit IS NOT NULL AND s.amount IS NOT NULL ORDER BY s.customer_id`,
  }),
  compute({ customers }): StatisticRow[] {
    const values = (name: string): number[] => Array.from(columnOf(customers!, name).values, Number);
    const ids = Array.from(columnOf(customers!, 'customer_id').values, String);
    const [amount, profit, acquisition, lived, ended] = [
      values('amount'),
      values('profit'),
      values('acquisition'),
      values('lived'),
      values('ended'),
    ];
    const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
    const life = acquisition.some((cost) => cost !== 0) ? expectedLife(sum(values('observed')), sum(values('ends'))) : null;
    const deferred = ids.map((_, index) =>
      life === null ? 0 : Math.round(deferredCost(acquisition[index]!, lived[index]!, ended[index] === 1, life)),
    );
    return scatterCells({ ids, x: amount, y: profit }, profitScatter.singles, profitScatter.across, profitScatter.down).map(
      ({ members, bounds }) => {
        const total = (list: readonly number[]): number => sum(members.map((index) => list[index]!));
        const spread = members.map((index) => profit[index]! + deferred[index]!);
        const below = members.filter((_, place) => spread[place]! < 0);
        return {
          customer_id: bounds ? null : ids[members[0]!]!,
          n: members.length,
          amount: total(amount),
          profit: total(profit),
          losing: members.filter((index) => profit[index]! < 0).length,
          deferred: life === null ? null : total(deferred),
          losing_amortised: life === null ? null : below.length,
          lost_amortised: life === null ? null : sum(spread.filter((value) => value < 0)),
          amount_amortised: life === null ? null : sum(below.map((index) => amount[index]!)),
          life_days: life,
          amount_from: bounds ? bounds.x[0] : null,
          amount_to: bounds ? bounds.x[1] : null,
          profit_from: bounds ? bounds.y[0] : null,
          profit_to: bounds ? bounds.y[1] : null,
        };
      },
    );
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'losing', 'losing_amortised']);
    expect(
      id,
      rows.every((row) => Number(row.losing) <= Number(row.n)),
      'more customers lose than there are',
    );
  },
};
