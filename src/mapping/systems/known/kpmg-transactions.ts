import { headers, type SystemProfile } from '../definition.ts';

export const kpmgTransactions: SystemProfile = {
  id: 'kpmg-transactions',
  title: { en: 'KPMG Sprocket transactions', zh: 'KPMG Sprocket 交易' },
  evidence: 'seen',
  table: 'orders',
  grain: 'order-line',
  columns: headers(
    'transaction_id|product_id|customer_id|transaction_date|online_order|order_status|brand|product_line|product_class|product_size|list_price|standard_cost|product_first_sold_date',
  ),
  anchors: headers('product_first_sold_date|product_class|online_order'),
  needed: headers('transaction_id|product_id|customer_id|transaction_date|list_price'),
  roles: {
    transaction_id: 'order_id',
    product_id: 'sku',
    customer_id: 'customer_id',
    transaction_date: 'date',
    online_order: 'channel',
    order_status: 'status_text',
    brand: 'brand',
    product_line: 'category',
    list_price: 'net_amount',
    standard_cost: 'products.unit_cost',
  },
  statuses: { approved: 'counted', cancelled: 'cancelled' },
  refunds: 'none',
};
