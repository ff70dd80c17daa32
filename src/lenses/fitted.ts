import { processes } from '#models/purchases/index.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';
import { fitRules } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import type { Warning } from './definition.ts';
import { number } from './reading.ts';

/** A process with the parameter values of a fit; times in weeks. `covariance` is that of the ln parameters, null where the fit has none. */
export interface FittedProcess {
  process: PurchaseProcess;
  values: readonly number[];
  covariance: readonly (readonly number[])[] | null;
}

export interface Ranged {
  value: number;
  low: number | null;
  high: number | null;
}

/** 1 − 0.025 quantile of the standard normal distribution. */
const z = 1.959963984540054;
const width = 1e-3;

/**
 * A prediction with its 95 % interval for the uncertainty of the parameters by the delta method: slopes by ln parameter (central differences), symmetric on the
 * log scale (quantities above 0) or the logit scale (probabilities), so that an interval never leaves what is possible. Ends are null without a covariance; a
 * value at an end of its scale is its own interval. Source: Casella & Berger 2002, 5.5.4.
 */
export function within({ values, covariance }: FittedProcess, of: (values: readonly number[]) => number, scale: 'log' | 'logit'): Ranged {
  const value = of(values);
  if (!covariance) return { value, low: null, high: null };
  if (!(value > 0) || (scale === 'logit' && value >= 1)) return { value, low: value, high: value };
  const to = scale === 'log' ? Math.log : (p: number) => Math.log(p) - Math.log1p(-p);
  const back = scale === 'log' ? Math.exp : (y: number) => 1 / (1 + Math.exp(-y));
  const slopes = values.map((_, axis) => {
    const at = (side: number) => to(of(values.map((one, i) => (i === axis ? one * Math.exp(side * width) : one))));
    return (at(1) - at(-1)) / (2 * width);
  });
  const variance = slopes.reduce((sum, a, i) => sum + slopes.reduce((inner, b, j) => inner + a * b * covariance[i]![j]!, 0), 0);
  if (!(variance >= 0) || !Number.isFinite(variance)) return { value, low: null, high: null };
  const half = z * Math.sqrt(variance);
  return { value, low: back(to(value) - half), high: back(to(value) + half) };
}

/** The processes that were fitted to the whole base, in the order of lists, from statistic `purchase_fits`, or by the rows of other fits. One whose values are not all above 0 is left out. */
export function fitsOf(statistics: StatisticTables, fits: readonly StatisticRow[] = wholeFits(statistics)): FittedProcess[] {
  return processes.flatMap((process): FittedProcess[] => {
    const rows = process.parameters.map((name) => parameter(fits, process.id, name));
    const values = rows.map((row) => number(row, 'estimate') ?? 0);
    if (!values.every((value) => value > 0)) return [];
    const covariance = rows.map((row) => rows.map((_, j) => number(row, `cov_${j + 1}`)));
    const known = covariance.every((row, i) => row.every((one) => one !== null) && row[i]! >= 0);
    return [{ process, values, covariance: known ? (covariance as number[][]) : null }];
  });
}

/** Why no process was fitted: the first reason that the statistic names; null when it names none. */
export function refusalOf(statistics: StatisticTables): string | null {
  const row = (statistics.purchase_fits ?? []).find(({ model, reason }) => model !== 'gamma-gamma' && typeof reason === 'string');
  return row ? String(row.reason) : null;
}

/**
 * What readers of fits must know, by code, with the ids of the models (`models`, parted by spaces): `fit-not-converged`, `fit-no-curvature` (no standard errors, so
 * no intervals), `fit-ridge` (a standard error far above its parameter: many values are as likely). Of one model, or of all those fitted to the sample.
 */
export function fitDoubts(statistics: StatisticTables, sample: 'all' | 'calibration', only?: string): Warning[] {
  return doubtsOf(
    (statistics.purchase_fits ?? []).filter((row) => row.sample === sample),
    only,
  );
}

/** The same of rows of fits to one sample. */
export function doubtsOf(fits: readonly StatisticRow[], only?: string): Warning[] {
  const rows = fits.filter(
    (row) => row.model !== 'gamma-gamma' && row.parameter !== 'k' && typeof row.reason !== 'string' && (!only || row.model === only),
  );
  const open = (row: StatisticRow): boolean => (number(row, 'se') ?? 0) > fitRules.openParameter * (number(row, 'estimate') ?? 0);
  const doubts: [string, (row: StatisticRow) => boolean][] = [
    ['fit-not-converged', (row) => row.converged === 0],
    ['fit-no-curvature', (row) => number(row, 'se') === null],
    ['fit-ridge', open],
  ];
  return doubts.flatMap(([code, holds]) => {
    const models = [...new Set(rows.filter(holds).map(({ model }) => String(model)))].join(' ');
    return models === '' ? [] : [{ code, parameters: { models } }];
  });
}

/** Parameters of the Gamma-Gamma spend of one purchase, with the mean over customers γp/(q − 1) in currency units; null where it was not fitted or q ≤ 1. Source: Fader & Hardie 2013, note 025. */
export function spendOf(statistics: StatisticTables): { p: number; q: number; gamma: number; mean: number } | null {
  const [p, q, gamma] = ['p', 'q', 'gamma'].map((name) => number(parameter(wholeFits(statistics), 'gamma-gamma', name), 'estimate') ?? 0);
  if (!p || !q || !gamma || p < 0 || gamma < 0 || q <= 1) return null;
  return { p, q, gamma, mean: (gamma * p) / (q - 1) };
}

/** The margin of the base after its own costs, with which purchases are valued, from statistic `value_facts`; null where it is not known. */
export function marginOf(statistics: StatisticTables): number | null {
  return number(statistics.value_facts?.[0], 'margin');
}

/** The rank correlation of how often and how much customers buy, beyond which their independence is in doubt; null where it is not known. Source: Fader & Hardie 2013. */
export function spendCorrelation(statistics: StatisticTables): number | null {
  return number(parameter(wholeFits(statistics), 'gamma-gamma', 'correlation'), 'estimate');
}

function wholeFits(statistics: StatisticTables): StatisticRow[] {
  return (statistics.purchase_fits ?? []).filter((row) => row.sample === 'all');
}

function parameter(fits: readonly StatisticRow[], model: string, name: string): StatisticRow | undefined {
  return fits.find((row) => row.model === model && row.parameter === name);
}

/** Ids of the processes that figures of one model can show: those of continuous time. */
export const shownModels: readonly string[] = processes.filter(({ discrete }) => !discrete).map(({ id }) => id);

/** The fitted process of an id; when it is not there, the first in continuous time that is. Null when none is. */
export function chosenFit(statistics: StatisticTables, id: unknown): FittedProcess | null {
  const fits = fitsOf(statistics).filter(({ process }) => !process.discrete);
  return fits.find(({ process }) => process.id === id) ?? fits[0] ?? null;
}
