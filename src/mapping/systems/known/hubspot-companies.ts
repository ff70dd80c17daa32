import { headers, type SystemProfile } from '../definition.ts';

export const hubspotCompanies: SystemProfile = {
  id: 'hubspot-companies',
  title: { en: 'HubSpot companies', zh: 'HubSpot 公司' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'Record ID|Company name|Website URL|Company owner|Create Date|Phone Number|City|Country/Region|Industry|Lead Status|Last Activity Date',
  ),
  anchors: headers('Company owner|Website URL'),
  needed: headers('Record ID|Company name|Company owner|Create Date'),
  roles: {
    'Record ID': 'customer_id',
    'Company name': 'name',
    'Phone Number': 'phone',
    'Create Date': 'created',
    'Country/Region': 'country',
    Industry: 'segment',
  },
};
