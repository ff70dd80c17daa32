import { headers, type SystemProfile } from '../definition.ts';

export const shopifyCustomers: SystemProfile = {
  id: 'shopify-customers',
  title: { en: 'Shopify customers', zh: 'Shopify 客户' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company|Default Address Address1|Default Address Address2|Default Address City|Default Address Province Code|Default Address Country Code|Default Address Zip|Default Address Phone|Phone|Accepts SMS Marketing|Total Spent|Total Orders|Note|Tax Exempt|Tags',
  ),
  anchors: headers('Default Address Province Code|Default Address Country Code'),
  roles: {
    'Customer ID': 'customer_id',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Accepts Email Marketing': 'opt_in',
    Email: 'email',
    Phone: 'phone',
    'Default Address Province Code': 'region',
    'Default Address Country Code': 'country',
  },
  notes: ['no_creation_date'],
};
