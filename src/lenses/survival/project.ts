import { bdw } from '#models/survival/bdw/definition.ts';
import { bdwProcess } from '#models/survival/bdw/process.ts';
import type { Life } from '#models/survival/lives.ts';
import { survivalAt } from '#models/survival/renewals.ts';
import { sbg } from '#models/survival/sbg/definition.ts';
import { sbgProcess } from '#models/survival/sbg/process.ts';
import { tenuresOfCustomers } from '#models/survival/tenures.ts';
import { survivalRules } from '#schema/thresholds.ts';

/** A theory of renewals fitted to lives under contract, drawn beyond what was seen. */
export interface Projection {
  model: 'sbg' | 'bdw';
  estimates: Record<string, number>;
  points: { time: number; survival: number }[];
  /** customers that it was fitted to */
  n: number;
}

/**
 * The shifted-beta-geometric, or the beta-discrete-Weibull where it fits so much better that one parameter more is worth it (likelihood ratio, 5 %); null with
 * too few renewal opportunities, or where a fit did not settle. Throws CodedError `model/stopped`.
 */
export function project(lives: readonly Life[], seen: number, signal: { readonly aborted: boolean }): Projection | null {
  if (seen < survivalRules.opportunities) return null;
  const { tenures } = tenuresOfCustomers(lives.map(({ entry, time, cause, weight }) => ({ entry, time, censored: cause === 0, weight })));
  const [simple, bent] = [sbg.fit({ tenures }, sbg.defaults, signal), bdw.fit({ tenures }, bdw.defaults, signal)];
  if (!simple.estimates || !simple.diagnostics.converged) return null;
  const gain = (bent.diagnostics.logLikelihood ?? -Infinity) - (simple.diagnostics.logLikelihood ?? 0);
  const better = bent.estimates !== null && bent.diagnostics.converged && gain > survivalRules.gain;
  const chosen = better ? { process: bdwProcess, estimates: bent.estimates! } : { process: sbgProcess, estimates: simple.estimates };
  const values = chosen.process.parameters.map((name) => (chosen.estimates as Record<string, number>)[name]!);
  const points = Array.from({ length: Math.round(seen * survivalRules.horizon) + 1 }, (_, time) => ({
    time,
    survival: survivalAt(chosen.process, values, time),
  }));
  return { model: better ? 'bdw' : 'sbg', estimates: { ...chosen.estimates }, points, n: Math.round(simple.diagnostics.n) };
}
