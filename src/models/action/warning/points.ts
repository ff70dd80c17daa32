import { aliveRules, warningRules } from '#schema/thresholds.ts';
import type { HazardCell } from './cell.ts';

/** Why a customer is warned of, in the order of weight. */
export const reasonCodes = [
  'gap-long',
  'gap',
  'level-low',
  'level',
  'complaint',
  'share',
  'contract',
  'alive',
  'late',
  'falling',
  'new',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What the rule gives at most without P(alive); the score of the rule is its points over this, at most 1. */
export const mostPoints = 11;

/** Points of the rule with their reasons; `gap` is the ratio of the open gap to the own mean gap. P(alive) counts where `withAlive` asks for it. Source: M20 of the specification, ASSUMED weights. */
export function pointsOf(cell: HazardCell, gap: number, withAlive = false): { points: number; reasons: ReasonCode[] } {
  const rule = warningRules.points;
  const found: [ReasonCode, number][] = [];
  if (gap > rule.gap[1]) found.push(['gap-long', rule.gapPoints[1]]);
  else if (gap > rule.gap[0]) found.push(['gap', rule.gapPoints[0]]);
  if (cell.level !== null && cell.level < rule.level[1]) found.push(['level-low', rule.levelPoints[1]]);
  else if (cell.level !== null && cell.level < rule.level[0]) found.push(['level', rule.levelPoints[0]]);
  if (cell.severe > 0) found.push(['complaint', rule.complaint]);
  if (cell.share !== null && cell.share <= rule.share) found.push(['share', rule.sharePoints]);
  if (cell.contract !== null && cell.contract <= rule.contractDays) found.push(['contract', rule.contract]);
  if (withAlive && typeof cell.alive === 'number' && cell.alive < aliveRules.warn) found.push(['alive', aliveRules.warnPoints]);
  return { points: found.reduce((sum, [, points]) => sum + points, 0), reasons: found.map(([reason]) => reason) };
}
