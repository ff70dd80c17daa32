import { chiSquareUpper } from '#numeric/chi-square.ts';
import type { Fit, Model, ModelWarning } from '../../definition.ts';
import { customersIn, type Histories } from '../histories.ts';
import { type CovariateTop, fitCovariates } from './covariate-fit.ts';
import { type Covariate, type Standard, standardise } from './covariates.ts';

export interface CovariateInputs {
  histories: Histories;
  /** what may go with the rate of buying */
  rate: readonly Covariate[];
  /** what may go with the rate of dropping out; the same or others */
  dropout: readonly Covariate[];
}

/** What one covariate does to a rate, the others held equal. */
export interface CovariateEffect {
  name: string;
  on: 'rate' | 'dropout';
  coefficient: number;
  /** null, as the ends, where the curvature is not that of a top */
  standardError: number | null;
  /** e^coefficient: times the rate for one unit more, with its 95 % interval (Wald) */
  ratio: number;
  low: number | null;
  high: number | null;
}

export interface CovariateEstimates {
  /** of a customer whose covariates are all 0 */
  r: number;
  alpha: number;
  s: number;
  beta: number;
  effects: CovariateEffect[];
}

export interface CovariateDiagnostics {
  /** null, as all below, where nothing could be fitted */
  logLikelihood: number | null;
  /** of ln r, ln α₀, ln s, ln β₀ and the coefficients, in the order of the effects */
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
 * Pareto/NBD with static covariates as a model. Answers with reason `purchases-no-customers`, `purchases-no-repeats` or `covariate-constant` where
 * there is nothing to fit. Throws RangeError for a covariate that does not fit the histories.
 */
export const paretoNbdCovariates: Model<CovariateInputs, Record<string, never>, CovariateEstimates, CovariateDiagnostics> = {
  id: 'pareto-nbd-covariates',
  source: 'Fader & Hardie 2007 (note on covariates); parametrisation of CLVTools (Bachmann, Meierer, Näf & Schilter)',
  units: { x: 'repeat purchases', tx: 'periods', T: 'periods', weight: 'customers', covariates: 'their own' },
  defaults: {},
  fit({ histories, rate, dropout }, _, signal): Fit<CovariateEstimates, CovariateDiagnostics> {
    const n = customersIn(histories);
    const base = { n, uniqueRows: histories.x.length };
    const refuse = (code: string, parameters: ModelWarning['parameters'] = {}) => ({
      estimates: null,
      reason: { code, parameters },
      diagnostics: { ...base, logLikelihood: null, covariance: null, likelihoodRatio: null, converged: false, iterations: 0 },
      warnings: [],
    });
    if (n === 0) return refuse('purchases-no-customers');
    if (histories.x.every((x) => x === 0)) return refuse('purchases-no-repeats');
    const [rates, dropouts] = [rate, dropout].map((some) => some.map((one) => standardise(one, histories)));
    const constant = [...rate, ...dropout].find((_one, i) => [...rates!, ...dropouts!][i] === null);
    if (constant) return refuse('covariate-constant', { name: constant.name });
    const top = fitCovariates(histories, rates as Standard[], dropouts as Standard[], signal);
    const degrees = rate.length + dropout.length;
    const chiSquare = Math.max(0, 2 * (top.logLikelihood - top.plain));
    const { logLikelihood, covariance, converged, iterations } = top;
    return {
      estimates: estimatesOf(top, rate, dropout),
      reason: null,
      diagnostics: {
        ...base,
        logLikelihood,
        covariance,
        likelihoodRatio: degrees > 0 ? { chiSquare, degrees, p: chiSquareUpper(chiSquare, degrees) } : null,
        converged,
        iterations,
      },
      warnings: [
        ...(converged ? [] : [{ code: 'fit-not-converged', parameters: {} }]),
        ...(covariance ? [] : [{ code: 'fit-no-curvature', parameters: {} }]),
      ],
    };
  },
};

function estimatesOf({ at, covariance }: CovariateTop, rate: readonly Covariate[], dropout: readonly Covariate[]): CovariateEstimates {
  const [r, alpha, s, beta] = at.slice(0, 4).map(Math.exp) as [number, number, number, number];
  const effect = ({ name }: Covariate, on: CovariateEffect['on'], place: number): CovariateEffect => {
    const coefficient = at[place]!;
    const standardError = covariance && Math.sqrt(covariance[place]![place]!);
    const end = (side: number) => (standardError === null ? null : Math.exp(coefficient + side * z * standardError));
    return { name, on, coefficient, standardError, ratio: Math.exp(coefficient), low: end(-1), high: end(1) };
  };
  const effects = [
    ...rate.map((one, j) => effect(one, 'rate', 4 + j)),
    ...dropout.map((one, j) => effect(one, 'dropout', 4 + rate.length + j)),
  ];
  return { r, alpha, s, beta, effects };
}

/**
 * The values of plain Pareto/NBD (r, α, s, β) for a customer with these covariates, by the covariates' names (one that is missing counts as 0): every
 * prediction of `paretoNbd` takes them.
 */
export function valuesWith({ r, alpha, s, beta, effects }: CovariateEstimates, covariates: Readonly<Record<string, number>>): number[] {
  const shift = (on: CovariateEffect['on']) =>
    effects.reduce((sum, one) => sum + (one.on === on ? one.coefficient * (covariates[one.name] ?? 0) : 0), 0);
  return [r, alpha * Math.exp(-shift('rate')), s, beta * Math.exp(-shift('dropout'))];
}
