import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** Waterfall, scatter of revenue and profit, and sensitivity of a company with a few loss-makers; empty without amounts. */
export function profitStatistics(customers: number, hasAmount: boolean): StatisticTables {
  if (!hasAmount || customers === 0) return { profit_waterfall: [], revenue_profit: [], allocation_sensitivity: [] };
  const list = Array.from({ length: customers }, (_, index) => {
    const amount = 500 + ((index * 7919) % 4000);
    return { id: `c${index}`, amount, byAmount: amount * 0.12, byActivity: amount * 0.22 - 60 - ((index * 104_729) % 500) };
  });
  const money = (value: number): number => Math.round(value * 10_000);
  const sum = (of: (one: (typeof list)[number]) => number): number => list.reduce((total, one) => total + money(of(one)), 0);
  const steps: [string, number][] = [
    ['revenue', sum(({ amount }) => amount)],
    ['cogs', sum(({ amount }) => -0.58 * amount)],
    ['cost-service', sum(({ amount, byActivity }) => byActivity - 0.42 * amount)],
    ['unallocated', -money(40 * customers)],
  ];
  const ledger = steps.reduce((total, [, amount]) => total + amount, 0);
  const losing = list.filter(({ byActivity }) => byActivity < 0).length;
  return {
    profit_waterfall: [...steps, ['ledger', ledger] as const].map(([step, amount]) => ({ segment: '', step, customers, amount })),
    revenue_profit: list.map(({ id, amount, byActivity }) => ({
      customer_id: id,
      n: 1,
      amount: money(amount),
      profit: money(byActivity),
      losing: Number(byActivity < 0),
      deferred: money(30),
      losing_amortised: Number(byActivity + 30 < 0),
      lost_amortised: money(Math.min(0, byActivity + 30)),
      amount_amortised: money(byActivity + 30 < 0 ? amount : 0),
      life_days: 900,
      amount_from: null,
      amount_to: null,
      profit_from: null,
      profit_to: null,
    })),
    allocation_sensitivity: [
      row({
        kind: 'all',
        n: customers,
        by_amount: sum((one) => one.byAmount),
        by_activity: sum((one) => one.byActivity),
        changing: losing,
        losing_amount: 0,
        losing_activity: losing,
        moved: money(20 * customers),
        pools: money(60 * customers),
        customers,
        rho: 0.81,
        rho_low: 0.74,
        rho_high: 0.87,
      }),
      ...list.map(({ id, byAmount, byActivity }) =>
        row({
          kind: 'point',
          customer_id: id,
          n: 1,
          by_amount: money(byAmount),
          by_activity: money(byActivity),
          changing: Number(byActivity < 0),
        }),
      ),
    ],
  };
}

function row(known: StatisticRow): StatisticRow {
  const nothing = { customer_id: null, losing_amount: null, losing_activity: null, moved: null, pools: null, customers: null };
  return { ...nothing, rho: null, rho_low: null, rho_high: null, ...known };
}
