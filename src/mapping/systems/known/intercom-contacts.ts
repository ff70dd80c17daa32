import { headers, type SystemProfile } from '../definition.ts';

export const intercomContacts: SystemProfile = {
  id: 'intercom-contacts',
  title: { en: 'Intercom contacts', zh: 'Intercom 联系人' },
  evidence: 'memory',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'Name|Email|Phone|User ID|Signed up|Last seen|Last contacted|Last heard from|City|Country|Tag|Web sessions|Unsubscribed from Emails',
  ),
  anchors: headers('Last heard from|Web sessions|Last contacted'),
  roles: {
    'User ID': 'customer_id',
    Name: 'name',
    Email: 'email',
    Phone: 'phone',
    'Signed up': 'created',
    City: 'region',
    Country: 'country',
    'Unsubscribed from Emails': 'opt_out',
  },
};
