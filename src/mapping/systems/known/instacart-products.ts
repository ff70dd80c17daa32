import { headers, type SystemProfile } from '../definition.ts';

export const instacartProducts: SystemProfile = {
  id: 'instacart-products',
  title: { en: 'Instacart order products', zh: 'Instacart 订单商品' },
  evidence: 'memory',
  table: 'none',
  missing: 'missing_no_dates',
  grain: 'order-line',
  columns: headers('order_id|product_id|add_to_cart_order|reordered'),
  anchors: headers('add_to_cart_order|reordered'),
  roles: {},
};
