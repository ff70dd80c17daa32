import type { FigureRow } from '#figures/definition.ts';
import { everyone } from '#figures/linked.ts';
import type { Spread } from '#models/purchases/process.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type FittedProcess, type Ranged, chosenFit, doubtsOf, fitDoubts, fitsOf, refusalOf, within } from '../fitted.ts';
import { historyBase } from '../history-map.ts';
import { rowsOfCohort } from '../model-rows.ts';
import type { Warning } from '../definition.ts';
import { type Told, factsOf, notReady, told } from '../reading.ts';
import { cumulative, logDensity, meanOf, quantileAt, shareBelow } from './density.ts';

export type HeterogeneityOptions = {
  model: string;
  /** the cohort that the model is fitted to: first and last day of the first order, or all */
  cohort: string;
};

/** One distribution between customers: its mean with interval, and quantiles. */
export interface Differences {
  kind: Spread['kind'];
  mean: Ranged;
  median: number;
  /** the tenth of the customers with the highest values lies above it */
  top: number;
  /** right end of the picture, and the highest density that it shows */
  last: number;
  highest: number;
}

export interface HeterogeneityResult extends Told {
  model: string;
  /** the name of the cohort that the model was fitted to; null for everybody */
  cohort: string | null;
  /** purchases a week while alive */
  rate: Differences;
  /** probability of dropping out at a purchase (beta), or dropout rate a week (gamma) */
  dropout: Differences;
  rows: FigureRow[];
}

const points = 90;

/** How customers differ in how often they buy and how soon they leave, by the distributions of a fitted model, with bands for its parameters. */
export function analyse(statistics: StatisticTables, options: HeterogeneityOptions, signal: AbortSignal): HeterogeneityResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { fit, cohort, n, warnings } = fitOf(statistics, options);
  const nothing: Differences = { kind: 'gamma', mean: { value: 0, low: null, high: null }, median: 0, top: 0, last: 1, highest: 1 };
  const shared = told(facts, n, 'estimated', false);
  const result: HeterogeneityResult = {
    ...shared,
    warnings: [...shared.warnings, ...warnings],
    cohort,
    ...{ model: fit?.process.id ?? '', rate: nothing, dropout: nothing, rows: [] },
  };
  if (n === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  const refused = !fit ? refusalOf(statistics) : null;
  if (refused) return notReady(result, 'too-little', refused);
  if (n < smallSamples.suppressed) return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (!fit) return notReady(result, 'too-little', 'clv-fit');
  const panels = (['rate', 'dropout'] as const).map((panel) => ({ panel, ...differences(fit, fit.process.heterogeneity[panel], panel) }));
  return {
    ...result,
    rate: panels[0]!.differences,
    dropout: panels[1]!.differences,
    rows: panels.flatMap(({ rows }) => rows),
  };
}

/**
 * The process fitted to the chosen cohort alone, with its customers and what is doubtful; where nothing could be fitted to it (rule M09), that of everybody, and why.
 */
function fitOf(statistics: StatisticTables, { model, cohort: link }: HeterogeneityOptions) {
  const everybody = chosenFit(statistics, model);
  const base = historyBase(statistics, everyone);
  const asked = historyBase(statistics, link);
  const doubts = everybody ? fitDoubts(statistics, 'all', everybody.process.id) : [];
  const whole = { fit: everybody, cohort: null, n: base?.n ?? 0 };
  if (!asked?.cohort || !everybody) return { ...whole, warnings: [...(asked?.warnings ?? []), ...doubts] };
  const { rows } = rowsOfCohort(statistics, 'cohort_fits', link);
  const own = rows.filter((row) => row.model === everybody.process.id);
  const [fit] = fitsOf(statistics, own);
  if (fit) return { fit, cohort: asked.cohort, n: asked.n, warnings: [...asked.warnings, ...doubtsOf(own)] };
  const reason = own.find((row) => typeof row.reason === 'string')?.reason ?? 'clv-fit';
  const why: Warning = { code: 'cohort-unfitted', parameters: { cohort: asked.cohort, reason: String(reason) } };
  return { ...whole, warnings: [why, ...doubts] };
}

function differences(
  fit: FittedProcess,
  spreadOf: (values: readonly number[]) => Spread,
  panel: 'rate' | 'dropout',
): { differences: Differences; rows: FigureRow[] } {
  const spread = spreadOf(fit.values);
  const below = cumulative(spread);
  const last = spread.kind === 'beta' ? 1 : Math.max(quantileAt(below, 0.975), 1.25 * meanOf(spread)); // where all are alike, too, the mean is in the picture
  const places = Array.from({ length: points }, (_, i) => (last * (i + 0.5)) / points);
  const highest = Math.exp(logDensity(spread, last / 12));
  const rows = places.map((place): FigureRow => {
    const { value, low, high } = within(fit, (values) => Math.exp(logDensity(spreadOf(values), place)), 'log');
    return { panel, at: place, density: value, low, high, below: shareBelow(below, place) };
  });
  const limit = Math.max(highest, ...rows.slice(8).map((row) => Number(row.density))) * 1.15;
  return {
    differences: {
      kind: spread.kind,
      mean: within(fit, (values) => meanOf(spreadOf(values)), spread.kind === 'beta' ? 'logit' : 'log'),
      median: quantileAt(below, 0.5),
      top: quantileAt(below, 0.9),
      last,
      highest: limit,
    },
    rows,
  };
}
