import { headers, type SystemProfile } from '../definition.ts';

export const stripeInvoices: SystemProfile = {
  id: 'stripe-invoices',
  title: { en: 'Stripe invoices', zh: 'Stripe 账单' },
  evidence: 'memory',
  table: 'orders',
  grain: 'order',
  columns: headers(
    'id|Amount Due|Billing|Closed|Currency|Customer|Date (UTC)|Due Date (UTC)|Number|Paid|Subscription|Subtotal|Total Discount Amount|Applied Coupons|Tax|Tax Percent|Total|Amount Paid|Status|Customer Email|Customer Name|Minimum Line Item Period Start (UTC)|Maximum Line Item Period End (UTC)',
  ),
  anchors: headers('Applied Coupons|Total Discount Amount|Minimum Line Item Period Start (UTC)'),
  roles: {
    id: 'order_id',
    Currency: 'currency',
    Customer: 'customer_id',
    'Customer Email': 'customers.email',
    'Customer Name': 'customers.name',
    'Date (UTC)': 'date',
    'Due Date (UTC)': 'due_date',
    Subscription: 'contract_id',
    Subtotal: 'order_subtotal',
    'Total Discount Amount': 'order_discount',
    'Applied Coupons': 'promo_id',
    Tax: 'tax',
    Total: 'order_total',
    'Amount Paid': 'paid_amount',
    Status: 'status_text',
  },
  statuses: { paid: 'counted', open: 'counted', draft: 'unpaid', uncollectible: 'counted', void: 'cancelled', deleted: 'cancelled' },
  refunds: 'document',
  zone: 'UTC',
};
