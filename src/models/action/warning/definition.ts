import { quantile } from '#numeric/quantile.ts';
import { warningRules } from '#schema/thresholds.ts';
import type { Model, StopSignal } from '../../definition.ts';
import { type HazardCell, baseGap, gapRatio } from './cell.ts';
import { fitLogistic, logistic } from './logistic.ts';
import { mostPoints, pointsOf } from './points.ts';
import { type Scaling, type SignName, designRow, scalingOf } from './signs.ts';

/** How customers are scored: by the regression, or by the points of the rule where the past holds too few events. */
export interface WarningEstimates {
  basis: 'model' | 'points';
  scaling: Scaling;
  /** coefficients a spread of the sign with standard errors; empty under the rule */
  coefficients: { name: SignName | 'constant'; value: number; error: number }[];
  /** score from which a customer is warned of, and from which the warning is red */
  amber: number;
  red: number;
  /** share of the customer-periods after which the next period was worse */
  rate: number;
}

export interface WarningDiagnostics {
  cells: number;
  events: number;
  customers: number;
  /** 1 or 0; 0 under the rule */
  converged: number;
  iterations: number;
}

/**
 * Chance that the next period is in decline or ended, for customers in exploration, formation and stability. Cells must not hold anything
 * later than their own day except `worse`. Fewer than `leastEvents` events: the points of the rule, score = points / 11.
 */
export const warning: Model<
  { cells: readonly HazardCell[] },
  { leastEvents: number; ridge: number },
  WarningEstimates,
  WarningDiagnostics
> = {
  id: 'warning',
  source:
    'Discrete-time hazard logit (Allison 1982; Singer & Willett 1993) with ridge (le Cessie & van Houwelingen 1992); points: M20 of the specification',
  units: {
    level: 'share of the best level so far',
    slope: 'log amount a period',
    since: 'days',
    gapDays: 'days',
    share: 'relative change',
    worse: '0 or 1, null while open',
  },
  defaults: { leastEvents: warningRules.leastEvents, ridge: warningRules.ridge },
  fit({ cells }, { leastEvents, ridge }, signal) {
    const risk = cells.filter((cell) => cell.worse !== null && cell.stage !== 'D');
    const events = risk.filter(({ worse }) => worse === 1).length;
    const facts = { cells: risk.length, events, customers: new Set(risk.map(({ customer }) => customer)).size };
    if (risk.length === 0)
      return {
        estimates: null,
        reason: { code: 'warning-no-past', parameters: {} },
        diagnostics: { ...facts, converged: 0, iterations: 0 },
        warnings: [],
      };
    const rate = events / risk.length;
    const fitted = events >= leastEvents && risk.length - events >= leastEvents ? regression(risk, rate, ridge, signal) : null;
    if (fitted) return { estimates: fitted.estimates, reason: null, diagnostics: { ...facts, ...fitted.steps }, warnings: [] };
    const estimates: WarningEstimates = {
      basis: 'points',
      scaling: { base: baseGap(risk), signs: [] },
      coefficients: [],
      amber: warningRules.amber / mostPoints,
      red: warningRules.red / mostPoints,
      rate,
    };
    const warnings = [{ code: 'warning-by-points', parameters: { events, need: leastEvents } }];
    return { estimates, reason: null, diagnostics: { ...facts, converged: 0, iterations: 0 }, warnings };
  },
};

/** The score of one cell, 0..1: a chance under the regression, points over the most points under the rule. */
export function scoreOf(cell: HazardCell, { basis, scaling, coefficients }: WarningEstimates): number {
  if (basis === 'points') return Math.min(1, pointsOf(cell, gapRatio(cell, scaling.base, warningRules.priorGaps)).points / mostPoints);
  const row = designRow(cell, scaling);
  let eta = 0;
  for (let j = 0; j < row.length; j++) eta += row[j]! * coefficients[j]!.value;
  return logistic(eta);
}

function regression(
  risk: readonly HazardCell[],
  rate: number,
  ridge: number,
  signal: StopSignal,
): { estimates: WarningEstimates; steps: { converged: number; iterations: number } } | null {
  const scaling = scalingOf(risk);
  const x = risk.map((cell) => designRow(cell, scaling));
  const y = Uint8Array.from(risk, ({ worse }) => worse ?? 0);
  const fit = fitLogistic(x, y, ridge, signal);
  if (!fit) return null;
  const names = ['constant' as const, ...scaling.signs.map(({ name }) => name)];
  const coefficients = names.map((name, j) => ({ name, value: fit.beta[j]!, error: fit.errors[j]! }));
  const estimates: WarningEstimates = { basis: 'model', scaling, coefficients, amber: 0, red: 0, rate };
  const scores = risk.map((cell) => scoreOf(cell, estimates));
  return {
    estimates: {
      ...estimates,
      amber: quantile(scores, 1 - warningRules.alertShare)!,
      red: quantile(scores, 1 - warningRules.redShare)!,
    },
    steps: { converged: Number(fit.converged), iterations: fit.iterations },
  };
}
