import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a complaint or service ticket. */
export const complaints: CanonicalTable = {
  name: 'complaints',
  key: 'ticket_id',
  identifying: [['ticket_id'], ['customer_id'], ['opened']],
  columns: [
    column('ticket_id', 'text', 'ticket id|ticket number|case number|complaint id|工单号|投诉编号|工單編號|客訴編號', { required }),
    column('customer_id', 'text', 'customer id|customerid|customer|requester|requester id|客户编号|客户ID|会员编号|客戶編號|會員編號', {
      required,
    }),
    column('opened', 'timestamp', 'opened at|date/time opened|created at|date opened|complaint date|投诉时间|创建时间|客訴時間|建立時間', {
      required,
    }),
    column('closed', 'timestamp', 'closed at|solved at|resolved at|解决时间|关闭时间|解決時間'),
    column('first_response_minutes', 'number', 'first response time|first reply time in minutes|首次响应时间|首次回應時間', {
      unit: 'minutes',
    }),
    column('severity', 'integer', 'priority level|严重程度|嚴重程度', { unit: '1-3' }),
    column('type', 'text', 'ticket type|complaint type|category|投诉类型|售后类型|客訴類型', {
      values: ['product', 'service', 'delivery', 'billing', 'other'],
    }),
    column('is_complaint', 'boolean', 'complaint|是否投诉|是否客訴'),
    column('reopened', 'boolean', 'reopens|是否重开|是否重開'),
    column('satisfaction', 'number', 'satisfaction score|csat|满意度|滿意度'),
    column('compensation', 'money', 'compensation amount|赔偿金额|补偿金额|賠償金額'),
  ],
};
