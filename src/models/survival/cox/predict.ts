import type { CoxEstimates } from './definition.ts';

/**
 * Survival of a life with the given covariates (in the order of the effects) at the times of the baseline: exp(−H₀(t) · e^((x − mean)·β)), 0..1.
 * Source: Cox 1972; Breslow's relation with Efron's hazard.
 */
export function coxSurvival({ effects, baseline }: Pick<CoxEstimates, 'effects' | 'baseline'>, covariates: readonly number[]): number[] {
  const score = effects.reduce((sum, { coefficient }, j) => sum + coefficient * (covariates[j]! - baseline.means[j]!), 0);
  return baseline.hazard.map((hazard) => Math.exp(-hazard * Math.exp(score)));
}
