import { headers, type SystemProfile } from '../definition.ts';

export const olistItems: SystemProfile = {
  id: 'olist-items',
  title: { en: 'Olist order items', zh: 'Olist 订单明细' },
  evidence: 'seen',
  table: 'none',
  missing: 'missing_part_of_orders',
  grain: 'order-line',
  columns: headers('order_id|order_item_id|product_id|seller_id|shipping_limit_date|price|freight_value'),
  anchors: headers('order_item_id|shipping_limit_date'),
  needed: headers('order_id|order_item_id|product_id|price'),
  partOf: { system: 'olist-orders', key: 'order_id', of: 'order_id', as: 'lines' },
  roles: {
    order_id: 'order_id',
    order_item_id: 'line_id',
    product_id: 'sku',
    seller_id: 'store',
    price: 'net_amount',
    freight_value: 'shipping',
  },
};
