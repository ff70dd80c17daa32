import { headers, type SystemProfile } from '../definition.ts';

export const mailchimpAudience: SystemProfile = {
  id: 'mailchimp-audience',
  title: { en: 'Mailchimp audience', zh: 'Mailchimp 受众' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'Email Address|First Name|Last Name|Address|Phone Number|Birthday|MEMBER_RATING|OPTIN_TIME|OPTIN_IP|CONFIRM_TIME|CONFIRM_IP|LATITUDE|LONGITUDE|GMTOFF|DSTOFF|TIMEZONE|CC|REGION|LAST_CHANGED|LEID|EUID|NOTES|TAGS|UNSUB_TIME|UNSUB_CAMPAIGN_TITLE|UNSUB_CAMPAIGN_ID|UNSUB_REASON|UNSUB_REASON_OTHER|CLEAN_TIME|CLEAN_CAMPAIGN_TITLE|CLEAN_CAMPAIGN_ID',
  ),
  anchors: headers('MEMBER_RATING|OPTIN_IP|LEID|EUID'),
  needed: headers('Email Address|MEMBER_RATING|LEID|EUID'),
  aliases: { MMERGE4: 'Phone Number' },
  roles: {
    'Email Address': 'email',
    EUID: 'customer_id',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    UNSUB_TIME: 'unsubscribed_at',
    'Phone Number': 'phone',
    OPTIN_TIME: 'created',
    CONFIRM_TIME: 'first_contact',
    CC: 'country',
    REGION: 'region',
  },
  fileNames: {
    subscribed: 'file_subscribed',
    unsubscribed: 'file_unsubscribed',
    cleaned: 'file_cleaned',
    nonsubscribed: 'file_nonsubscribed',
  },
};
