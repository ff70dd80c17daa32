import { headers, type SystemProfile } from '../definition.ts';

export const cdnow: SystemProfile = {
  id: 'cdnow',
  title: { en: 'CDNOW', zh: 'CDNOW 数据集' },
  evidence: 'seen',
  table: 'orders',
  grain: 'order',
  columns: headers('masterid|sampleid|date|cds|sales'),
  anchors: headers('masterid|cds'),
  needed: headers('masterid|date|cds|sales'),
  aliases: { customer_id: 'masterid', id: 'masterid', sampid: 'sampleid', dollars: 'sales', yyyymmdd: 'date' },
  roles: {
    masterid: 'customer_id',
    date: 'date',
    cds: 'qty',
    sales: 'net_amount',
  },
  refunds: 'none',
};
