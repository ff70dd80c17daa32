import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** CDNOW's published estimates (reference values 2.2 to 2.5) with standard errors of the ln parameters, and a correlation of the two that belong together. */
const published: Record<string, { names: string[]; values: number[]; errors: number[] }> = {
  'bg-nbd': { names: ['r', 'alpha', 'a', 'b'], values: [0.2426, 4.4136, 0.7929, 2.4259], errors: [0.0518, 0.0857, 0.234, 0.291] },
  'mbg-nbd': { names: ['r', 'alpha', 'a', 'b'], values: [0.5248, 6.1831, 0.8914, 1.614], errors: [0.09, 0.085, 0.18, 0.24] },
  'pareto-nbd': { names: ['r', 'alpha', 's', 'beta'], values: [0.5533, 10.5777, 0.6062, 11.6687], errors: [0.0861, 0.0797, 0.309, 0.532] },
  'gamma-gamma': { names: ['p', 'q', 'gamma'], values: [6.2496, 3.7442, 15.4435], errors: [0.19, 0.08, 0.17] },
};

/** Fits of the whole base as statistic `purchase_fits` gives them; none for nobody. */
export function purchaseFits(n: number): StatisticRow[] {
  if (n === 0) return [];
  return Object.entries(published).flatMap(([model, { names, values, errors }]) =>
    names.map((parameter, i): StatisticRow => {
      const cov = (j: number) => (j >= names.length ? null : errors[i]! * errors[j]! * (i === j ? 1 : i >> 1 === j >> 1 ? 0.9 : 0.3));
      return {
        model,
        sample: 'all',
        place: i + 1,
        parameter,
        estimate: values[i]!,
        se: values[i]! * errors[i]!,
        low: values[i]! * Math.exp(-1.96 * errors[i]!),
        high: values[i]! * Math.exp(1.96 * errors[i]!),
        ll: -9582.4,
        n,
        unique_rows: n,
        converged: 1,
        iterations: 20,
        aic: 19172.9,
        bic: 19195.9,
        cov_1: cov(0),
        cov_2: cov(1),
        cov_3: cov(2),
        cov_4: cov(3),
        cov_5: null,
        reason: null,
      };
    }),
  );
}

/** How often and how recently a base bought, as statistic `history_grid` gives it: falling counts, later purchases more common. */
export function historyGridRows(n: number): StatisticRow[] {
  if (n === 0) return [];
  const cells: (StatisticRow & { n: number })[] = [];
  let left = n;
  const put = (x: number, recency: number, share: number) => {
    const count = Math.min(left, Math.round(n * share));
    if (count > 0) cells.push({ part: 'cell', x, recency, t: 250, n: count });
    left -= count;
  };
  for (let x = 1; x <= 9; x++) for (let recency = 20; recency >= 2; recency -= 3) put(x, recency, (0.05 * recency) / 20 / x);
  put(0, 0, 1);
  const repeaters = n - Number(cells.at(-1)!.n);
  return [
    { part: 'all', x: 0, recency: 0, t: 252, n },
    ...(repeaters > 0 ? [{ part: 'repeaters', x: 3, recency: 150, t: 260, n: repeaters }] : []),
    ...cells,
  ];
}

/** What the lenses of value read. */
export function valueStatistics(customers: number): StatisticTables {
  return { history_grid: historyGridRows(customers), purchase_fits: purchaseFits(customers) };
}
