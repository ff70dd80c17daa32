// Customers under contract: who renews, and for how long.
export { bdw } from '#models/survival/bdw/definition.ts';
export { bdwProcess } from '#models/survival/bdw/process.ts';
export { fitRenewals, type RenewalDiagnostics } from '#models/survival/fit-renewals.ts';
export type { RenewalProcess } from '#models/survival/renewal-process.ts';
export {
  discountedLifetime,
  discountedResidual,
  type Discounting,
  expectedTenure,
  residualLifetime,
  retentionAt,
  staysFor,
  survivalAt,
} from '#models/survival/renewals.ts';
export { sbg } from '#models/survival/sbg/definition.ts';
export { sbgProcess } from '#models/survival/sbg/process.ts';
export { customersOf, type TenureRow, type Tenures, tenuresOfCohorts, tenuresOfCustomers } from '#models/survival/tenures.ts';
