import { headers, type SystemProfile } from '../definition.ts';

export const intercomConversations: SystemProfile = {
  id: 'intercom-conversations',
  title: { en: 'Intercom conversations', zh: 'Intercom 会话' },
  evidence: 'memory',
  table: 'complaints',
  grain: 'record',
  columns: headers(
    'Conversation ID|Started at|First closed at|State|Channel|Teammate assigned|Conversation rating|Conversation rating remark|Time to first response (seconds)|User ID|User email',
  ),
  anchors: headers('Teammate assigned|Conversation rating|First closed at'),
  roles: {
    'Conversation ID': 'ticket_id',
    'Started at': 'opened',
    'First closed at': 'closed',
    'Conversation rating': 'satisfaction',
    'User ID': 'customer_id',
    State: 'ticket_status',
    'Time to first response (seconds)': 'first_response_seconds',
  },
  zone: 'UTC',
};
