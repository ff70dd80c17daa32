import type { Model } from '../../definition.ts';
import { fitRenewals, type RenewalDiagnostics } from '../fit-renewals.ts';
import type { Tenures } from '../tenures.ts';
import { bdwProcess } from './process.ts';

/** How customers under contract renew when their own risk may change with tenure: estimates γ, δ, c. Predictions: `survivalAt`, `discountedResidual` and their like. */
export const bdw: Model<
  { tenures: Tenures },
  { from?: readonly number[] },
  Record<'gamma' | 'delta' | 'c', number>,
  RenewalDiagnostics<'gamma' | 'delta' | 'c'>
> = {
  id: 'bdw',
  source: 'Fader, Hardie, Liu, Davin & Steenburgh 2018, Journal of Interactive Marketing 43:1–16, doi 10.1016/j.intmar.2018.01.002',
  units: { tenures: 'customers by renewal opportunity', from: 'gamma, delta, c: where the search begins' },
  defaults: {},
  fit: ({ tenures }, { from }, signal) => fitRenewals(bdwProcess, tenures, { from, signal }),
};
