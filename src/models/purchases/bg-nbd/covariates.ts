import { chiSquareUpper } from '#numeric/chi-square.ts';
import type { Fit, Model, ModelWarning } from '../../definition.ts';
import type { BetaGeometricName } from '../beta-geometric.ts';
import { customersIn, type Histories } from '../histories.ts';
import { refusal } from '../process-model.ts';
import { regress, type RegressionTop } from '../regression.ts';
import { bgNbd } from './process.ts';

/** A quality of customers that does not change, one number a history, in the order of the histories; a group is 0 or 1. */
export interface BgCovariate {
  name: string;
  values: ArrayLike<number>;
}

export interface BgCovariateInputs {
  histories: Histories;
  /** what may go with the rate of buying: alpha = alpha₀·exp(−γ′z) */
  rate: readonly BgCovariate[];
  /** what may go with dropping out: a = a₀·exp(δ′z), so that the mean odds of dropping out after a purchase, a/b, are multiplied by exp(δz) */
  dropout: readonly BgCovariate[];
}

export interface BgCovariateEffect {
  name: string;
  on: 'rate' | 'dropout';
  coefficient: number;
  /** null, as the ends, where the curvature is not that of a top */
  standardError: number | null;
  /** e^coefficient: times the rate, or times the odds of dropping out, for one unit more; with its 95 % interval (Wald) */
  ratio: number;
  low: number | null;
  high: number | null;
}

/** The parameters are those of a customer whose covariates are all 0. */
export interface BgCovariateEstimates extends Record<BetaGeometricName, number> {
  effects: BgCovariateEffect[];
}

export interface BgCovariateDiagnostics {
  /** null, as all below, where nothing could be fitted */
  logLikelihood: number | null;
  /** of ln r, ln alpha₀, ln a₀, ln b and the coefficients, in the order of the effects */
  covariance: number[][] | null;
  /** of all coefficients being 0 */
  likelihoodRatio: { chiSquare: number; degrees: number; p: number } | null;
  n: number;
  uniqueRows: number;
  converged: boolean;
  iterations: number;
}

const z = 1.959963984540054;

/**
 * BG/NBD with static covariates as a model. Answers with reason `purchases-no-customers`, `purchases-no-repeats` or `covariate-constant` where there is
 * nothing to fit. Throws RangeError for a covariate that does not fit the histories. The package CLVTools lets a covariate of dropping out multiply a and b
 * alike, which leaves the mean chance as it is; here it moves a alone, a case of the paper's a and b with coefficients of their own.
 */
export const bgNbdCovariates: Model<BgCovariateInputs, Record<string, never>, BgCovariateEstimates, BgCovariateDiagnostics> = {
  id: 'bg-nbd-covariates',
  source: 'Fader & Hardie 2007, Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models (note 019)',
  units: { x: 'repeat purchases', tx: 'periods', T: 'periods', weight: 'customers', covariates: 'their own' },
  defaults: {},
  fit({ histories, rate, dropout }, _, signal): Fit<BgCovariateEstimates, BgCovariateDiagnostics> {
    const base = { n: customersIn(histories), uniqueRows: histories.x.length };
    const none = { logLikelihood: null, covariance: null, likelihoodRatio: null, converged: false, iterations: 0 };
    const refuse = (reason: ModelWarning) => ({ estimates: null, reason, diagnostics: { ...base, ...none }, warnings: [] });
    const reason = refusal(histories);
    if (reason) return refuse(reason);
    const on = (some: readonly BgCovariate[], parameter: BetaGeometricName) => some.map((one) => ({ ...one, on: parameter }));
    const top = regress(bgNbd, histories, [...on(rate, 'alpha'), ...on(dropout, 'a')], signal);
    if ('constant' in top) return refuse({ code: 'covariate-constant', parameters: { name: top.constant } });
    const degrees = rate.length + dropout.length;
    const chiSquare = Math.max(0, 2 * (top.logLikelihood - top.plain));
    const likelihoodRatio = degrees > 0 ? { chiSquare, degrees, p: chiSquareUpper(chiSquare, degrees) } : null;
    const { logLikelihood, covariance, converged, iterations } = top;
    return {
      estimates: estimatesOf(top, rate, dropout),
      reason: null,
      diagnostics: { ...base, logLikelihood, covariance, likelihoodRatio, converged, iterations },
      warnings: [
        ...(converged ? [] : [{ code: 'fit-not-converged', parameters: {} }]),
        ...(covariance ? [] : [{ code: 'fit-no-curvature', parameters: {} }]),
      ],
    };
  },
};

function estimatesOf(
  { at, covariance }: RegressionTop,
  rate: readonly BgCovariate[],
  dropout: readonly BgCovariate[],
): BgCovariateEstimates {
  const [r, alpha, a, b] = at.slice(0, 4).map(Math.exp) as [number, number, number, number];
  const effects = [...rate, ...dropout].map(({ name }, j): BgCovariateEffect => {
    const coefficient = at[4 + j]!;
    const standardError = covariance && Math.sqrt(covariance[4 + j]![4 + j]!);
    const end = (side: number) => (standardError === null ? null : Math.exp(coefficient + side * z * standardError));
    const on = j < rate.length ? 'rate' : 'dropout';
    return { name, on, coefficient, standardError, ratio: Math.exp(coefficient), low: end(-1), high: end(1) };
  });
  return { r, alpha, a, b, effects };
}

/**
 * The values of plain BG/NBD (r, alpha, a, b) for a customer with these covariates, by name (one that is missing counts as 0): every prediction of
 * `bgNbd` takes them.
 */
export function bgNbdValuesWith({ r, alpha, a, b, effects }: BgCovariateEstimates, covariates: Readonly<Record<string, number>>): number[] {
  const shift = (on: BgCovariateEffect['on']) =>
    effects.reduce((sum, one) => sum + (one.on === on ? one.coefficient * (covariates[one.name] ?? 0) : 0), 0);
  return [r, alpha * Math.exp(-shift('rate')), a * Math.exp(shift('dropout')), b];
}
