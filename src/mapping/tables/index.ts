import type { CanonicalTableName } from '#schema/canonical.ts';
import type { Making } from './made/query.ts';
import { costsMade, receivablesMade, walletMade } from './money/query.ts';
import { campaignsMade, customersMade, subscriptionsMade } from './people/query.ts';
import { complaintsMade, contactsMade } from './service/query.ts';

/** Which tables have columns that are made of something else. */
export const makings: Partial<Record<CanonicalTableName, Making>> = {
  customers: customersMade,
  complaints: complaintsMade,
  contacts: contactsMade,
  costs: costsMade,
  receivables: receivablesMade,
  wallet: walletMade,
  subscriptions: subscriptionsMade,
  campaigns: campaignsMade,
};
