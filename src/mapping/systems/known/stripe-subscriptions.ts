import { headers, type SystemProfile } from '../definition.ts';

export const stripeSubscriptions: SystemProfile = {
  id: 'stripe-subscriptions',
  title: { en: 'Stripe subscriptions', zh: 'Stripe 订阅' },
  evidence: 'seen',
  table: 'subscriptions',
  grain: 'record',
  columns: headers(
    'id|Customer ID|Customer Name|Customer Email|Customer Description|Plan|Quantity|Currency|Status|Amount|Interval|Cancellation Reason|Created (UTC)|Start (UTC)|Start Date (UTC)|Current Period Start (UTC)|Current Period End (UTC)|Trial Start (UTC)|Trial End (UTC)|Canceled At (UTC)|Ended At (UTC)|Cancel At Period End|Tax Percent',
  ),
  anchors: headers('Current Period End (UTC)|Ended At (UTC)|Cancel At Period End'),
  needed: headers('id|Customer ID|Status|Current Period End (UTC)'),
  roles: {
    id: 'contract_id',
    'Customer ID': 'customer_id',
    Status: 'subscription_status',
    Plan: 'plan',
    Quantity: 'quantity',
    Amount: 'amount',
    Interval: 'interval',
    'Cancellation Reason': 'reason',
    'Start Date (UTC)': 'start',
    'Trial End (UTC)': 'trial_end',
    'Canceled At (UTC)': 'cancelled_at',
    'Ended At (UTC)': 'end',
  },
  zone: 'UTC',
};
