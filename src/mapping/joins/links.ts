import type { CanonicalTableName } from '#schema/canonical.ts';

/** A column of one table that names rows of another. */
export interface Link {
  table: CanonicalTableName;
  column: string;
  to: CanonicalTableName;
  key: string;
}

const ofCustomers: readonly (readonly [CanonicalTableName, string])[] = [
  ['orders', 'customer_id'],
  ['contacts', 'customer_id'],
  ['complaints', 'customer_id'],
  ['surveys', 'customer_id'],
  ['subscriptions', 'customer_id'],
  ['receivables', 'customer_id'],
  ['wallet', 'customer_id'],
  ['costs', 'customer_id'],
  ['campaign_members', 'customer_id'],
  ['referrals', 'referrer_id'],
  ['referrals', 'referred_id'],
  ['customers', 'parent_id'],
];

/** Every way in which the canonical tables hang together. */
export const links: readonly Link[] = [
  ...ofCustomers.map(([table, column]): Link => ({ table, column, to: 'customers', key: 'customer_id' })),
  { table: 'orders', column: 'sku', to: 'products', key: 'sku' },
  { table: 'orders', column: 'refund_of', to: 'orders', key: 'order_id' },
  { table: 'orders', column: 'contract_id', to: 'subscriptions', key: 'contract_id' },
  { table: 'orders', column: 'promo_id', to: 'campaigns', key: 'campaign_id' },
  { table: 'campaign_members', column: 'campaign_id', to: 'campaigns', key: 'campaign_id' },
  { table: 'costs', column: 'campaign_id', to: 'campaigns', key: 'campaign_id' },
  { table: 'subscriptions', column: 'renewal_of', to: 'subscriptions', key: 'contract_id' },
];

/** Tables whose rows order lines also carry: rows from a file of order lines prove nothing about a match. */
export const carriedFromOrders: ReadonlySet<CanonicalTableName> = new Set(['customers', 'products']);

/** Without a file of customers the other tables are compared with the customers of the order lines. */
export const customersOfOrders: Omit<Link, 'table' | 'column'> = { to: 'orders', key: 'customer_id' };
