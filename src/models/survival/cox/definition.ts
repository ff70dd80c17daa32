import { chiSquareUpper } from '#numeric/chi-square.ts';
import { invert } from '#numeric/linear.ts';
import { coxRules } from '#schema/thresholds.ts';
import type { Fit, Model, ModelWarning } from '../../definition.ts';
import type { Life } from '../lives.ts';
import { concordance } from './concordance.ts';
import { ascend } from './ascend.ts';
import { linear, type Partial, partialLikelihood } from './partial.ts';
import { type CoxRows, coxRows } from './rows.ts';

export interface CoxInputs {
  lives: readonly Life[];
  /** one row a life, one number a name */
  covariates: readonly (readonly number[])[];
  names: readonly string[];
}

/** What one covariate does to the risk of ending, the others held equal. */
export interface CoxEffect {
  name: string;
  coefficient: number;
  standardError: number;
  /** of no effect, two-sided, Wald */
  p: number;
  /** e^coefficient: times the risk for one unit more, with its 95 % interval */
  ratio: number;
  low: number;
  high: number;
}

export interface CoxEstimates {
  effects: CoxEffect[];
  /** of the coefficients, in the order of the effects */
  covariance: number[][];
  /** cumulative hazard of a life with mean covariates at the times of ends, ascending; Efron's */
  baseline: { times: number[]; hazard: number[]; means: number[] };
  /** Harrell's; null without a comparable pair */
  concordance: number | null;
  /** of all coefficients being 0 */
  likelihoodRatio: { chiSquare: number; degrees: number; p: number };
}

export interface CoxDiagnostics {
  /** null, as the two below, where nothing could be fitted */
  logLikelihood: number | null;
  /** with all coefficients 0 */
  nullLogLikelihood: number | null;
  aic: number | null;
  /** weight of the lives used; rows left out (never at risk, a covariate missing) */
  n: number;
  ended: number;
  left: number;
  converged: boolean;
  iterations: number;
}

const z = 1.959963984540054;

/** Proportional hazards by partial likelihood, ties by Efron; weights are numbers of lives, entries may be late. */
export const cox: Model<CoxInputs, object, CoxEstimates, CoxDiagnostics> = {
  id: 'cox',
  source: 'Cox 1972, JRSS B 34:187–220; ties Efron 1977, JASA 72:557–565; Therneau & Grambsch 2000',
  units: {
    lives: 'entry and time in one unit; cause 0 while it lasts; weight in lives',
    covariates: 'any, a number a name',
    names: 'text',
  },
  defaults: {},
  fit({ lives, covariates, names }, _options, signal): Fit<CoxEstimates, CoxDiagnostics> {
    const size = names.length;
    const rows = coxRows(lives, covariates, size);
    const sum = (of: (i: number) => boolean) => rows.weight.reduce((all, w, i) => (of(i) ? all + w : all), 0);
    const counts = { n: sum(() => true), ended: sum((i) => rows.ended[i] === 1), left: rows.left };
    const blank = { logLikelihood: null, nullLogLikelihood: null, aic: null, ...counts, converged: false, iterations: 0 };
    const refuse = (code: string, parameters = {}) => ({ estimates: null, reason: { code, parameters }, diagnostics: blank, warnings: [] });
    if (size === 0 || counts.ended < size + 1) return refuse('cox-too-few', { ended: counts.ended, need: size + 1 });
    const top = ascend((beta) => partialLikelihood(rows, beta), size, signal);
    const inverse = invert(top.at.information);
    if (!inverse?.every((row, i) => row[i]! > 0)) return refuse('cox-not-told-apart');
    const none = partialLikelihood(rows, new Float64Array(size)).logLikelihood;
    const chiSquare = Math.max(0, 2 * (top.at.logLikelihood - none));
    return {
      estimates: {
        ...given(rows, names, top.beta, inverse),
        baseline: baselineOf(rows, top.at),
        concordance: concordance(rows, linear(rows, top.beta)),
        likelihoodRatio: { chiSquare, degrees: size, p: chiSquareUpper(chiSquare, size) },
      },
      reason: null,
      diagnostics: {
        ...{ logLikelihood: top.at.logLikelihood, nullLogLikelihood: none, aic: 2 * (size - top.at.logLikelihood), ...counts },
        ...{ converged: top.converged, iterations: top.iterations },
      },
      warnings: warningsOf(names, top),
    };
  },
};

/** Coefficients and their covariance in the units of the covariates as given. */
function given({ scale }: CoxRows, names: readonly string[], beta: Float64Array, inverse: number[][]) {
  const covariance = inverse.map((row, i) => row.map((value, j) => value / (scale[i]! * scale[j]!)));
  const effects = names.map((name, i): CoxEffect => {
    const coefficient = beta[i]! / scale[i]!;
    const standardError = Math.sqrt(covariance[i]![i]!);
    const at = (side: number) => Math.min(Number.MAX_VALUE, Math.exp(coefficient + side * z * standardError));
    const p = chiSquareUpper((coefficient / standardError) ** 2, 1);
    return { name, coefficient, standardError, p, ratio: at(0), low: at(-1), high: at(1) };
  });
  return { effects, covariance };
}

function baselineOf({ mean }: CoxRows, { hazards }: Partial): CoxEstimates['baseline'] {
  let sum = 0;
  return { times: hazards.map(({ time }) => time), hazard: hazards.map(({ hazard }) => (sum += hazard)), means: [...mean] };
}

function warningsOf(names: readonly string[], top: { beta: Float64Array; converged: boolean }): ModelWarning[] {
  const away = names.filter((_, i) => Math.abs(top.beta[i]!) > coxRules.away);
  return [
    ...(top.converged ? [] : [{ code: 'fit-not-converged', parameters: {} }]),
    ...(away.length > 0 ? [{ code: 'cox-runs-away', parameters: { names: away.join(', ') } }] : []),
  ];
}
