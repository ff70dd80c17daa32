import { yearlyRetention } from '#models/action/warning/decision.ts';
import { warnedOf } from '#models/action/warning/list.ts';
import { actionFacts, hazardCells, yearOfCustomers } from '#panel/action-query.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { endingOf, warningRisk } from './warning-risk.ts';

const id = 'warnings';
const schema: Record<string, StatisticType> = {
  state: 'text',
  rank: 'integer',
  customer_id: 'text',
  stage: 'text',
  score: 'number',
  points: 'integer',
  reasons: 'text',
  level: 'number',
  gap: 'number',
  profit: 'integer',
  value: 'integer',
  last_order: 'date',
};
const nullable = ['score', 'level', 'profit', 'value', 'last_order'];

/**
 * Customers at risk of decline (`warned`) and in decline (`declining`), each up to 200 by what is at stake: score, points and reasons, yearly profit and
 * value if kept (ten-thousandths). Customers who ended or are too young to be judged are never in it. Reasons are codes parted by commas.
 */
export const warnings: Statistic = {
  id,
  table: 'warnings',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  personal: true,
  inputs: (_, { asOf }) => ({ cells: hazardCells(asOf), facts: actionFacts(asOf), year: yearOfCustomers(asOf) }),
  compute({ cells: read, facts, year }, _, signal): StatisticRow[] {
    const [fact] = rowsOf(facts!);
    const { cells, fit } = warningRisk(read!, signal);
    const { estimates } = fit;
    if (!estimates || !fact) return [];
    const customers = rowsOf(year!);
    const profits = new Map(customers.map((row) => [String(row.customer_id), row.profit === null ? null : Number(row.profit)]));
    const orders = new Map(customers.map((row) => [String(row.customer_id), String(row.last_order)]));
    const latest = cells.filter(({ worse }) => worse === null);
    const retention = yearlyRetention(estimates.rate, Number(fact.period_days), endingOf(fact));
    const { list } = warnedOf(latest, estimates, profits, retention, Number(fact.alive_in_warnings) === 1);
    const ranks = { warned: 0, declining: 0 };
    return list.map((one) => ({
      state: one.state,
      rank: (ranks[one.state] += 1),
      customer_id: one.customer,
      stage: one.stage,
      score: one.score,
      points: one.points,
      reasons: one.reasons.join(','),
      level: one.level,
      gap: one.gap,
      profit: one.profit === null ? null : Math.round(one.profit * 10_000),
      value: one.value === null ? null : Math.round(one.value * 10_000),
      last_order: orders.get(one.customer) ?? null,
    }));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['rank', 'points']);
    for (const { state, stage, score } of rows) {
      expect(
        id,
        (state === 'declining') === (stage === 'D') && ['E', 'F', 'S', 'D'].includes(String(stage)),
        `${String(state)} in ${String(stage)}`,
      );
      expect(
        id,
        (score === null) === (stage === 'D') && (score === null || (Number(score) >= 0 && Number(score) <= 1)),
        `score ${String(score)}`,
      );
    }
  },
};
