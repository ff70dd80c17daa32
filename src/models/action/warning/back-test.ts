import { warningRules } from '#schema/thresholds.ts';
import type { StopSignal } from '../../definition.ts';
import { type HazardCell, gapRatio } from './cell.ts';
import { type WarningDiagnostics, type WarningEstimates, scoreOf, warning } from './definition.ts';
import { type Evaluation, type Scored, evaluate } from './evaluate.ts';
import { pointsOf } from './points.ts';

export interface BackTest {
  /** last day of the training, days since 1970-01-01 */
  cut: number;
  training: WarningDiagnostics;
  basis: WarningEstimates['basis'];
  evaluation: Evaluation;
  /** what the points of the rule would have caught in the same trial */
  rule: { precision: number | null; recall: number | null; alerts: number };
}

/** The day before the newest periods that are held back: `holdOut` of them, at most `holdOutShare` of the time observed; null when that is no period. */
export function cutOf(first: number, asOf: number, periodDays: number): number | null {
  const periods = Math.floor((asOf - first + 1) / periodDays);
  const held = Math.min(warningRules.holdOut, Math.floor(periods * warningRules.holdOutShare));
  return held < 1 ? null : asOf - Math.round(held * periodDays);
}

/**
 * Cells parted in time. Training: what had happened, the outcome too, by the cut. Trial: forecasts made at the cut or later. What lies
 * between, known then but with its outcome still to come, is in neither. Requirement C4.
 */
export function splitAt(cells: readonly HazardCell[], cut: number, periodDays: number): { training: HazardCell[]; trial: HazardCell[] } {
  const closed = cells.filter(({ worse, stage }) => worse !== null && stage !== 'D');
  return {
    training: closed.filter(({ day }) => day + Math.ceil(periodDays) <= cut),
    trial: closed.filter(({ day }) => day >= cut),
  };
}

/** Fits on the time before the cut alone, and holds the warnings against what came after. Null where either side is empty. */
export function backTest(
  cells: readonly HazardCell[],
  { cut, periodDays, replicates, seed }: { cut: number; periodDays: number; replicates: number; seed: number },
  signal: StopSignal,
): BackTest | null {
  const { training, trial } = splitAt(cells, cut, periodDays);
  const { estimates, diagnostics } = warning.fit({ cells: training }, warning.defaults, signal);
  if (!estimates || trial.length === 0) return null;
  const scored = trial.map((cell): Scored => {
    const score = scoreOf(cell, estimates);
    return { customer: cell.customer, age: cell.age, score, alerted: score >= estimates.amber, worse: cell.worse ?? 0 };
  });
  const ruled = trial.filter(
    (cell) => pointsOf(cell, gapRatio(cell, estimates.scaling.base, warningRules.priorGaps)).points >= warningRules.amber,
  );
  const [hits, events] = [ruled, trial].map((some) => some.filter(({ worse }) => worse === 1).length) as [number, number];
  return {
    cut,
    training: diagnostics,
    basis: estimates.basis,
    evaluation: evaluate(scored, { replicates, seed }, signal),
    rule: {
      precision: ruled.length > 0 && events > 0 ? hits / ruled.length : null,
      recall: events > 0 ? hits / events : null,
      alerts: ruled.length,
    },
  };
}
