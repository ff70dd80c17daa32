import type { BetaGeometricName } from '../beta-geometric.ts';
import { covariateModel, type CovariateEstimates, type Moved, valuesWith } from '../covariate-model.ts';
import { bgNbd } from './process.ts';

const moved: Moved<BetaGeometricName> = { rate: 'alpha', dropout: 'a' };

/**
 * BG/NBD with static covariates: alpha = alpha₀·exp(−γ′z), so that e^γ multiplies the rate of buying; a = a₀·exp(δ′z), so that e^δ multiplies the mean odds
 * a/b of dropping out after a purchase. The package CLVTools (src/bgnbd.cpp) lets a covariate of dropping out multiply a and b alike, which
 * leaves the mean chance as it is; here it moves a alone, a case of the note's a and b with coefficients of their own.
 */
export const bgNbdCovariates = covariateModel(
  bgNbd,
  moved,
  'Fader & Hardie 2007, Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models (note 019)',
);

/** The values of plain BG/NBD (r, alpha, a, b) for a customer with these covariates, by name: every prediction of `bgNbd` takes them. */
export function bgNbdValuesWith(estimates: CovariateEstimates<BetaGeometricName>, covariates: Readonly<Record<string, number>>): number[] {
  return valuesWith(bgNbd, moved, estimates, covariates);
}
