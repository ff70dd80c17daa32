import type { Model } from '../../definition.ts';
import { fitRenewals, type RenewalDiagnostics } from '../fit-renewals.ts';
import type { Tenures } from '../tenures.ts';
import { sbgProcess } from './process.ts';

/** How customers under contract renew when each has a constant risk of their own: estimates α, β. Predictions: `survivalAt`, `discountedResidual` and their like. */
export const sbg: Model<
  { tenures: Tenures },
  { from?: readonly number[] },
  Record<'alpha' | 'beta', number>,
  RenewalDiagnostics<'alpha' | 'beta'>
> = {
  id: 'sbg',
  source: 'Fader & Hardie 2007, Journal of Interactive Marketing 21(1):76–90, doi 10.1002/dir.20074',
  units: { tenures: 'customers by renewal opportunity', from: 'alpha, beta: where the search begins' },
  defaults: {},
  fit: ({ tenures }, { from }, signal) => fitRenewals(sbgProcess, tenures, { from, signal }),
};
