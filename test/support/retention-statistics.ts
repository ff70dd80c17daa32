import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** The statistics of retention for a base of so many customers with known curves; deterministic. */
export function retentionStatistics(customers: number, hasAmount: boolean): StatisticTables {
  const models = {
    clv_leaderboard: leaderboard(customers),
    clv_tracking: tracked(customers),
    purchase_frequency: frequencies(customers),
    conditional_expectation: expectations(customers),
  };
  if (customers === 0) return { cohort_triangle: [], lives: [], ...models };
  return { cohort_triangle: triangle(customers, hasAmount), lives: lives(customers), ...models };
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

/** Models that miss by so much, in the order of their quality. */
const misses = { 'mbg-nbd': 1.02, 'pareto-nbd': 0.97, 'bg-nbd': 1.06, naive: 1.6 };
const cohorts = { all: 1, '2024-01-01': 0.6, '2025-04-01': 0.4 };
const part = (customers: number, share: number): number => Math.max(1, Math.round(customers * share));

function leaderboard(customers: number): StatisticRow[] {
  if (customers === 0) return [];
  return Object.entries(cohorts).flatMap(([cohort, share]) =>
    Object.entries(misses).map(([model, miss], i) => {
      const n = part(customers, share);
      return {
        model,
        cohort,
        n,
        actual: 2 * n,
        predicted: 2 * n * miss,
        mae: 0.8 + 0.1 * i,
        rmse: 1.6 + 0.1 * i,
        correlation: 0.62 - 0.03 * i,
        log_score: model === 'naive' ? null : -1.4 - 0.01 * i,
        alive: model === 'naive' ? null : 0.7 - 0.05 * i,
        hold_weeks: 39,
      };
    }),
  );
}

function tracked(customers: number): StatisticRow[] {
  if (customers === 0) return [];
  const week = (i: number): string => new Date(Date.UTC(2024, 0, 7) + (i - 1) * 7 * 86_400_000).toISOString().slice(0, 10);
  return Object.entries(cohorts).flatMap(([cohort, share]) =>
    Object.entries(misses).flatMap(([model, miss]) =>
      Array.from({ length: 78 }, (_, k) => k + 1).map((i) => {
        const level = (part(customers, share) / 20) * Math.min(1, i / 12) * Math.exp(-i / 90);
        return {
          model,
          cohort,
          week: i,
          ends: week(i),
          held_out: Number(i > 39),
          actual: Math.max(0, Math.round(level * (1 + 0.25 * Math.sin(i * 1.7)))),
          expected: level * (i > 39 ? miss : 1),
        };
      }),
    ),
  );
}

function frequencies(customers: number): StatisticRow[] {
  if (customers === 0) return [];
  const shape = customers < 100 ? [0.5, 0.3, 0.2] : [0.52, 0.17, 0.09, 0.06, 0.04, 0.03, 0.02, 0.07];
  return Object.entries(cohorts).flatMap(([cohort, share]) =>
    Object.entries(misses)
      .filter(([model]) => model !== 'naive')
      .flatMap(([model, miss]) =>
        shape.map((part0, purchases) => ({
          model,
          cohort,
          purchases,
          actual: Math.floor(part(customers, share) * part0),
          expected: part(customers, share) * part0 * (purchases === 0 ? 2 - miss : 1),
          chi2: 100 * Math.abs(miss - 1),
          degrees: 3,
          p: Math.exp(-30 * Math.abs(miss - 1)),
        })),
      ),
  );
}

function expectations(customers: number): StatisticRow[] {
  if (customers === 0) return [];
  return frequencies(customers).map(({ model, cohort, purchases, actual }) => {
    const mean = 0.3 + 0.6 * Number(purchases);
    return {
      model: model!,
      cohort: cohort!,
      purchases: purchases!,
      n: actual!,
      actual: mean,
      low: mean * 0.85,
      high: mean * 1.15,
      expected: mean * misses[model as keyof typeof misses],
    };
  });
}
