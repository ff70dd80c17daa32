import { type DayRange, everyone } from '#figures/linked.ts';
import type { FieldTotal } from '#figures/value-matrix/definition.ts';
import { fieldOf, quadrantOf } from '#models/value/quadrants.ts';
import { smallSamples, valueMatrixRules } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import type { Ranged } from '../fitted.ts';
import { rowsOfCohort } from '../model-rows.ts';
import { type Told, count, factsOf, money, notReady, number, told } from '../reading.ts';

export type ValueMatrixOptions = {
  /** the outlook: how long the customer stays, or how much its value can grow */
  by: 'tenure' | 'potential';
  /** where the lines stand: medians, means (the benchmark of the theory), or zero and an even chance */
  split: 'median' | 'benchmark' | 'zero';
  /** first and last day of the first order of the customers shown, or all */
  cohort: string;
};

export interface ValueMatrixResult extends Told {
  by: 'tenure' | 'potential';
  split: 'median' | 'benchmark' | 'zero';
  /** the name of the cohort that is shown, with the days of its first orders; null for everybody */
  cohort: string | null;
  days: DayRange | null;
  /** where the lines stand for everybody: outlook (P(alive), or currency units) and profit of the last year in currency units */
  lines: { x: number; y: number };
  /** the four fields, current value first; currency units */
  totals: FieldTotal[];
  borderline: number;
  /** Spearman's ρ of the time from first to last purchase and the profit of the last year, and of P(alive) and that profit; null when not known */
  loyalty: Ranged | null;
  alive: Ranged | null;
  /** against the published .20–.45, by the interval; null without a correlation */
  published: 'within' | 'below' | 'above' | 'undecided' | null;
  /** customers of whom each source of potential is known */
  sources: { wallet: number; crossSell: number; referral: number };
  /** customers that a sample stands for; null where everybody was read */
  everyone: number | null;
  points: { x: number; y: number; n: number; field: string; borderline: boolean; name: string | null }[];
}

const unit = 10_000;

/** Customers by profit of the last year and outlook, in four fields with their totals; of a cohort by the lines of everybody. */
export function analyse(statistics: StatisticTables, options: ValueMatrixOptions, signal: AbortSignal): ValueMatrixResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const by = options.by === 'potential' ? 'potential' : 'tenure';
  const split = options.split === 'benchmark' || options.split === 'zero' ? options.split : 'median';
  const all = statistics.value_matrix ?? [];
  const { rows: own, cohort, days, warnings } = rowsOfCohort(statistics, 'value_matrix', options.cohort ?? everyone);
  const shown = cohort === null ? all.filter((row) => row.cohort === everyone || row.part === 'point') : own;
  const rows = shown.filter((row) => row.matrix === by);
  const base = all.find(({ part }) => part === 'base');
  const line = all.find((row) => row.matrix === by && row.part === 'line' && row.split === split);
  const scale = by === 'potential' ? unit : 1;
  const lines = { x: (number(line, 'outlook') ?? 0) / scale, y: money(line, 'current') ?? 0 };
  const source = (name: string) =>
    count(
      all.find((row) => row.part === 'source' && row.name === name),
      'n',
    );
  const totals = rows.filter((row) => row.part === 'quadrant' && row.split === split).map(totalOf);
  const n = totals.reduce((sum, total) => sum + total.n, 0);
  const loyalty = rangeOf(shown, 'tenure');
  const shared = told(facts, n, 'estimated', true);
  const result: ValueMatrixResult = {
    ...shared,
    warnings: [...shared.warnings, ...warnings],
    ...{ by, split, cohort, days, lines, totals, loyalty, alive: rangeOf(shown, 'alive'), published: verdict(loyalty) },
    borderline: totals.reduce((sum, total) => sum + total.borderline, 0),
    sources: { wallet: source('wallet'), crossSell: source('cross-sell'), referral: source('referral') },
    everyone: count(base, 'borderline') > count(base, 'n') ? count(base, 'borderline') : null,
    points: rows.filter(({ part }) => part === 'point' || part === 'square').map((row) => pointOf(row, split, scale, lines)),
  };
  if (!base && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady(result, 'missing', 'amount-missing');
  const [about] = statistics.value_facts ?? [];
  if (!base) return notReady(result, 'too-little', typeof about?.reason === 'string' ? about.reason : 'clv-fit');
  if (by === 'potential' && !line) return notReady(result, 'missing', 'potential-missing');
  if (n < smallSamples.suppressed || totals.length === 0)
    return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  return result;
}

function totalOf(row: StatisticRow): FieldTotal {
  return {
    id: String(row.name),
    n: count(row, 'n'),
    amount: money(row, 'amount') ?? 0,
    profit: money(row, 'profit') ?? 0,
    borderline: count(row, 'borderline'),
  };
}

function pointOf(
  row: StatisticRow,
  split: ValueMatrixResult['split'],
  scale: number,
  lines: ValueMatrixResult['lines'],
): ValueMatrixResult['points'][number] {
  const [x, y] = [(number(row, 'outlook') ?? 0) / scale, money(row, 'current') ?? 0];
  const known = fieldOf(row.fields, split);
  return {
    x,
    y,
    n: count(row, 'n'),
    field: known?.field ?? quadrantOf({ x: y, y: x }, { x: lines.y, y: lines.x }),
    borderline: known?.borderline ?? false,
    name: row.part === 'point' && typeof row.name === 'string' ? row.name : null,
  };
}

function rangeOf(rows: readonly StatisticRow[], name: string): Ranged | null {
  const row = rows.find((one) => one.part === 'correlation' && one.name === name);
  const value = number(row, 'outlook');
  return value === null ? null : { value, low: number(row, 'low'), high: number(row, 'high') };
}

/** Whether a correlation is like the published ones: surely within, below or above them, else undecided. */
function verdict(found: Ranged | null): ValueMatrixResult['published'] {
  if (!found || found.low === null || found.high === null) return null;
  const [low, high] = valueMatrixRules.publishedCorrelation;
  if (found.high < low) return 'below';
  if (found.low > high) return 'above';
  return found.low >= low && found.high <= high ? 'within' : 'undecided';
}
