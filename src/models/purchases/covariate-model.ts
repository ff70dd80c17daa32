import { chiSquareUpper } from '#numeric/chi-square.ts';
import type { Fit, Model, ModelWarning } from '../definition.ts';
import { customersIn, type Histories } from './histories.ts';
import type { PurchaseProcess } from './process.ts';
import { refusal } from './process-model.ts';
import { regress, type RegressionTop } from './regression.ts';

/** A quality of customers that does not change, one number a history, in the order of the histories; a group is 0 or 1. */
export interface Covariate {
  name: string;
  values: ArrayLike<number>;
}

export interface CovariateInputs {
  histories: Histories;
  /** what may go with the rate of buying */
  rate: readonly Covariate[];
  /** what may go with dropping out; the same or others */
  dropout: readonly Covariate[];
}

/** What one covariate does, the others held equal. */
export interface CovariateEffect {
  name: string;
  on: 'rate' | 'dropout';
  coefficient: number;
  /** null, as the ends, where the curvature is not that of a top */
  standardError: number | null;
  /** e^coefficient: times the rate (or the odds) for one unit more, with its 95 % interval (Wald) */
  ratio: number;
  low: number | null;
  high: number | null;
}

/** The parameters are those of a customer whose covariates are all 0. */
export type CovariateEstimates<Name extends string> = Record<Name, number> & { effects: CovariateEffect[] };

export interface CovariateDiagnostics<Name extends string = string> {
  /** of the parameters; those of the coefficients stand with the effects; null where the curvature is not that of a top */
  standardErrors: Record<Name, number> | null;
  /** null, as all below, where nothing could be fitted */
  logLikelihood: number | null;
  /** of the logarithms of the parameters and the coefficients, in the order of the effects */
  covariance: number[][] | null;
  /** of all coefficients being 0 */
  likelihoodRatio: { chiSquare: number; degrees: number; p: number } | null;
  n: number;
  uniqueRows: number;
  converged: boolean;
  iterations: number;
}

export type CovariateModel<Name extends string> = Model<
  CovariateInputs,
  Record<string, never>,
  CovariateEstimates<Name>,
  CovariateDiagnostics<Name>
>;

/** The parameter that moves with the covariates of buying, and the one that moves with those of dropping out. */
export interface Moved<Name extends string> {
  rate: Name;
  dropout: Name;
}

const z = 1.959963984540054;

/**
 * A process with static covariates as a model: parameter = base · exp(coefficient′z), exp(−coefficient′z) for a length of time, so that e^coefficient
 * multiplies a rate. It answers with reason `purchases-no-customers`, `purchases-no-repeats` or `covariate-constant` where there is nothing to fit.
 * Throws RangeError for a covariate that does not have one number a history. Source: Fader & Hardie 2007, note 019.
 */
export function covariateModel<Name extends string>(
  process: PurchaseProcess<Name>,
  moved: Moved<Name>,
  source: string,
): CovariateModel<Name> {
  return {
    id: `${process.id}-covariates`,
    source,
    units: { x: 'repeat purchases', tx: 'periods', T: 'periods', weight: 'customers', covariates: 'their own' },
    defaults: {},
    fit({ histories, rate, dropout }, _, signal): Fit<CovariateEstimates<Name>, CovariateDiagnostics<Name>> {
      const base = { n: customersIn(histories), uniqueRows: histories.x.length };
      const none = { standardErrors: null, logLikelihood: null, covariance: null, likelihoodRatio: null, converged: false, iterations: 0 };
      const refuse = (reason: ModelWarning) => ({ estimates: null, reason, diagnostics: { ...base, ...none }, warnings: [] });
      const reason = refusal(histories);
      if (reason) return refuse(reason);
      const on = (some: readonly Covariate[], parameter: Name) => some.map((one) => ({ ...one, on: parameter }));
      const top = regress(process, histories, [...on(rate, moved.rate), ...on(dropout, moved.dropout)], signal);
      if ('constant' in top) return refuse({ code: 'covariate-constant', parameters: { name: top.constant } });
      const degrees = rate.length + dropout.length;
      const chiSquare = Math.max(0, 2 * (top.logLikelihood - top.plain));
      const likelihoodRatio = degrees > 0 ? { chiSquare, degrees, p: chiSquareUpper(chiSquare, degrees) } : null;
      const { logLikelihood, covariance, converged, iterations } = top;
      return {
        estimates: estimatesOf(process, top, rate, dropout),
        reason: null,
        diagnostics: { ...base, standardErrors: errorsOf(process, top), logLikelihood, covariance, likelihoodRatio, converged, iterations },
        warnings: [
          ...(converged ? [] : [{ code: 'fit-not-converged', parameters: {} }]),
          ...(covariance ? [] : [{ code: 'fit-no-curvature', parameters: {} }]),
        ],
      };
    },
  };
}

/** Standard errors of the parameters from those of their logarithms (delta method). */
function errorsOf<Name extends string>(
  { parameters }: PurchaseProcess<Name>,
  { at, covariance }: RegressionTop,
): Record<Name, number> | null {
  if (!covariance) return null;
  return Object.fromEntries(parameters.map((name, i) => [name, Math.exp(at[i]!) * Math.sqrt(covariance[i]![i]!)])) as Record<Name, number>;
}

function estimatesOf<Name extends string>(
  { parameters }: PurchaseProcess<Name>,
  { at, covariance }: RegressionTop,
  rate: readonly Covariate[],
  dropout: readonly Covariate[],
): CovariateEstimates<Name> {
  const first = parameters.length;
  const effects = [...rate, ...dropout].map(({ name }, j): CovariateEffect => {
    const coefficient = at[first + j]!;
    const standardError = covariance && Math.sqrt(covariance[first + j]![first + j]!);
    const end = (side: number) => (standardError === null ? null : Math.exp(coefficient + side * z * standardError));
    const on = j < rate.length ? 'rate' : 'dropout';
    return { name, on, coefficient, standardError, ratio: Math.exp(coefficient), low: end(-1), high: end(1) };
  });
  const base = Object.fromEntries(parameters.map((name, i) => [name, Math.exp(at[i]!)])) as Record<Name, number>;
  return { ...base, effects };
}

/**
 * The parameter values of the plain process for a customer with these covariates, by the covariates' names (one that is missing counts as 0): every
 * prediction of the process takes them.
 */
export function valuesWith<Name extends string>(
  process: PurchaseProcess<Name>,
  moved: Moved<Name>,
  estimates: CovariateEstimates<Name>,
  covariates: Readonly<Record<string, number>>,
): number[] {
  return process.parameters.map((name) => {
    const sign = process.inTime.includes(name) ? -1 : 1;
    const shift = estimates.effects.reduce(
      (sum, one) => sum + (moved[one.on] === name ? one.coefficient * (covariates[one.name] ?? 0) : 0),
      0,
    );
    return estimates[name] * Math.exp(sign * shift);
  });
}
