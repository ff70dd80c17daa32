import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** The statistics of retention for a base of so many customers with known curves; deterministic. */
export function retentionStatistics(customers: number, hasAmount: boolean): StatisticTables {
  return { cohort_triangle: customers === 0 ? [] : triangle(customers, hasAmount) };
}

/** Quarters up to 2026-06-30, the last one whole; later cohorts come back a little more often. */
function triangle(customers: number, hasAmount: boolean): StatisticRow[] {
  const cohorts = customers < 100 ? 4 : 8;
  return Array.from({ length: cohorts }, (_, i) => i).flatMap((i) => {
    const n = Math.floor((customers * (i + 1)) / cohorts) - Math.floor((customers * i) / cohorts);
    const month = 2026 * 12 + 6 - 3 * (cohorts - i);
    let squares = 0;
    return Array.from({ length: cohorts - i }, (_, age) => {
      const share = age === 0 ? 1 : Math.min(0.95, 0.2 + 0.3 / age + 0.015 * i);
      const active = Math.round(n * share);
      squares += active * 260 ** 2;
      return {
        unit: 'quarter',
        cohort: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`,
        age,
        n,
        active,
        orders: active * 2,
        amount: hasAmount ? active * 240 * 10_000 : null,
        profit: hasAmount ? active * (age === 0 ? -20 : 90) * 10_000 : null,
        orders_squares: active * 5,
        amount_squares: hasAmount ? active * 260 ** 2 : null,
        profit_squares: hasAmount ? active * 120 ** 2 : null,
        cumulated_squares: hasAmount ? squares * (age + 1) : null,
        partial: Number(i + age === cohorts - 1 && customers % 2 === 0),
      };
    });
  });
}
