import { logLogInterval } from './interval.ts';
import { type Life, moments } from './lives.ts';

/** The curve at one distinct time. */
export interface SurvivalStep {
  time: number;
  /** weight under observation just before */
  atRisk: number;
  ended: number;
  censored: number;
  /** probability to last beyond this time, 0..1 */
  survival: number;
  /** Greenwood's variance of it */
  variance: number;
  /** 95 % interval on the log-log scale; null at 0 and 1 */
  low: number | null;
  high: number | null;
}

/**
 * The product-limit estimate of survival with delayed entry, weights and ties; any cause above 0 is an end. One step a distinct time of an end or a
 * censoring, ascending; none without lives. A risk set that dies out early, before later entries, holds the curve at 0 from there on.
 * Source: Kaplan & Meier 1958; variance Greenwood 1926; delayed entry: Tsai, Jewell & Wang 1987.
 */
export function kaplanMeier(lives: readonly Life[]): SurvivalStep[] {
  let [survival, sum] = [1, 0];
  return moments(
    lives.map((life) => ({ ...life, cause: life.cause > 0 ? 1 : 0 })),
    1,
  ).map(({ time, atRisk, ended: [ended = 0], censored }) => {
    survival *= Math.max(0, 1 - ended / atRisk);
    if (ended < atRisk) sum += ended / (atRisk * (atRisk - ended));
    const variance = survival ** 2 * sum;
    return { time, atRisk, ended, censored, survival, variance, ...logLogInterval(survival, variance) };
  });
}

/**
 * The time by which half have ended: the first at which survival is at most `share` (default .5), with the times at which the ends of its interval
 * are. Null where the curve does not come down so far. Source: Brookmeyer & Crowley 1982, with the log-log interval.
 */
export function timeAt(steps: readonly SurvivalStep[], share = 0.5): { value: number | null; low: number | null; high: number | null } {
  const first = (below: (step: SurvivalStep) => boolean) => steps.find(below)?.time ?? null;
  const reached = share + 1e-12;
  return {
    value: first(({ survival }) => survival <= reached),
    low: first(({ low, survival }) => (low ?? survival) <= reached),
    high: first(({ high, survival }) => (high ?? survival) <= reached),
  };
}
