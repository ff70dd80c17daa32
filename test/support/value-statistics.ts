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

/** How often and how recently a base and two of its cohorts bought, as statistic `history_grid` gives it: falling counts, later purchases more common. */
export function historyGridRows(n: number): StatisticRow[] {
  if (n === 0) return [];
  const [older, newer] = [Math.ceil(n * 0.6), Math.floor(n * 0.4)];
  return [
    ...gridOf(n, 250).map((row) => ({ cohort: 'all', ...row })),
    ...gridOf(older, 300).map((row) => ({ cohort: '2024-01-01', ...row })),
    ...gridOf(newer, 120).map((row) => ({ cohort: '2024-07-01', ...row })),
  ];
}

/** One group watched for about `t` days. */
function gridOf(n: number, t: number): StatisticRow[] {
  if (n === 0) return [];
  const cells: (StatisticRow & { n: number })[] = [];
  let left = n;
  const put = (x: number, recency: number, share: number) => {
    const count = Math.min(left, Math.round(n * share));
    if (count > 0) cells.push({ part: 'cell', x, recency, t, n: count });
    left -= count;
  };
  for (let x = 1; x <= 9; x++) for (let recency = 20; recency >= 2; recency -= 3) put(x, recency, (0.05 * recency) / 20 / x);
  put(0, 0, 1);
  const repeaters = n - Number(cells.at(-1)!.n);
  return [
    { part: 'all', x: 0, recency: 0, t: t + 2, n },
    ...(repeaters > 0 ? [{ part: 'repeaters', x: 3, recency: Math.round(0.6 * t), t: t + 10, n: repeaters }] : []),
    ...cells,
  ];
}

/** Fits of the two cohorts as statistic `cohort_fits` gives them: the older one as the base, the newer one refused. */
export function cohortFitRows(n: number): StatisticRow[] {
  const own = purchaseFits(n).filter(({ model }) => model !== 'gamma-gamma');
  return [
    ...own.map(({ sample: _, ...row }) => ({ ...row, cohort: '2024-01-01', estimate: Number(row.estimate) * 1.1 })),
    ...[...new Set(own.map(({ model }) => model!))].map((model) => ({
      ...{ model, cohort: '2024-07-01', place: 0, parameter: '', estimate: null, se: null, n: 0, converged: 0, reason: 'clv-customers' },
    })),
  ];
}

/** Facts of a base, as statistic `value_facts` gives them. */
export function valueFactRows(customers: number, hasAmount: boolean, reason: string | null = null): StatisticRow[] {
  const before = Math.round(customers * 0.8);
  return [
    {
      customers,
      repeaters: Math.round(customers / 2),
      margin: hasAmount ? 0.4 : null,
      reason,
      spend_reason: null,
      window_days: 365,
      before,
      kept: Math.round(before * 0.6),
      now: Math.round(customers * 0.7),
      amount_now: hasAmount ? Math.round(customers * 0.7) * 2_000_000 : null,
    },
  ];
}

/** Values of a base, as statistic `clv_values` gives them: falling counts over bins of 100, a segment twice as valuable as the other. */
export function clvRows(customers: number): StatisticRow[] {
  if (customers === 0) return [];
  const blank = { dimension: null, name: null, lower: null, upper: null, low: null, high: null, beyond: null };
  let left = customers;
  const bins = Array.from({ length: 12 }, (_, i): StatisticRow => {
    const n = i === 11 ? left : Math.min(left, Math.ceil(left * 0.4));
    left -= n;
    return {
      ...blank,
      part: 'bin',
      lower: i * 1_000_000,
      upper: i === 11 ? null : (i + 1) * 1_000_000,
      n,
      mean: (i * 100 + 50) * 10_000,
      total: n * 100,
    };
  }).filter(({ n }) => Number(n) > 0);
  const some = (n: number, mean: number) => ({
    n,
    mean: mean * 10_000,
    low: mean * 9000,
    high: mean * 11_000,
    total: n * mean * 10_000,
    beyond: 0.3,
  });
  const half = Math.floor(customers / 2);
  return [
    { ...blank, part: 'total', ...some(customers, 180) },
    ...bins,
    { ...blank, part: 'group', dimension: 'segment', name: 'Home', ...some(half, 120) },
    { ...blank, part: 'group', dimension: 'segment', name: 'Office', ...some(customers - half, 240) },
  ];
}

/** A value matrix with one point a customer, as statistic `value_matrix` gives it. */
export function matrixRows(customers: number): StatisticRow[] {
  if (customers === 0) return [];
  const blank = {
    split: null,
    name: null,
    current: null,
    outlook: null,
    low: null,
    high: null,
    n: 0,
    amount: null,
    profit: null,
    borderline: null,
  };
  return [
    { ...blank, matrix: 'tenure', part: 'base', n: customers, borderline: customers },
    { ...blank, matrix: 'tenure', part: 'correlation', name: 'tenure', outlook: 0.1, low: 0.04, high: 0.16, n: customers },
    { ...blank, matrix: 'potential', part: 'source', name: 'wallet', n: 0 },
    { ...blank, matrix: 'potential', part: 'source', name: 'cross-sell', n: customers },
    ...(['tenure', 'potential'] as const).flatMap((matrix) => {
      const scale = matrix === 'tenure' ? 1 : 10_000_000;
      const points = Array.from({ length: customers }, (_, i): StatisticRow => {
        const outlook = (((i * 37) % 100) / 100) * scale;
        const profit = (((i * 61) % 90) - 20) * 100_000;
        return {
          ...blank,
          matrix,
          part: 'point',
          name: `c${i}`,
          current: profit,
          outlook,
          low: outlook * 0.9,
          high: outlook * 1.05,
          n: 1,
          amount: 3 * Math.abs(profit),
          profit,
        };
      });
      return [
        ...(['median', 'benchmark', 'zero'] as const).flatMap((split): StatisticRow[] => {
          const line = { current: split === 'zero' ? 0 : 2_500_000, outlook: split === 'zero' && matrix === 'potential' ? 0 : 0.5 * scale };
          const fields = ['high-high', 'high-low', 'low-high', 'low-low'].map((name) => {
            const inside = points.filter(
              (one) =>
                name === `${Number(one.current) > line.current ? 'high' : 'low'}-${Number(one.outlook) > line.outlook ? 'high' : 'low'}`,
            );
            const sum = (key: string) => inside.reduce((all, one) => all + Number(one[key]), 0);
            return {
              ...blank,
              matrix,
              part: 'quadrant',
              split,
              name,
              n: inside.length,
              amount: sum('amount'),
              profit: sum('profit'),
              borderline: 0,
            };
          });
          return [{ ...blank, matrix, part: 'line', split, ...line, n: customers }, ...fields];
        }),
        ...points,
      ];
    }),
  ];
}

/** What the lenses of value read. */
export function valueStatistics(customers: number, hasAmount: boolean): StatisticTables {
  return {
    history_grid: historyGridRows(customers),
    purchase_fits: purchaseFits(customers),
    cohort_fits: cohortFitRows(customers),
    value_facts: valueFactRows(customers, hasAmount),
    clv_values: hasAmount ? clvRows(customers) : [],
    value_matrix: hasAmount ? matrixRows(customers) : [],
  };
}
