import { campaignMembers } from './tables/campaign-members.ts';
import { campaigns } from './tables/campaigns.ts';
import { complaints } from './tables/complaints.ts';
import { contacts } from './tables/contacts.ts';
import { costs } from './tables/costs.ts';
import { customers } from './tables/customers.ts';
import { orders } from './tables/orders.ts';
import { products } from './tables/products.ts';
import { receivables } from './tables/receivables.ts';
import { referrals } from './tables/referrals.ts';
import { subscriptions } from './tables/subscriptions.ts';
import { surveys } from './tables/surveys.ts';
import { wallet } from './tables/wallet.ts';
import type { CanonicalTable, CanonicalTableName } from './table-definition.ts';

export type { Badge, CanonicalTable, CanonicalTableName, ColumnType } from './table-definition.ts';
export { duckdbTypes } from './table-definition.ts';

/** The canonical tables of this product, in the order in which a file is tried against them. */
export const canonicalTables: readonly CanonicalTable[] = [
  ...[orders, customers, products, costs, contacts, complaints, surveys, referrals],
  ...[subscriptions, campaigns, campaignMembers, receivables, wallet],
];

/**
 * The definition of one canonical table.
 * @throws RangeError when there is no such table.
 */
export function canonicalTable(name: CanonicalTableName): CanonicalTable {
  const table = canonicalTables.find((candidate) => candidate.name === name);
  if (!table) throw new RangeError(`no canonical table ${name}`);
  return table;
}
