import { stageThresholds } from '#schema/thresholds.ts';
import type { Level } from './level.ts';
import type { Rhythm } from './rhythm.ts';
import { D, F, T } from './trace.ts';

/** How far the nearest rule is, relative to its threshold: 0 low, 1 medium, 2 high. The end and its neighbourhood are judged by time, the others also by level. */
export function marginCode(stage: number, early: boolean, delta: number, rhythm: Rhythm, level: Level): number {
  if (stage === T) return 2;
  if (early) return 0;
  const { declineLevel, recoverLevel, matureLevel, margins } = stageThresholds;
  const gap = stage === D ? rhythm.thresholdEnd : rhythm.thresholdDecline;
  let distance = Math.abs(gap - delta) / gap;
  if (!Number.isNaN(level.pGrowth)) {
    if (stage === D) distance = Math.min(distance, Math.abs(level.lPlus - recoverLevel) / recoverLevel);
    else distance = Math.min(distance, Math.abs(level.l - declineLevel) / declineLevel);
    if (stage === F) distance = Math.min(distance, Math.abs(level.lPlus - matureLevel) / matureLevel);
  }
  return distance < margins[0] ? 0 : distance < margins[1] ? 1 : 2;
}
