import { headers, type SystemProfile } from '../definition.ts';

export const pipedriveDeals: SystemProfile = {
  id: 'pipedrive-deals',
  title: { en: 'Pipedrive deals', zh: 'Pipedrive 交易' },
  evidence: 'seen',
  table: 'orders',
  grain: 'record',
  columns: headers(
    'Deal - ID|Deal - Title|Deal - Value|Deal - Currency|Deal - Pipeline|Deal - Stage|Deal - Status|Deal - Owner|Deal - Organization|Deal - Contact person|Deal - Probability|Deal - Expected close date|Deal - Deal created|Deal - Won time|Deal - Lost time|Deal - Lost reason|Deal - Last activity date|Deal - Label|Deal - Update time|Deal - Deal closed on|Organization - Name|Organization - ID|Person - Name|Person - Email|Person - Phone',
  ),
  anchors: headers('Deal - Title|Deal - Value|Deal - Deal created'),
  needed: headers('Deal - Title|Deal - Value'),
  roles: {
    'Deal - ID': 'order_id',
    'Deal - Title': 'product_name',
    'Deal - Value': 'net_amount',
    'Deal - Currency': 'currency',
    'Deal - Pipeline': 'channel',
    'Deal - Status': 'status_text',
    'Deal - Organization': 'customers.name',
    'Organization - ID': 'customer_id',
    'Deal - Deal created': 'ordered_at',
    'Deal - Won time': 'date',
    'Person - Email': 'customers.email',
    'Person - Phone': 'customers.phone',
  },
  statuses: { won: 'counted', open: 'unpaid', lost: 'failed', deleted: 'cancelled', archived: 'cancelled' },
  statusOtherwise: 'unpaid',
  refunds: 'none',
  notes: ['links_by_name'],
};
