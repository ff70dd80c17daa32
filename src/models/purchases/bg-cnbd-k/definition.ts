import type { Model } from '../../definition.ts';
import type { BetaGeometricName } from '../beta-geometric.ts';
import { type FitOptions, fitProcess, type ProcessFit, valuesOf } from '../fit.ts';
import type { Histories } from '../histories.ts';
import { type ProcessDiagnostics, type ProcessInputs, refusal, unfitted } from '../process-model.ts';

import { bgCnbdK } from './process.ts';

/** Orders of the Erlang distribution that are tried, as the R package BTYDplus does. */
const orders = 12;

export interface RegularFit {
  /** order of the Erlang distribution: 1 random, 2 and more regular */
  k: number;
  fit: ProcessFit<BetaGeometricName>;
  /** ln likelihood of each order tried, from k = 1 on */
  logLikelihoods: number[];
}

/**
 * The MBG/CNBD-k with the k of the highest likelihood among 1..12: the search ends after two orders that are worse than the best. Standard errors are those
 * at the chosen k. Histories need `logGaps`: without them different k cannot be compared and k = 1 is taken. Throws CodedError `model/stopped`.
 */
export function fitRegular(histories: Histories, options: Omit<FitOptions, 'from'> = {}): RegularFit {
  const logLikelihoods: number[] = [];
  let best: { k: number; fit: ProcessFit<BetaGeometricName> } | null = null;
  let from: number[] | undefined;
  for (let k = 1; k <= (histories.logGaps ? orders : 1); k++) {
    const process = bgCnbdK(k);
    const fit = fitProcess(process, histories, { ...options, from, curvature: false });
    logLikelihoods.push(fit.logLikelihood);
    if (!best || fit.logLikelihood > best.fit.logLikelihood) best = { k, fit };
    if (k - best.k >= 2) break;
    const [r, alpha, a, b] = valuesOf(process, fit.estimates) as [number, number, number, number];
    from = [r, (alpha * k) / (k + 1), a, b];
  }
  const process = bgCnbdK(best!.k);
  return { k: best!.k, fit: fitProcess(process, histories, { ...options, from: valuesOf(process, best!.fit.estimates) }), logLikelihoods };
}

type Diagnostics = ProcessDiagnostics<BetaGeometricName> & { logLikelihoods: number[] };

/** MBG/CNBD-k fitted by maximum likelihood: r, alpha (a length of time), a, b, and k, a whole number without a standard error. */
export const bgCnbdKModel: Model<ProcessInputs, Record<string, never>, Record<BetaGeometricName | 'k', number>, Diagnostics> = {
  id: 'bg-cnbd-k',
  source:
    'Platzer & Reutterer 2016, Marketing Science 35(5), 779–799; with the dropout of the MBG/NBD: Reutterer, Platzer & Schröder 2021, IJRM 38(1)',
  units: {
    x: 'repeat purchases',
    tx: 'periods, first to last purchase',
    T: 'periods, first purchase to the end of observation',
    logGaps: 'sum over the gaps between purchases of ln(gap in periods)',
    weight: 'customers',
  },
  defaults: {},
  fit({ histories, left = 0 }, _, signal) {
    const reason = refusal(histories) ?? (histories.logGaps ? null : { code: 'purchases-no-gaps', parameters: {} });
    if (reason) return { estimates: null, reason, diagnostics: { ...unfitted(histories, left), logLikelihoods: [] }, warnings: [] };
    const { k, fit, logLikelihoods } = fitRegular(histories, { signal });
    const { estimates, warnings, ...diagnostics } = fit;
    return { estimates: { ...estimates, k }, reason: null, diagnostics: { ...diagnostics, logLikelihoods, left }, warnings };
  },
};
