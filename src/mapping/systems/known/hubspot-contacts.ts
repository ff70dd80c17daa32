import { headers, type SystemProfile } from '../definition.ts';

export const hubspotContacts: SystemProfile = {
  id: 'hubspot-contacts',
  title: { en: 'HubSpot contacts', zh: 'HubSpot 联系人' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'Record ID|First Name|Last Name|Email|Phone Number|Contact owner|Lead Status|Lifecycle Stage|Create Date|Last Modified Date|Original Source|Associated Company|Associated Company IDs|Marketing contact status|Last Activity Date|City|Country/Region',
  ),
  anchors: headers('Contact owner|Lifecycle Stage|Marketing contact status'),
  needed: headers('Record ID|Email|Contact owner|Create Date'),
  roles: {
    'Record ID': 'customer_id',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Email: 'email',
    'Phone Number': 'phone',
    'Lifecycle Stage': 'segment',
    'Create Date': 'created',
    'Original Source': 'source',
    'Country/Region': 'country',
    'Associated Company IDs': 'parent_id',
  },
};
