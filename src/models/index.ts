import { hmm } from './lifecycle/hmm/definition.ts';
import { migrationModel } from './lifecycle/ladder/definition.ts';
import { markov } from './lifecycle/markov/definition.ts';
import { patternModel } from './lifecycle/patterns/definition.ts';
import { stageCurve } from './lifecycle/stage-curve/definition.ts';
import { stageVariableModel } from './lifecycle/stage-variables/definition.ts';
import { stages } from './lifecycle/stages/definition.ts';
import { behavioural } from './loyalty/behavioural/definition.ts';
import { loyaltyTypesModel } from './loyalty/types/definition.ts';
import { nbdDirichlet } from './market/nbd-dirichlet/definition.ts';
import { bgBbModel } from './purchases/bg-bb/definition.ts';
import { bgCnbdKModel } from './purchases/bg-cnbd-k/definition.ts';
import { bgNbdCovariates } from './purchases/bg-nbd/covariates.ts';
import { bgNbdModel } from './purchases/bg-nbd/definition.ts';
import { mbgNbdModel } from './purchases/mbg-nbd/definition.ts';
import { paretoNbdCovariates } from './purchases/pareto-nbd/covariates.ts';
import { paretoNbdModel } from './purchases/pareto-nbd/definition.ts';
import { gammaGamma } from './spend/gamma-gamma/definition.ts';
import { bdw } from './survival/bdw/definition.ts';
import { cox } from './survival/cox/definition.ts';
import { kaplanMeierModel } from './survival/kaplan-meier/definition.ts';
import { sbg } from './survival/sbg/definition.ts';
import { formulaClv } from './value/formula-clv/definition.ts';
import { profitCurve } from './value/profit-curve/definition.ts';
import { sixPart } from './value/six-part/definition.ts';
import { whale } from './value/whale/definition.ts';

/** Every model of the product, in the order of lists. */
export const models = [
  stages,
  stageCurve,
  stageVariableModel,
  markov,
  hmm,
  patternModel,
  migrationModel,
  profitCurve,
  sixPart,
  whale,
  loyaltyTypesModel,
  behavioural,
  bgNbdModel,
  mbgNbdModel,
  bgCnbdKModel,
  bgNbdCovariates,
  paretoNbdModel,
  paretoNbdCovariates,
  bgBbModel,
  gammaGamma,
  sbg,
  bdw,
  kaplanMeierModel,
  cox,
  formulaClv,
  nbdDirichlet,
] as const;
