import { headers, type SystemProfile } from '../definition.ts';

export const klaviyoCampaigns: SystemProfile = {
  id: 'klaviyo-campaigns',
  title: { en: 'Klaviyo campaigns', zh: 'Klaviyo 营销活动' },
  evidence: 'seen',
  table: 'campaigns',
  grain: 'record',
  columns: headers(
    'Campaign Name|Tags|Subject|List|Send Time|Send Weekday|Total Recipients|Unique Placed Order|Placed Order Rate|Revenue|Unique Opens|Open Rate|Total Opens|Unique Clicks|Click Rate|Total Clicks|Unsubscribes|Spam Complaints|Spam Complaints Rate|Successful Deliveries|Bounces|Bounce Rate|Campaign ID|Campaign Channel',
  ),
  anchors: headers('Unique Placed Order|Spam Complaints Rate|Send Weekday'),
  needed: headers('Campaign Name|Send Time|Total Recipients|Unique Opens|Unique Clicks'),
  roles: {
    'Campaign ID': 'campaign_id',
    'Campaign Name': 'name',
    'Campaign Channel': 'channel',
    'Send Time': 'start',
    'Total Recipients': 'sent',
    'Unique Opens': 'opened',
    'Unique Clicks': 'clicked',
    Unsubscribes: 'unsubscribed',
  },
  notes: ['attributed_revenue'],
};
