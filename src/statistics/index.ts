import type { Statistic } from './definition.ts';
import { aliveEffects } from './alive-effects.ts';
import { allocationSensitivity } from './allocation-sensitivity.ts';
import { revenueProfit } from './revenue-profit.ts';
import { profitWaterfall } from './profit-waterfall.ts';
import { auditCells } from './audit-cells.ts';
import { auditDistribution } from './audit-distribution.ts';
import { auditMoments } from './audit-moments.ts';
import { auditMoves } from './audit-moves.ts';
import { auditOutlook } from './audit-outlook.ts';
import { auditTenths } from './audit-tenths.ts';
import { choices } from './choices.ts';
import { cohortAge } from './cohort-age.ts';
import { cohortFits } from './cohort-fits.ts';
import { cohortTriangle } from './cohort-triangle.ts';
import { clvLeaderboard } from './clv-leaderboard.ts';
import { clvTracking } from './clv-tracking.ts';
import { clvValues } from './clv-values.ts';
import { conditionalExpectation } from './conditional-expectation.ts';
import { purchaseFits } from './purchase-fits.ts';
import { purchaseFrequency } from './purchase-frequency.ts';
import { contactOutcomes } from './contact-outcomes.ts';
import { historyGrid } from './history-grid.ts';
import { valueFacts } from './value-facts.ts';
import { valueMatrix } from './value-matrix.ts';
import { hmm } from './hmm.ts';
import { lives } from './lives.ts';
import { loyaltyBins } from './loyalty-bins.ts';
import { nineLinks } from './nine-links.ts';
import { ladderCounts } from './ladder-counts.ts';
import { patternIncidence } from './pattern-incidence.ts';
import { patternProfit } from './pattern-profit.ts';
import { patternStatistic } from './patterns.ts';
import { profile } from './profile.ts';
import { profitRankYoung } from './profit-rank-young.ts';
import { profitRank } from './profit-rank.ts';
import { prospects } from './prospects.ts';
import { receivableAges } from './receivable-ages.ts';
import { referralValues } from './referral-values.ts';
import { sixPart } from './six-part.ts';
import { stageAgeReplicates } from './stage-age-replicates.ts';
import { stageAge } from './stage-age.ts';
import { stageConfidence } from './stage-confidence.ts';
import { stageFlowSpread } from './stage-flow-spread.ts';
import { stageFlow } from './stage-flow.ts';
import { stageHistory } from './stage-history.ts';
import { stageNow } from './stage-now.ts';
import { stageRibbon } from './stage-ribbon.ts';
import { stageTiers } from './stage-tiers.ts';
import { stageValue } from './stage-value.ts';
import { stageVariables } from './stage-variables.ts';
import { stageYears } from './stage-years.ts';
import { transitions } from './transitions.ts';
import { tierMigration } from './tier-migration.ts';
import { unallocatedCosts } from './unallocated-costs.ts';
import { variableCurves } from './variable-curves.ts';
import { warningFit } from './warning-fit.ts';
import { warnings } from './warnings.ts';
import { winBackCurve } from './win-back-curve.ts';
import { winBack } from './win-back.ts';

/** All statistics, in the order in which they are computed and shown. */
export const statistics: readonly Statistic[] = [
  profile,
  stageAge,
  stageAgeReplicates,
  stageNow,
  prospects,
  stageFlow,
  stageFlowSpread,
  stageRibbon,
  stageHistory,
  stageYears,
  stageTiers,
  stageConfidence,
  profitRank,
  profitRankYoung,
  unallocatedCosts,
  choices,
  profitWaterfall,
  revenueProfit,
  allocationSensitivity,
  loyaltyBins,
  stageVariables,
  variableCurves,
  sixPart,
  cohortAge,
  cohortTriangle,
  lives,
  historyGrid,
  valueFacts,
  valueMatrix,
  transitions,
  stageValue,
  hmm,
  warnings,
  warningFit,
  contactOutcomes,
  winBack,
  winBackCurve,
  receivableAges,
  referralValues,
  patternStatistic,
  patternIncidence,
  patternProfit,
  ladderCounts,
  tierMigration,
  nineLinks,
  purchaseFits,
  cohortFits,
  clvLeaderboard,
  clvTracking,
  purchaseFrequency,
  conditionalExpectation,
  clvValues,
  aliveEffects,
  auditTenths,
  auditDistribution,
  auditMoves,
  auditMoments,
  auditCells,
  auditOutlook,
];

/** Those that every analysis computes. */
export const eagerStatistics: readonly Statistic[] = statistics.filter(({ lazy }) => !lazy);

/** The statistics of these tables; names that are none are left out. */
export function statisticsOf(tables: readonly string[]): readonly Statistic[] {
  return statistics.filter(({ table }) => tables.includes(table));
}
