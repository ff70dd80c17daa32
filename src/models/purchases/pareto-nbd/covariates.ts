import { covariateModel, type CovariateEstimates, type Moved, valuesWith } from '../covariate-model.ts';
import { paretoNbd, type ParetoNbdParameter } from './process.ts';

const moved: Moved<ParetoNbdParameter> = { rate: 'alpha', dropout: 'beta' };

/**
 * Pareto/NBD with static covariates: α of a customer is α₀·exp(−γ′z), so that e^γ multiplies the rate of buying; β is β₀·exp(−δ′z), so that e^δ multiplies
 * the rate of dropping out. The parametrisation of the R package CLVTools.
 */
export const paretoNbdCovariates = covariateModel(
  paretoNbd,
  moved,
  'Fader & Hardie 2007, Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models (note 019); Bachmann et al., CLVTools',
);

/** The values of plain Pareto/NBD (r, α, s, β) for a customer with these covariates, by name: every prediction of `paretoNbd` takes them. */
export function paretoNbdValuesWith(
  estimates: CovariateEstimates<ParetoNbdParameter>,
  covariates: Readonly<Record<string, number>>,
): number[] {
  return valuesWith(paretoNbd, moved, estimates, covariates);
}
