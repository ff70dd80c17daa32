import { headers, type SystemProfile } from '../definition.ts';

export const shopifyCustomersOld: SystemProfile = {
  id: 'shopify-customers-old',
  title: { en: 'Shopify customers (older)', zh: 'Shopify 客户（旧版）' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'First Name|Last Name|Email|Accepts Email Marketing|Company|Address1|Address2|City|Province|Province Code|Country|Country Code|Zip|Phone|Accepts SMS Marketing|Total Spent|Total Orders|Tags|Note|Tax Exempt',
  ),
  anchors: headers('Accepts SMS Marketing|Tax Exempt'),
  needed: headers('Email|Accepts Email Marketing|Province Code|Total Spent|Total Orders'),
  roles: {
    Email: 'email',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Accepts Email Marketing': 'opt_in',
    Phone: 'phone',
    Province: 'region',
    Country: 'country',
  },
  notes: ['no_creation_date'],
};
