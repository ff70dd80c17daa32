import type { StatisticRow, StatisticType } from './definition.ts';

const covariances = ['cov_1', 'cov_2', 'cov_3', 'cov_4', 'cov_5'];
const ofFit = ['ll', 'aic', 'bic'];

/** Columns of a fitted parameter, or of a refused fit, behind the names of the model and of what it was fitted to. */
export const fitSchema: Record<string, StatisticType> = {
  ...{ place: 'integer', parameter: 'text', estimate: 'number', se: 'number', low: 'number', high: 'number' },
  ...{ ll: 'number', n: 'integer', unique_rows: 'integer', converged: 'integer', iterations: 'integer', aic: 'number', bic: 'number' },
  ...Object.fromEntries(covariances.map((name) => [name, 'number' as const])),
  reason: 'text',
};
export const fitNullable = ['estimate', 'se', 'low', 'high', ...ofFit, ...covariances, 'reason'];
/** 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

interface FitNumbers {
  logLikelihood: number | null;
  n: number;
  uniqueRows: number;
  converged: boolean;
  iterations: number;
}

/** What the rows of all parameters of a fit share: log-likelihood, information criteria, how it went. */
export function fitRow({ logLikelihood, n, uniqueRows, converged, iterations }: FitNumbers, parameters: number): StatisticRow {
  const customers = Math.round(n);
  const ll = logLikelihood ?? 0;
  const aic = 2 * (parameters - ll);
  const bic = parameters * Math.log(Math.max(1, customers)) - 2 * ll;
  return { ll, n: customers, unique_rows: uniqueRows, converged: Number(converged), iterations, aic, bic, reason: null };
}

/** The row of the parameter at a place of `values`, with its interval (symmetric on the log scale; null without a covariance) and the covariances of the ln parameters. */
export function parameterRow(
  common: StatisticRow,
  parameter: string,
  place: number,
  values: readonly number[],
  covariance: readonly (readonly number[])[] | null,
): StatisticRow {
  const estimate = values[place]!;
  const logs = covariance?.[place]!.map((one, j) => one / (estimate * values[j]!)) ?? null;
  const error = logs === null ? null : Math.sqrt(logs[place]!);
  return {
    ...common,
    place,
    parameter,
    estimate,
    se: error === null ? null : error * estimate,
    low: error === null ? null : finite(estimate * Math.exp(-z * error)),
    high: error === null ? null : finite(estimate * Math.exp(z * error)),
    ...Object.fromEntries(covariances.map((name, j) => [name, logs?.[j] ?? null])),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The row of a fit that was refused. */
export function refusedRow(model: string, reason: string): StatisticRow {
  return { model, place: 0, parameter: '', n: 0, unique_rows: 0, converged: 0, iterations: 0, reason };
}
