// What customers' features do to buying and to dropping out.
export {
  type Covariate,
  type CovariateDiagnostics,
  type CovariateEffect,
  type CovariateEstimates,
  type CovariateInputs,
  type CovariateModel,
} from '#models/purchases/covariate-model.ts';
export { paretoNbdCovariates, paretoNbdValuesWith } from '#models/purchases/pareto-nbd/covariates.ts';
export { bgNbdCovariates, bgNbdValuesWith } from '#models/purchases/bg-nbd/covariates.ts';
