import { everyone } from '#figures/linked.ts';
import { heldOutRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { gapTo } from '#statistics/score-gaps.ts';
import { fitDoubts } from '../fitted.ts';
import { atLeastZero, fitReason, rowsOfCohort } from '../model-rows.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

export type ClvModelsOptions = { cohort: string };

/** One model on the part of the file that it was not given. */
export interface ModelScore {
  model: string;
  /** null where the model could not be fitted */
  predicted: number | null;
  actual: number;
  /** predicted over actual, less one, with its 95 % interval; null where nobody bought */
  bias: number | null;
  low: number | null;
  high: number | null;
  /** mean absolute error, purchases per customer; null as `predicted` */
  mae: number | null;
  rmse: number | null;
  correlation: number | null;
  /** mean ln P(purchases that came | history); null where a model gives no chances of the same outcome */
  logScore: number | null;
  alive: number | null;
  /** order of the gaps of the model of regular timing; null of others */
  k: number | null;
  /** quarter, month or week of a model that counts opportunities, with their days and the purchases in one that has any; null of others */
  opportunity: string | null;
  opportunityDays: number | null;
  per: number | null;
  /** why the model stands in the table and not in the ranking: `same-as-mbg-nbd`, `opportunities` or `opportunities-few`; null when it is ranked */
  reason: string | null;
}

export interface ClvModelsResult extends Told {
  /** best first, then those that are not ranked; `naive` last */
  models: ModelScore[];
  weeks: number;
  cohort: string | null;
  /** the model to use; null when none is to be used */
  best: ModelScore | null;
  /** alike: the runner-up's score is lower by less than matters, or by no more than chance */
  advice: 'use' | 'alike' | 'biased' | 'naive-wins' | 'alone';
  /** the runner-up */
  second: ModelScore | null;
}

const z = 1.959963984540054;

/** The models ranked by what came after the calibration, and which of them to use (C7: out of sample). */
export function analyse(statistics: StatisticTables, { cohort: link }: ClvModelsOptions, signal: AbortSignal): ClvModelsResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const { rows, cohort, warnings } = rowsOfCohort(statistics, 'clv_leaderboard', link ?? everyone);
  const known = rows.filter((row) => typeof row.model === 'string' && count(row, 'n') > 0);
  const models = ranked(known.map(scoreOf));
  const n = Math.max(0, ...known.map((row) => count(row, 'n')));
  const fitted = models.filter(({ model, reason }) => model !== 'naive' && reason === null);
  const naive = models.find(({ model }) => model === 'naive');
  const [first = null, second = null] = fitted;
  const shared = told(facts, n, 'estimated', false);
  const result: ClvModelsResult = {
    ...shared,
    warnings: [...shared.warnings, ...warnings, ...fitDoubts(statistics, 'calibration')],
    models,
    weeks: Math.max(0, ...known.map((row) => atLeastZero(row, 'hold_weeks'))),
    cohort,
    ...advise(first, second, naive, (model, other) =>
      atLeastZero(
        known.find((row) => row.model === model),
        gapTo(other),
      ),
    ),
    second,
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  const reason = fitReason(statistics);
  if (fitted.length === 0 || n < smallSamples.suppressed) {
    if (reason && fitted.length === 0) return notReady(result, 'too-little', reason.code, reason.parameters);
    return notReady(result, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  }
  if ((fitted[0]?.actual ?? 0) < heldOutRules.purchases)
    return notReady(result, 'too-little', 'few-held-out', { have: fitted[0]?.actual ?? 0, need: heldOutRules.purchases });
  return result;
}

function scoreOf(row: StatisticRow): ModelScore {
  const [predicted, mae, rmse] = ['predicted', 'mae', 'rmse'].map((key) => (number(row, key) === null ? null : atLeastZero(row, key))) as [
    number | null,
    number | null,
    number | null,
  ];
  const [actual, n] = [atLeastZero(row, 'actual'), atLeastZero(row, 'n')];
  const half = z * (rmse ?? 0) * Math.sqrt(n);
  const ratio = (side: number): number | null => (actual > 0 && predicted !== null ? (predicted + side * half) / actual - 1 : null);
  const text = (key: string): string | null => (typeof row[key] === 'string' ? row[key] : null);
  return {
    model: String(row.model),
    predicted,
    actual,
    bias: ratio(0),
    low: ratio(-1),
    high: ratio(1),
    mae,
    rmse,
    correlation: number(row, 'correlation'),
    logScore: number(row, 'log_score'),
    alive: number(row, 'alive'),
    k: number(row, 'k'),
    opportunity: text('opportunity'),
    opportunityDays: number(row, 'opportunity_days'),
    per: number(row, 'per'),
    reason: text('reason'),
  };
}

/** Models whose total may be right before those whose total is surely wrong, each by log score where there is one, then by mean absolute error; then those that are not ranked, and the naive rule last. */
function ranked(models: ModelScore[]): ModelScore[] {
  const last = (score: ModelScore): number =>
    score.model === 'naive' ? 6 : score.reason !== null ? 5 : (surelyWrong(score) ? 2 : 0) + (score.logScore === null ? 1 : 0);
  return [...models].sort(
    (a, b) => last(a) - last(b) || (b.logScore ?? 0) - (a.logScore ?? 0) || (a.mae ?? Infinity) - (b.mae ?? Infinity) || 0,
  );
}

/** The interval of the total's error leaves out zero. */
function surelyWrong({ low, high }: ModelScore): boolean {
  return low !== null && high !== null && low * high > 0;
}

function advise(
  first: ModelScore | null,
  second: ModelScore | null,
  naive: ModelScore | undefined,
  gapError: (model: string, other: string) => number,
): Pick<ClvModelsResult, 'best' | 'advice'> {
  if (!first) return { best: null, advice: 'alone' };
  if (first.bias === null || (Math.abs(first.bias) > heldOutRules.bias && surelyWrong(first))) return { best: null, advice: 'biased' };
  if (naive && (naive.mae ?? Infinity) < (first.mae ?? Infinity) && Math.abs(naive.bias ?? 1) < Math.abs(first.bias))
    return { best: null, advice: 'naive-wins' };
  const alike =
    second !== null &&
    surelyWrong(second) === surelyWrong(first) &&
    second.logScore !== null &&
    first.logScore !== null &&
    first.logScore - second.logScore < Math.max(heldOutRules.alike, z * gapError(first.model, second.model));
  return { best: first, advice: second === null ? 'alone' : alike ? 'alike' : 'use' };
}
