import { headers, type SystemProfile } from '../definition.ts';

export const olistOrders: SystemProfile = {
  id: 'olist-orders',
  title: { en: 'Olist orders', zh: 'Olist 订单' },
  evidence: 'seen',
  table: 'orders',
  grain: 'order',
  columns: headers(
    'order_id|customer_id|order_status|order_purchase_timestamp|order_approved_at|order_delivered_carrier_date|order_delivered_customer_date|order_estimated_delivery_date',
  ),
  anchors: headers('order_purchase_timestamp|order_delivered_carrier_date|order_estimated_delivery_date'),
  roles: {
    order_id: 'order_id',
    customer_id: 'customer_id',
    order_status: 'status_text',
    order_purchase_timestamp: 'date',
    order_approved_at: 'paid_date',
  },
  statuses: {
    delivered: 'counted',
    shipped: 'counted',
    invoiced: 'counted',
    processing: 'counted',
    approved: 'counted',
    created: 'unpaid',
    canceled: 'cancelled',
    unavailable: 'cancelled',
  },
  refunds: 'status',
  notes: ['customer_key_per_order'],
};
