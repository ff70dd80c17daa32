import { cohortFits } from '#statistics/cohort-fits.ts';
import { ordered } from '#statistics/ordered.ts';
import { fieldsText, splits, totalsOf } from '#models/value/quadrants.ts';
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
  const rows: StatisticRow[] = [
    ...own.map(({ sample: _, ...row }) => ({ ...row, cohort: '2024-01-01', estimate: Number(row.estimate) * 1.1 })),
    ...[...new Set(own.map(({ model }) => model!))].map((model) => ({
      ...{ model, cohort: '2024-07-01', place: 0, parameter: '', estimate: null, se: null, n: 0, converged: 0, reason: 'clv-customers' },
    })),
  ];
  return rows.map((row) => ordered(cohortFits.schema, row));
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

/** Values of a base, as statistic `clv_values` gives them: falling counts over bins of 100, a segment twice as valuable as the other; the quarter from July 2024 holds a third of it, worth half as much. */
export function clvRows(customers: number): StatisticRow[] {
  if (customers === 0) return [];
  return [
    ...clvParts('all', customers, 180),
    ...clvParts('2024-01-01', customers - Math.floor(customers / 3), 225),
    ...clvParts('2024-07-01', Math.floor(customers / 3), 90),
  ];
}

function clvParts(cohort: string, customers: number, mean: number): StatisticRow[] {
  const blank = { dimension: null, name: null, lower: null, upper: null, mean: null, low: null, high: null, total: null, beyond: null };
  let left = customers;
  const bins = Array.from({ length: 12 }, (_, i): StatisticRow => {
    const n = i === 11 ? left : Math.min(left, Math.ceil(left * 0.4));
    left -= n;
    return { ...blank, cohort, part: 'bin', lower: i * 1_000_000, upper: i === 11 ? null : (i + 1) * 1_000_000, n };
  }).filter(({ n }) => Number(n) > 0);
  const some = (n: number, value: number) => ({
    ...{ cohort, n, mean: value * 10_000, low: value * 9000, high: value * 11_000, total: n * value * 10_000, beyond: 0.3 },
  });
  const half = Math.floor(customers / 2);
  return [
    { ...blank, part: 'total', ...some(customers, mean) },
    ...bins,
    { ...blank, part: 'group', dimension: 'segment', name: 'Home', ...some(half, (mean * 2) / 3) },
    { ...blank, part: 'group', dimension: 'segment', name: 'Office', ...some(customers - half, (mean * 4) / 3) },
  ];
}

/** A value matrix with one point a customer, as statistic `value_matrix` gives it; every third came in the quarter from July 2024. */
export function matrixRows(customers: number): StatisticRow[] {
  if (customers === 0) return [];
  const blank = {
    ...{ cohort: 'all', split: null, name: null, fields: null, current: null, outlook: null, low: null, high: null },
    ...{ n: 0, amount: null, profit: null, borderline: null },
  };
  return [
    { ...blank, matrix: 'tenure', part: 'base', n: customers, borderline: customers },
    { ...blank, matrix: 'tenure', part: 'correlation', name: 'tenure', outlook: 0.1, low: 0.04, high: 0.16, n: customers },
    { ...blank, matrix: 'potential', part: 'source', name: 'wallet', n: 0 },
    { ...blank, matrix: 'potential', part: 'source', name: 'cross-sell', n: customers },
    ...(['tenure', 'potential'] as const).flatMap((matrix) => {
      const scale = matrix === 'tenure' ? 1 : 10_000_000;
      const lines = {
        median: { x: 2_500_000, y: 0.5 * scale },
        benchmark: { x: 2_500_000, y: 0.5 * scale },
        zero: { x: 0, y: matrix === 'tenure' ? 0.5 : 0 },
      };
      const points = Array.from({ length: customers }, (_, i) => {
        const y = (((i * 37) % 100) / 100) * scale;
        const x = (((i * 61) % 90) - 20) * 100_000;
        const cohort = i % 3 === 0 ? '2024-07-01' : '2024-01-01';
        return { x, y, low: y * 0.9, high: y * 1.05, amount: 3 * Math.abs(x), profit: x, cohort, name: `c${i}` };
      });
      return [
        ...splits.flatMap((split): StatisticRow[] => [
          { ...blank, matrix, part: 'line', split, current: lines[split].x, outlook: lines[split].y, n: customers },
          ...['all', '2024-01-01', '2024-07-01'].flatMap((cohort) =>
            totalsOf(
              points.filter((one) => cohort === 'all' || one.cohort === cohort),
              lines[split],
            ).map(({ quadrant: name, ...total }) => ({
              ...{ ...blank, ...total, matrix, part: 'quadrant', cohort, split, name },
            })),
          ),
        ]),
        ...points.map((one): StatisticRow => ({
          ...{ ...blank, matrix, part: 'point', cohort: one.cohort, name: one.name, fields: fieldsText(one, lines) },
          ...{ current: one.x, outlook: one.y, low: one.low, high: one.high, n: 1 },
        })),
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
