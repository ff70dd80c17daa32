import { headers, type SystemProfile } from '../definition.ts';

export const salesforceCases: SystemProfile = {
  id: 'salesforce-cases',
  title: { en: 'Salesforce case report', zh: 'Salesforce 个案报表' },
  evidence: 'memory',
  table: 'complaints',
  grain: 'record',
  columns: headers(
    'Case Number|Case Owner|Subject|Status|Priority|Date/Time Opened|Date/Time Closed|Age (Hours)|Account Name|Contact Name|Open|Closed',
  ),
  anchors: headers('Case Owner|Age (Hours)|Date/Time Opened'),
  roles: {
    'Case Number': 'ticket_id',
    'Date/Time Opened': 'opened',
    'Date/Time Closed': 'closed',
    'Account Name': 'customer_id',
    Status: 'ticket_status',
    Priority: 'priority',
  },
  notes: ['links_by_name'],
};
