import { headers, type SystemProfile } from '../definition.ts';

export const klaviyoProfiles: SystemProfile = {
  id: 'klaviyo-profiles',
  title: { en: 'Klaviyo profiles', zh: 'Klaviyo 客户资料' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'Email|Klaviyo ID|First Name|Last Name|Organization|Title|Phone Number|Address|Address 2|City|State / Region|Country|Zip Code|Timezone|Source|Email Marketing Consent|SMS Marketing Consent|Profile Created On|Date Added|Last Open|Last Click',
  ),
  anchors: headers('Klaviyo ID|Email Marketing Consent|Profile Created On'),
  needed: headers('Email|Klaviyo ID|Profile Created On'),
  roles: {
    Email: 'email',
    'Klaviyo ID': 'customer_id',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Email Marketing Consent': 'consent_text',
    'Phone Number': 'phone',
    'State / Region': 'region',
    Country: 'country',
    Source: 'source',
    'Profile Created On': 'created',
    'Date Added': 'first_contact',
  },
};
