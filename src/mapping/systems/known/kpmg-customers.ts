import { headers, type SystemProfile } from '../definition.ts';

export const kpmgCustomers: SystemProfile = {
  id: 'kpmg-customers',
  title: { en: 'KPMG Sprocket customers', zh: 'KPMG Sprocket 客户' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'customer_id|first_name|last_name|gender|past_3_years_bike_related_purchases|DOB|job_title|job_industry_category|wealth_segment|deceased_indicator|default|owns_car|tenure',
  ),
  anchors: headers('past_3_years_bike_related_purchases|deceased_indicator|wealth_segment'),
  needed: headers('customer_id|gender|wealth_segment|DOB'),
  roles: {
    customer_id: 'customer_id',
    first_name: 'first_name',
    last_name: 'last_name',
    DOB: 'birth_date',
    gender: 'gender',
    wealth_segment: 'segment',
  },
};
