// Time to an end with censoring: curves, comparisons, regression.
export { aalenJohansen, type Incidence, type IncidenceStep } from '#models/survival/aalen-johansen.ts';
export { cox, type CoxDiagnostics, type CoxEffect, type CoxEstimates, type CoxInputs } from '#models/survival/cox/definition.ts';
export { coxSurvival } from '#models/survival/cox/predict.ts';
export { logLogInterval } from '#models/survival/interval.ts';
export { kaplanMeier, type SurvivalStep, timeAt } from '#models/survival/kaplan-meier.ts';
export { type KaplanMeierDiagnostics, type KaplanMeierEstimates, kaplanMeierModel } from '#models/survival/kaplan-meier/definition.ts';
export type { Life } from '#models/survival/lives.ts';
export { type LogRank, logRank, type TimeWeights } from '#models/survival/log-rank.ts';
export { type HazardStep, nelsonAalen } from '#models/survival/nelson-aalen.ts';
