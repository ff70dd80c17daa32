import { headers, type SystemProfile } from '../definition.ts';

export const olistCustomers: SystemProfile = {
  id: 'olist-customers',
  title: { en: 'Olist customers', zh: 'Olist 客户' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers('customer_id|customer_unique_id|customer_zip_code_prefix|customer_city|customer_state'),
  anchors: headers('customer_unique_id|customer_zip_code_prefix'),
  needed: headers('customer_id|customer_unique_id'),
  roles: {
    customer_id: 'customer_id',
    customer_unique_id: 'parent_id',
    customer_state: 'region',
  },
  persons: true,
  notes: ['customer_key_per_order'],
};
