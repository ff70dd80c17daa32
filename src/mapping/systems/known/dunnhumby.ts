import { headers, type SystemProfile } from '../definition.ts';

export const dunnhumby: SystemProfile = {
  id: 'dunnhumby',
  title: { en: 'Dunnhumby The Complete Journey', zh: 'Dunnhumby The Complete Journey 数据集' },
  evidence: 'seen',
  table: 'none',
  missing: 'missing_days_no_dates',
  grain: 'order-line',
  columns: headers(
    'household_key|BASKET_ID|DAY|PRODUCT_ID|QUANTITY|SALES_VALUE|STORE_ID|RETAIL_DISC|TRANS_TIME|WEEK_NO|COUPON_DISC|COUPON_MATCH_DISC',
  ),
  anchors: headers('household_key|COUPON_MATCH_DISC|RETAIL_DISC'),
  needed: headers('household_key|BASKET_ID|DAY|SALES_VALUE'),
  roles: {},
};
