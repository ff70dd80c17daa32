import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** The statistics of retention for a base of so many customers with known curves; deterministic. */
export function retentionStatistics(customers: number, hasAmount: boolean): StatisticTables {
  if (customers === 0) return { cohort_triangle: [], lives: [] };
  return { cohort_triangle: triangle(customers, hasAmount), lives: lives(customers) };
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

/** Contracts of which 15 % end at the first renewal and a falling share at each later one; in two segments that are alike. */
function lives(customers: number): StatisticRow[] {
  const rows: StatisticRow[] = [];
  const add = (grouping: string, name: string, n: number): void => {
    let left = n;
    for (let time = 1; time <= 10 && left > 0; time++) {
      const [gone, kept] = [Math.round((left * 0.25) / (1 + 0.2 * time)), Math.round(n * 0.03)];
      for (const [cause, many] of [
        [1, Math.min(left, gone)],
        [0, Math.min(left - gone, kept)],
      ] as const)
        if (many > 0) rows.push({ grouping, name, time, cause, n: many });
      left -= gone + Math.min(left - gone, kept);
    }
    if (left > 0) rows.push({ grouping, name, time: 11, cause: 0, n: left });
  };
  add('all', 'all', customers);
  add('cohort', '2024-01-01', Math.floor(customers / 2));
  add('cohort', '2025-04-01', Math.ceil(customers / 2));
  add('segment', 'club', Math.floor(customers / 2));
  add('segment', 'guests', Math.ceil(customers / 2));
  const fact = (name: string, n: number) => ({ grouping: 'fact', name, time: 0, cause: 0, n });
  return [...rows, fact('contractual', 1), fact('yearly', 0), fact('cohort-months', 1), fact('start-unknown', 0), fact('returned', 0)];
}
