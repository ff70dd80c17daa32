import { gammaGamma } from '#models/spend/gamma-gamma/definition.ts';
import { purchaseSummary, spends, summaryFacts } from '#panel/summary-query.ts';
import { defaultSeed, valueRules } from '#schema/thresholds.ts';
import { columnOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { continuous, fitted, refusalOf } from './fitted.ts';
import { ordered } from './ordered.ts';
import { type Sample, valueBase } from './value-base.ts';

const id = 'purchase-fits';
const covariances = ['cov_1', 'cov_2', 'cov_3', 'cov_4', 'cov_5'];
const ofFit = ['ll', 'aic', 'bic'];
const schema: Record<string, StatisticType> = {
  ...{
    model: 'text',
    sample: 'text',
    place: 'integer',
    parameter: 'text',
    estimate: 'number',
    se: 'number',
    low: 'number',
    high: 'number',
  },
  ...{ ll: 'number', n: 'integer', unique_rows: 'integer', converged: 'integer', iterations: 'integer', aic: 'number', bic: 'number' },
  ...Object.fromEntries(covariances.map((name) => [name, 'number' as const])),
  reason: 'text',
};
const nullable = ['estimate', 'se', 'low', 'high', ...ofFit, ...covariances, 'reason'];
/** 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * The fits of the value models, a row a parameter: every process of continuous time on the whole file and on its calibration part (times in weeks), Gamma-Gamma on the
 * whole file with the `correlation` of number and size of purchases as a further row. Intervals are symmetric on the log scale, from the curvature; `cov_j`
 * are covariances of the ln parameters. A refused fit is one row with its reason and no parameter.
 */
export const purchaseFits: Statistic = {
  id,
  table: 'purchase_fits',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ summary: purchaseSummary(seed), facts: summaryFacts(), spends: spends(seed) }),
  compute({ summary, facts, spends: amounts }, _, signal): StatisticRow[] {
    const base = valueBase(summary!, facts!);
    const samples: Sample[] = ['all', 'calibration'];
    const rows = samples.flatMap((sample) => {
      const reason = refusalOf(base, sample);
      if (reason) return continuous.map((process) => refused(process.id, sample, reason));
      return continuous.flatMap((process) => {
        const { fit, values } = fitted(process, base!, sample, signal);
        const common = { model: process.id, sample, ...fitRow(fit, process.parameters.length) };
        return process.parameters.map((parameter, i) => parameterRow(common, parameter, i, values, fit.covariance));
      });
    });
    return [...rows, ...spendRows(amounts!, signal)].map((row) => ordered(schema, row));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['place', 'n', 'unique_rows', 'iterations', 'se']);
  },
};

interface FitNumbers {
  logLikelihood: number | null;
  n: number;
  uniqueRows: number;
  converged: boolean;
  iterations: number;
}

function fitRow({ logLikelihood, n, uniqueRows, converged, iterations }: FitNumbers, parameters: number): StatisticRow {
  const customers = Math.round(n);
  const ll = logLikelihood ?? 0;
  const aic = 2 * (parameters - ll);
  const bic = parameters * Math.log(Math.max(1, customers)) - 2 * ll;
  return { ll, n: customers, unique_rows: uniqueRows, converged: Number(converged), iterations, aic, bic, reason: null };
}

function parameterRow(
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

function refused(model: string, sample: Sample, reason: string): StatisticRow {
  return { model, sample, place: 0, parameter: '', n: 0, unique_rows: 0, converged: 0, iterations: 0, reason };
}

function spendRows(amounts: Table, signal: { readonly aborted: boolean }): StatisticRow[] {
  const column = (name: string) => Float64Array.from(columnOf(amounts, name).values as ArrayLike<number>);
  const [x, m, weight] = [column('x'), column('m'), column('n')];
  const customers = weight.reduce((sum, one) => sum + one, 0);
  if (customers < valueRules.leastRepeaters) return [refused(gammaGamma.id, 'all', 'clv-few-amounts')];
  const { estimates, reason, diagnostics } = gammaGamma.fit({ spends: { x, m, weight } }, {}, signal);
  if (!estimates) return [refused(gammaGamma.id, 'all', reason!.code)];
  const common = { model: gammaGamma.id, sample: 'all', ...fitRow(diagnostics, 3) };
  const values = [estimates.p, estimates.q, estimates.gamma];
  const rows = ['p', 'q', 'gamma'].map((parameter, i) => parameterRow(common, parameter, i, values, diagnostics.covariance));
  if (!diagnostics.correlation) return rows;
  const { value, low, high } = diagnostics.correlation;
  return [...rows, { ...common, place: 3, parameter: 'correlation', estimate: value, se: null, low, high }];
}
