import { customerValues, summaryFacts } from '#panel/summary-query.ts';
import { defaultSeed, valueRules } from '#schema/thresholds.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import type { Cell, Table } from '#table/table.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { ordered } from './ordered.ts';
import { cohorts } from './value-base.ts';

const id = 'clv-values';
const schema: Record<string, StatisticType> = {
  ...{ cohort: 'text', part: 'text', dimension: 'text', name: 'text', lower: 'integer', upper: 'integer', n: 'integer', mean: 'integer' },
  ...{ low: 'integer', high: 'integer', total: 'integer', beyond: 'number' },
};
const nullable = ['dimension', 'name', 'lower', 'upper', 'mean', 'low', 'high', 'total', 'beyond'];
const unit = 10_000;
/** 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;
const dimensions = ['segment', 'source', 'stage', 'tier', 'cohort'] as const;

/**
 * The value of the customers (five years, discounted, after the costs of the base, without what winning them cost), in parts: `total`; `bin` of the distribution
 * (from `lower` to below `upper`, the last without an upper end; n only); `group` by `dimension` and `name`. All of it for everybody (`cohort` 'all') and,
 * in the same bins, for each quarter or year of the first purchase (its first day). Intervals of a mean (log scale): the spread between customers and the uncertainty of the
 * parameters, which all customers share, half related, because both come from the same customers. `beyond`: share of the endless value that comes after the horizon (C14). Money in ten-thousandths, to a hundredth of the unit. A
 * group or cohort of fewer than five is left out. No rows where the value could not be computed.
 */
export const clvValues: Statistic = {
  id,
  table: 'clv_values',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ values: customerValues(seed), facts: summaryFacts() }),
  compute({ values, facts }): StatisticRow[] {
    const fact = rowsOf(facts!)[0];
    if (!fact || values!.rowCount === 0) return [];
    const base = read(values!, Number(fact.customers) / values!.rowCount, String(fact.first_day));
    const everybody = Array.from(base.clv, (_, i) => i);
    const edges = edgesOf(base);
    const parts = (cohort: Cell, some: readonly number[]): StatisticRow[] => [
      summary(base, some, { part: 'total' }),
      ...bins(base, some, edges),
      ...dimensions.flatMap((dimension) => (cohort !== 'all' && dimension === 'cohort' ? [] : groups(base, some, dimension))),
    ];
    const cohorts = [['all', everybody] as const, ...divided(everybody, base.groupOf('cohort'))];
    return cohorts.flatMap(([cohort, some]) => parts(cohort, some).map((row) => ordered(schema, { ...row, cohort: String(cohort) })));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n']);
  },
};

interface Values {
  clv: Float64Array;
  /** standard error of each by the parameters; NaN where unknown */
  error: Float64Array;
  now: Float64Array;
  ever: Float64Array;
  weight: number;
  groupOf: (dimension: (typeof dimensions)[number]) => (i: number) => Cell;
}

function read(table: Table, weight: number, firstDay: string): Values {
  const raw = (name: string) => columnOf(table, name).values;
  const numbers = (name: string) => {
    const values = raw(name);
    return Float64Array.from({ length: table.rowCount }, (_, i) => (values[i] === null ? NaN : Number(values[i])));
  };
  const [clv, low, high, born] = [numbers('clv'), numbers('low'), numbers('high'), numbers('born')];
  const cohortOf = cohorts(born, firstDay);
  return {
    clv,
    error: clv.map((value, i) =>
      high[i]! > low[i]! && low[i]! > 0 ? (value * Math.log(high[i]! / low[i]!)) / (2 * z) : value > 0 ? NaN : 0,
    ),
    now: numbers('now'),
    ever: numbers('ever'),
    weight,
    groupOf: (dimension) => {
      if (dimension === 'cohort') return (i) => cohortOf(born[i]!);
      const values = raw(dimension);
      return (i) => values[i] ?? null;
    },
  };
}

function summary(base: Values, rows: readonly number[], some: Partial<StatisticRow>): StatisticRow {
  const n = rows.length;
  const sum = (of: Float64Array) => rows.reduce((all, i) => all + of[i]!, 0);
  const mean = sum(base.clv) / n;
  const between = n > 1 ? rows.reduce((all, i) => all + (base.clv[i]! - mean) ** 2, 0) / (n - 1) / n : NaN;
  const [customers, parameters] = [Math.sqrt(between), sum(base.error) / n];
  const half = z * Math.sqrt(between + parameters ** 2 + 2 * valueRules.sharedError * customers * parameters);
  const [low, high] = mean > 0 ? [mean * Math.exp(-half / mean), mean * Math.exp(half / mean)] : [mean - half, mean + half];
  const ever = sum(base.ever);
  return {
    ...{ n: Math.round(n * base.weight), mean: money(mean), low: money(low), high: money(high) },
    ...{ total: money(sum(base.clv) * base.weight), beyond: ever > 0 ? Math.round((1 - sum(base.now) / ever) * 1e4) / 1e4 : null },
    ...some,
  };
}

/** Ten-thousandths to a hundredth of the unit; null for what is no number. */
function money(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 100) * (unit / 100) + 0 : null;
}

/** The lower ends of bins of one width up to the 99th percentile, and that of the rest; none where nobody has a value. */
function edgesOf({ clv }: Values): number[] {
  const sorted = clv.toSorted();
  const top = sorted[Math.floor((sorted.length - 1) * 0.99)]!;
  if (!(top > 0)) return [];
  const magnitude = 10 ** Math.floor(Math.log10(top / valueRules.bins));
  const width = [1, 2, 2.5, 5, 10].map((step) => step * magnitude).find((step) => step * valueRules.bins >= top)!;
  return Array.from({ length: Math.ceil(top / width) + 1 }, (_, bin) => Math.round(bin * width * unit) / unit);
}

/** Bins that nobody is in are left out. A value on an edge belongs to the bin above it. */
function bins(base: Values, some: readonly number[], edges: readonly number[]): StatisticRow[] {
  if (edges.length === 0) return [];
  const binOf = (i: number): number => edges.findLastIndex((edge, bin) => bin === 0 || edge <= base.clv[i]!);
  return divided(some, binOf, 1).map(([bin, rows]) => {
    const upper = edges[Number(bin) + 1];
    return {
      part: 'bin',
      lower: Math.round(edges[Number(bin)]! * unit),
      upper: upper === undefined ? null : Math.round(upper * unit),
      n: Math.round(rows.length * base.weight),
    };
  });
}

function groups(base: Values, some: readonly number[], dimension: (typeof dimensions)[number]): StatisticRow[] {
  return divided(some, base.groupOf(dimension)).map(([name, rows]) =>
    summary(base, rows, { part: 'group', dimension, name: String(name) }),
  );
}

/** Rows by what they share, in the order in which it appears; none for rows that share nothing, and groups of fewer than `least`. */
function divided(rows: readonly number[], of: (i: number) => Cell, least = 5): [Cell, number[]][] {
  const found = new Map<Cell, number[]>();
  for (const i of rows) {
    const group = found.get(of(i));
    if (group) group.push(i);
    else found.set(of(i), [i]);
  }
  return [...found].filter(([name, group]) => name !== null && group.length >= least);
}
