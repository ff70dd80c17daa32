import { headers, type SystemProfile } from '../definition.ts';

export const olistPayments: SystemProfile = {
  id: 'olist-payments',
  title: { en: 'Olist payments', zh: 'Olist 付款' },
  evidence: 'seen',
  table: 'none',
  missing: 'missing_part_of_orders',
  grain: 'payment',
  columns: headers('order_id|payment_sequential|payment_type|payment_installments|payment_value'),
  anchors: headers('payment_sequential|payment_installments'),
  needed: headers('order_id|payment_sequential|payment_value'),
  partOf: { system: 'olist-orders', key: 'order_id', of: 'order_id', as: 'payments' },
  roles: { order_id: 'order_id', payment_value: 'paid_amount' },
};
