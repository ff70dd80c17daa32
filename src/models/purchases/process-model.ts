import type { Model, ModelWarning } from '../definition.ts';
import { fitProcess, type ProcessFit } from './fit.ts';
import { customersIn, type Histories } from './histories.ts';
import type { PurchaseProcess } from './process.ts';

export interface ProcessInputs {
  histories: Histories;
  /** rows left out when the histories were compressed; 0 when it is not given */
  left?: number;
}

/** What a fit says of itself. Times in the unit of the histories. */
export interface ProcessDiagnostics<Name extends string = string> extends Omit<
  ProcessFit<Name>,
  'estimates' | 'warnings' | 'standardErrors' | 'logLikelihood'
> {
  /** null where nothing could be fitted, or the curvature is not that of a top */
  standardErrors: Record<Name, number> | null;
  /** null where nothing could be fitted */
  logLikelihood: number | null;
  /** rows that were no history */
  left: number;
}

export type ProcessModel<Name extends string> = Model<ProcessInputs, Record<string, never>, Record<Name, number>, ProcessDiagnostics<Name>>;

/**
 * The maximum-likelihood fit of a process as a model. It answers with reason `purchases-no-customers` or `purchases-no-repeats` (nobody bought again:
 * the likelihood has no top) where there is nothing to fit.
 */
export function processModel<Name extends string>(process: PurchaseProcess<Name>, source: string): ProcessModel<Name> {
  return {
    id: process.id,
    source,
    units: {
      x: 'repeat purchases',
      tx: 'periods, first to last purchase',
      T: 'periods, first purchase to the end of observation',
      weight: 'customers',
    },
    defaults: {},
    fit({ histories, left = 0 }, _, signal) {
      const reason = refusal(histories);
      if (reason) return { estimates: null, reason, diagnostics: unfitted(histories, left), warnings: [] };
      const { estimates, warnings, ...diagnostics } = fitProcess(process, histories, { signal });
      return { estimates, reason: null, diagnostics: { ...diagnostics, left }, warnings };
    },
  };
}

/** Why nothing can be fitted to the histories: nobody is there, or nobody bought again; null when something can. */
export function refusal(histories: Histories): ModelWarning | null {
  if (customersIn(histories) === 0) return { code: 'purchases-no-customers', parameters: {} };
  return histories.x.every((x) => x === 0) ? { code: 'purchases-no-repeats', parameters: {} } : null;
}

/** What a fit that did not take place says of itself. */
export function unfitted(histories: Histories, left: number) {
  const none = { standardErrors: null, covariance: null, logLikelihood: null, converged: false, iterations: 0, slope: 0 };
  return { ...none, n: customersIn(histories), uniqueRows: histories.x.length, left };
}
