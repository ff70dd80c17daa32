import { valueRules } from '#schema/thresholds.ts';
import type { Fit, Model, ModelWarning } from '../../definition.ts';
import { correlationOf, type Spends } from '../spends.ts';
import { expectedSpendBand } from './expected.ts';
import { fitGammaGamma, type GammaGammaEstimates } from './fit.ts';

/** What a fit says of itself; amounts in the currency of m. */
export interface GammaGammaDiagnostics {
  /** of p, q, γ; null where nothing could be fitted, or the curvature is not that of a top */
  standardErrors: Record<keyof GammaGammaEstimates, number> | null;
  covariance: number[][] | null;
  logLikelihood: number | null;
  /** customers with a repeat purchase */
  n: number;
  uniqueRows: number;
  converged: boolean;
  iterations: number;
  /** expected spend per purchase of a customer of whom nothing is known, with its interval (delta method); null where it is infinite */
  mean: { value: number; low: number | null; high: number | null } | null;
  /** of number and mean size of purchases, which the model takes to be independent; null where they do not vary */
  correlation: { value: number; low: number; high: number } | null;
}

const nothing: GammaGammaDiagnostics = {
  standardErrors: null,
  covariance: null,
  logLikelihood: null,
  n: 0,
  uniqueRows: 0,
  converged: false,
  iterations: 0,
  mean: null,
  correlation: null,
};

/** Gamma-Gamma: mean spend per purchase. Refuses (`spend-few-customers`) below 4 customers, or where all spend the same (`spend-all-equal`). */
export const gammaGamma: Model<{ spends: Spends }, Record<string, never>, GammaGammaEstimates, GammaGammaDiagnostics> = {
  id: 'gamma-gamma',
  source: 'Fader & Hardie 2013, note 025 (after Colombo & Jiang 1999)',
  units: { x: 'repeat purchases', m: 'currency, mean of the x purchases', weight: 'customers' },
  defaults: {},
  fit({ spends }, _, signal): Fit<GammaGammaEstimates, GammaGammaDiagnostics> {
    const n = spends.weight.reduce((sum, one) => sum + one, 0);
    const code = n < 4 ? 'spend-few-customers' : spends.m.every((one) => one === spends.m[0]) ? 'spend-all-equal' : null;
    if (code) return { estimates: null, reason: { code, parameters: { n } }, diagnostics: { ...nothing, n }, warnings: [] };
    const { estimates, covariance, logLikelihood, converged, iterations, away } = fitGammaGamma(spends, { signal });
    const error = (i: number) => Math.sqrt(covariance![i]![i]!);
    const correlation = correlationOf(spends);
    return {
      estimates,
      reason: null,
      diagnostics: {
        standardErrors: covariance && { p: error(0), q: error(1), gamma: error(2) },
        covariance,
        logLikelihood,
        n,
        uniqueRows: spends.x.length,
        converged,
        iterations,
        mean: expectedSpendBand(estimates, covariance, 0, 0),
        correlation,
      },
      warnings: warningsOf(estimates, { converged, flat: covariance === null, away }, correlation),
    };
  },
};

function warningsOf(
  { q }: GammaGammaEstimates,
  { converged, flat, away }: { converged: boolean; flat: boolean; away: readonly string[] },
  correlation: GammaGammaDiagnostics['correlation'],
): ModelWarning[] {
  const related = correlation !== null && Math.abs(correlation.value) >= valueRules.correlation;
  return [
    ...(converged ? [] : [{ code: 'fit-not-converged', parameters: {} }]),
    ...(away.length > 0 ? [{ code: 'fit-ridge', parameters: { names: away.join(', ') } }] : []),
    ...(flat ? [{ code: 'fit-no-curvature', parameters: {} }] : []),
    ...(q > 1 ? [] : [{ code: 'spend-mean-infinite', parameters: { q } }]),
    ...(related ? [{ code: 'spend-correlated', parameters: { ...correlation } }] : []),
  ];
}
