import { headers, type SystemProfile } from '../definition.ts';

export const hubspotTickets: SystemProfile = {
  id: 'hubspot-tickets',
  title: { en: 'HubSpot tickets', zh: 'HubSpot 工单' },
  evidence: 'memory',
  table: 'complaints',
  grain: 'record',
  columns: headers(
    'Ticket ID|Ticket name|Pipeline|Ticket status|Create date|Close date|Priority|Source|Ticket owner|Associated Contact|Associated Contact IDs|Associated Company|Associated Company IDs|Last Activity Date',
  ),
  anchors: headers('Ticket name|Ticket owner'),
  roles: {
    'Ticket ID': 'ticket_id',
    'Create date': 'opened',
    'Close date': 'closed',
    'Associated Contact IDs': 'customer_id',
    'Ticket status': 'ticket_status',
    Priority: 'priority',
  },
};
