import type { FigureRow } from '#figures/definition.ts';
import type { History } from '#models/purchases/histories.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type FittedProcess, type Ranged, chosenFit, fitDoubts, refusalOf, within } from '../fitted.ts';
import { historyBase, mapRows, paradoxOf, roundLevels } from '../history-map.ts';
import { type Told, factsOf, notReady, told } from '../reading.ts';

export type RecencyFrequencyOptions = {
  show: 'alive' | 'expected';
  /** id of the process; the nearest that is fitted when it is not */
  model: string;
  /** how far ahead purchases are expected, in weeks */
  weeks: number;
  /** the cohort whose customers are shown: first and last day of their first order, or all */
  cohort: string;
};

export interface RecencyFrequencyResult extends Told {
  show: 'alive' | 'expected';
  model: string;
  weeks: number;
  /** the name of the cohort shown; null for everybody */
  cohort: string | null;
  /** median time observed, in weeks; purchases that the map shows */
  T: number;
  columns: number;
  /** share of the customers who are still there (alive), or purchases per customer (expected), over the base, with its interval */
  mean: Ranged;
  paradox: ReturnType<typeof paradoxOf>;
  rows: FigureRow[];
}

/** P(alive) or expected purchases by how often and how recently customers bought, with the base upon it. */
export function analyse(statistics: StatisticTables, options: RecencyFrequencyOptions, signal: AbortSignal): RecencyFrequencyResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const show = options.show === 'expected' ? 'expected' : 'alive';
  const weeks = Number.isFinite(options.weeks) && options.weeks > 0 ? options.weeks : 52;
  const base = historyBase(statistics, options.cohort);
  const fit = chosenFit(statistics, options.model);
  const n = base?.n ?? 0;
  const shared = told(facts, n, 'estimated', false);
  const result: RecencyFrequencyResult = {
    ...shared,
    warnings: [...shared.warnings, ...(base?.warnings ?? []), ...(fit ? fitDoubts(statistics, 'all', fit.process.id) : [])],
    cohort: base?.cohort ?? null,
    ...{ show, weeks, model: fit?.process.id ?? '', T: base?.T ?? 0, columns: base?.columns ?? 0 },
    ...{ mean: { value: 0, low: null, high: null }, paradox: null, rows: [] },
  };
  if (!base && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  const refused = !fit ? refusalOf(statistics) : null;
  if (refused) return notReady(result, 'too-little', refused);
  if (!base || n < smallSamples.suppressed)
    return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (!fit) return notReady(result, 'too-little', 'clv-fit');
  const of = quantity(fit, show, weeks);
  const here = (history: History) => of(fit.values, history);
  const levels = show === 'alive' ? [0.9, 0.75, 0.5, 0.25, 0.1] : roundLevels(here({ x: base.columns, tx: base.T, T: base.T }));
  return {
    ...result,
    mean: within(
      fit,
      (values) => base.groups.reduce((sum, { history, n: customers }) => sum + customers * of(values, history), 0) / base.n,
      show === 'alive' ? 'logit' : 'log',
    ),
    paradox: paradoxOf(base, here),
    rows: mapRows(base, here, levels),
  };
}

function quantity({ process }: FittedProcess, show: 'alive' | 'expected', weeks: number) {
  return (values: readonly number[], history: History): number =>
    show === 'alive' ? process.alive(values, history) : process.conditional(values, history, weeks);
}
