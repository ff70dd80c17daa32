import { headers, type SystemProfile } from '../definition.ts';

export const mavenCrm: SystemProfile = {
  id: 'maven-crm',
  title: { en: 'Maven CRM sales opportunities', zh: 'Maven CRM 销售机会' },
  evidence: 'seen',
  table: 'orders',
  grain: 'record',
  columns: headers('opportunity_id|sales_agent|product|account|deal_stage|engage_date|close_date|close_value'),
  anchors: headers('opportunity_id|sales_agent|engage_date'),
  roles: {
    opportunity_id: 'order_id',
    product: 'product_name',
    account: 'customer_id',
    deal_stage: 'status_text',
    engage_date: 'ordered_at',
    close_date: 'date',
    close_value: 'net_amount',
  },
  statuses: { won: 'counted', lost: 'failed', engaging: 'unpaid', prospecting: 'unpaid' },
  refunds: 'none',
};
