import { addFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import type { Lens } from './definition.ts';
import { revenueProfit } from './revenue-profit/definition.ts';
import { profitWaterfall } from './profit-waterfall/definition.ts';
import { allocationSensitivity } from './allocation-sensitivity/definition.ts';
import { auditPeriod } from './audit-period/definition.ts';
import { auditTwoPeriods } from './audit-two-periods/definition.ts';
import { auditCohort } from './audit-cohort/definition.ts';
import { auditCohorts } from './audit-cohorts/definition.ts';
import { auditBase } from './audit-base/definition.ts';
import { customerOutlook } from './customer-outlook/definition.ts';
import { valueMatrix } from './value-matrix/definition.ts';
import { clv } from './clv/definition.ts';
import { heterogeneity } from './heterogeneity/definition.ts';
import { isoValue } from './iso-value/definition.ts';
import { recencyFrequency } from './recency-frequency/definition.ts';
import { cohortAge } from './cohort-age/definition.ts';
import { cohorts } from './cohorts/definition.ts';
import { survival } from './survival/definition.ts';
import { clvModels } from './clv-models/definition.ts';
import { tracking } from './tracking/definition.ts';
import { purchaseFrequency } from './purchase-frequency/definition.ts';
import { conditionalExpectation } from './conditional-expectation/definition.ts';
import { drivers } from './drivers/definition.ts';
import { inputOutput } from './input-output/definition.ts';
import { ladder } from './ladder/definition.ts';
import { patterns } from './patterns/definition.ts';
import { nineLinks } from './nine-links/definition.ts';
import { sixPartProfit } from './six-part-profit/definition.ts';
import { stageConfidence } from './stage-confidence/definition.ts';
import { stageFlow } from './stage-flow/definition.ts';
import { stageHistory } from './stage-history/definition.ts';
import { stageRibbon } from './stage-ribbon/definition.ts';
import { stageTiers } from './stage-tiers/definition.ts';
import { stageVariables } from './stage-variables/definition.ts';
import { transitions } from './transitions/definition.ts';
import { warnings } from './warnings/definition.ts';
import { winBack } from './win-back/definition.ts';
import { badDebt } from './bad-debt/definition.ts';
import { referral } from './referral/definition.ts';

/** The lenses beyond the first picture, in the order of lists, with their figures made known. */
export function moreLenses(): readonly Lens[] {
  addFigures(moreFigures);
  return [
    stageRibbon,
    stageHistory,
    stageFlow,
    stageConfidence,
    stageTiers,
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
    transitions,
    drivers,
    warnings,
    winBack,
    badDebt,
    referral,
    profitWaterfall,
    revenueProfit,
    allocationSensitivity,
    patterns,
    ladder,
    nineLinks,
    recencyFrequency,
    heterogeneity,
    isoValue,
    clv,
    valueMatrix,
    customerOutlook,
    auditPeriod,
    auditTwoPeriods,
    auditCohort,
    auditCohorts,
    auditBase,
  ] as unknown as readonly Lens[];
}
