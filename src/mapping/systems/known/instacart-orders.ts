import { headers, type SystemProfile } from '../definition.ts';

export const instacartOrders: SystemProfile = {
  id: 'instacart-orders',
  title: { en: 'Instacart orders', zh: 'Instacart 订单' },
  evidence: 'memory',
  table: 'none',
  missing: 'missing_no_dates',
  grain: 'order',
  columns: headers('order_id|user_id|eval_set|order_number|order_dow|order_hour_of_day|days_since_prior_order'),
  anchors: headers('eval_set|order_dow|days_since_prior_order'),
  roles: {},
};
