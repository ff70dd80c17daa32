import { stageThresholds } from '#schema/thresholds.ts';

/** The rules of the machine that a sensitivity study changes; everything else is fixed. */
export interface StageRules {
  dropEvidence: number;
  gapSpread: number;
  recoverLevel: number;
  /** whether a level must hold for a rhythm and a period before it moves a customer */
  dwell: boolean;
}

/** The rules in force, of `thresholds.ts`. */
export const stageRules: StageRules = {
  dropEvidence: stageThresholds.dropEvidence,
  gapSpread: stageThresholds.gapSpread,
  recoverLevel: stageThresholds.recoverLevel,
  dwell: true,
};

/** The rules without hysteresis: one level for the way into decline and out of it, and no waiting. For comparison only (requirement C3). */
export const withoutHysteresis: StageRules = { ...stageRules, recoverLevel: stageThresholds.declineLevel, dwell: false };
