import type { Figure } from './definition.ts';
import { revenueProfit } from './revenue-profit/definition.ts';
import { profitWaterfall } from './profit-waterfall/definition.ts';
import { shareBars } from './share-bars/definition.ts';
import { agePanels } from './age-panels/definition.ts';
import { cohortStack } from './cohort-stack/definition.ts';
import { cohortAge } from './cohort-age/definition.ts';
import { cohorts } from './cohorts/definition.ts';
import { survival } from './survival/definition.ts';
import { clvModels } from './clv-models/definition.ts';
import { tracking } from './tracking/definition.ts';
import { purchaseFrequency } from './purchase-frequency/definition.ts';
import { conditionalExpectation } from './conditional-expectation/definition.ts';
import { customerTimeline } from './customer-timeline/definition.ts';
import { forest } from './forest/definition.ts';
import { flow } from './flow/definition.ts';
import { inputOutput } from './input-output/definition.ts';
import { matrix } from './matrix/definition.ts';
import { nineLinks } from './nine-links/definition.ts';
import { sixPartProfit } from './six-part-profit/definition.ts';
import { stageConfidence } from './stage-confidence/definition.ts';
import { stageHistory } from './stage-history/definition.ts';
import { stageRibbon } from './stage-ribbon/definition.ts';
import { stageVariables } from './stage-variables/definition.ts';
import { ladder } from './ladder/definition.ts';
import { patternIncidence } from './pattern-incidence/definition.ts';
import { patternProfit } from './pattern-profit/definition.ts';
import { ranking } from './ranking/definition.ts';
import { customerOutlook } from './customer-outlook/definition.ts';
import { valueMatrix } from './value-matrix/definition.ts';
import { clv } from './clv/definition.ts';
import { heterogeneity } from './heterogeneity/definition.ts';
import { recencyFrequency } from './recency-frequency/definition.ts';
import { debtAges } from './debt-ages/definition.ts';

/** The figures beyond the first picture, loaded with their lenses. Options travel as plain data, so the list does not know their shape. */
export const moreFigures: readonly Figure[] = [
  stageRibbon,
  stageHistory,
  flow,
  stageConfidence,
  inputOutput,
  stageVariables,
  sixPartProfit,
  cohortAge,
  cohorts,
  survival,
  clvModels,
  tracking,
  purchaseFrequency,
  conditionalExpectation,
  matrix,
  forest,
  customerTimeline,
  ranking,
  debtAges,
  patternIncidence,
  patternProfit,
  ladder,
  profitWaterfall,
  revenueProfit,
  nineLinks,
  customerOutlook,
  recencyFrequency,
  heterogeneity,
  clv,
  valueMatrix,
  shareBars,
  agePanels,
  cohortStack,
] as unknown as readonly Figure[];
