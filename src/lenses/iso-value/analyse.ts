import type { FigureRow } from '#figures/definition.ts';
import type { History } from '#models/purchases/histories.ts';
import { periodsAYear, ratePerPeriod } from '#models/purchases/units.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type Ranged, chosenFit, fitDoubts, marginOf, refusalOf, spendOf, within } from '../fitted.ts';
import { historyBase, mapRows, paradoxOf, roundLevels } from '../history-map.ts';
import { type Told, factsOf, notReady, told } from '../reading.ts';

export type IsoValueOptions = {
  model: string;
  /** horizon in years; null: without an end */
  years: number | null;
  /** discount rate a year */
  rate: number;
  /** mean repeat purchase of the customers on the map, as a multiple of the base's */
  spend: number;
  /** the cohort whose customers are shown: first and last day of their first order, or all */
  cohort: string;
};

export interface IsoValueResult extends Told {
  model: string;
  years: number | null;
  annualRate: number;
  /** the base's mean amount of a purchase, its margin, and the multiple of the customers on the map */
  worth: { mean: number; margin: number; multiple: number };
  /** the name of the cohort shown; null for everybody */
  cohort: string | null;
  T: number;
  columns: number;
  /** mean value of a customer shown under these terms, currency units */
  mean: Ranged;
  /** value of the best history that the map shows, currency units */
  best: number;
  paradox: ReturnType<typeof paradoxOf>;
  rows: FigureRow[];
}

/** Residual value (discounted expected purchases × expected spend × margin) by how often and how recently customers bought, as iso-value curves. */
export function analyse(statistics: StatisticTables, options: IsoValueOptions, signal: AbortSignal): IsoValueResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const base = historyBase(statistics, options.cohort);
  const fit = chosenFit(statistics, options.model);
  const [spend, margin] = [spendOf(statistics), marginOf(statistics)];
  const n = base?.n ?? 0;
  const years = typeof options.years === 'number' && options.years > 0 && Number.isFinite(options.years) ? options.years : null;
  const annualRate = options.rate > 0 && options.rate <= 1 ? options.rate : 0.1;
  const multiple = options.spend > 0 && Number.isFinite(options.spend) ? options.spend : 1;
  const shared = told(facts, n, facts.assumed ? 'assumed' : 'estimated', false);
  const result: IsoValueResult = {
    ...shared,
    warnings: [...shared.warnings, ...(base?.warnings ?? []), ...(fit ? fitDoubts(statistics, 'all', fit.process.id) : [])],
    cohort: base?.cohort ?? null,
    ...{ model: fit?.process.id ?? '', years, annualRate, worth: { mean: spend?.mean ?? 0, margin: margin ?? 0, multiple } },
    ...{ T: base?.T ?? 0, columns: base?.columns ?? 0, mean: { value: 0, low: null, high: null }, best: 0, paradox: null, rows: [] },
  };
  if (!base && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  const refused = !fit ? refusalOf(statistics) : null;
  if (refused) return notReady(result, 'too-little', refused);
  if (!base || n < smallSamples.suppressed)
    return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (!fit) return notReady(result, 'too-little', 'clv-fit');
  if (!spend || !margin || margin < 0) return notReady(result, 'missing', facts.hasAmount ? 'clv-spend' : 'clv-no-amounts');
  const rate = ratePerPeriod({ period: 'week', annualRate });
  const horizon = years === null ? Infinity : years * periodsAYear('week');
  const { p, q, gamma, mean } = spend;
  const expectedSpend = (x: number, own: number) => ((gamma + x * own) * p) / (p * x + q - 1);
  const of = (values: readonly number[], history: History, own: number) =>
    fit.process.residual(values, history, rate, horizon) * expectedSpend(history.x, own) * margin;
  const here = (history: History) => of(fit.values, history, mean * multiple);
  const best = here({ x: base.columns, tx: base.T, T: base.T });
  return {
    ...result,
    mean: within(fit, (values) => base.groups.reduce((sum, group) => sum + group.n * of(values, group.history, mean), 0) / base.n, 'log'),
    best,
    paradox: paradoxOf(base, here),
    rows: mapRows(base, here, roundLevels(best, 6)),
  };
}
