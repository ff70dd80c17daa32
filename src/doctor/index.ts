import type { FindingDefinition } from './definition.ts';
import { currencyMix } from './findings/currency-mix.ts';
import { damagedIds, leftEmpty, oddDates } from './findings/flagged.ts';
import { freeRows } from './findings/free-rows.ts';
import { giantCustomer } from './findings/giant-customer.ts';
import { giantRows } from './findings/giant-rows.ts';
import { guests } from './findings/guests.ts';
import { idVariants } from './findings/id-variants.ts';
import { leftOut } from './findings/left-out.ts';
import { leftTruncated } from './findings/left-truncated.ts';
import { partialMonth } from './findings/partial-month.ts';
import { repeatedLines } from './findings/repeated-lines.ts';
import { returns } from './findings/returns.ts';
import { sameDay } from './findings/same-day.ts';
import { sharedEmail } from './findings/shared-email.ts';
import { testBuyers } from './findings/test-buyers.ts';
import { volumeBreaks } from './findings/volume-breaks.ts';

/** Every finding, in the order in which they are told. */
export const findings: readonly FindingDefinition[] = [
  leftTruncated,
  volumeBreaks,
  partialMonth,
  currencyMix,
  repeatedLines,
  giantRows,
  giantCustomer,
  idVariants,
  sharedEmail,
  damagedIds,
  guests,
  testBuyers,
  returns,
  sameDay,
  freeRows,
  leftOut,
  oddDates,
  leftEmpty,
];
