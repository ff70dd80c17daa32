import { headers, type SystemProfile } from '../definition.ts';

export const zendeskTickets: SystemProfile = {
  id: 'zendesk-tickets',
  title: { en: 'Zendesk tickets', zh: 'Zendesk 工单' },
  evidence: 'seen',
  table: 'complaints',
  grain: 'record',
  columns: headers(
    'Summation column|Id|Requester|Requester id|Requester external id|Requester email|Requester domain|Submitter|Assignee|Group|Subject|Tags|Status|Priority|Via|Ticket type|Created at|Updated at|Assigned at|Organization|Due date|Initially assigned at|Solved at|Resolution time|Satisfaction Score|Group stations|Assignee stations|Reopens|Replies|First reply time in minutes|First reply time in minutes within business hours|First resolution time in minutes|Full resolution time in minutes',
  ),
  anchors: headers('Summation column|Requester id|Assignee stations|Group stations'),
  needed: headers('Id|Requester id|Status|Created at'),
  roles: {
    Id: 'ticket_id',
    'Requester id': 'customer_id',
    'Created at': 'opened',
    'Solved at': 'closed',
    'First reply time in minutes': 'first_response_minutes',
    Status: 'ticket_status',
    Priority: 'priority',
    'Ticket type': 'type_text',
    'Satisfaction Score': 'satisfaction_word',
    Reopens: 'reopens',
  },
};
