import { headers, type SystemProfile } from '../definition.ts';

export const olistSellers: SystemProfile = {
  id: 'olist-sellers',
  title: { en: 'Olist sellers', zh: 'Olist 卖家' },
  evidence: 'seen',
  table: 'none',
  missing: 'missing_sellers',
  grain: 'record',
  columns: headers('seller_id|seller_zip_code_prefix|seller_city|seller_state'),
  anchors: headers('seller_zip_code_prefix|seller_city'),
  needed: headers('seller_id'),
  roles: {},
};
