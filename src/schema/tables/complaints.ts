import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a complaint or service ticket. */
export const complaints: CanonicalTable = {
  name: 'complaints',
  key: 'ticket_id',
  identifying: [
    ['ticket_id', 'record_id'],
    ['customer_id'],
    ['opened'],
    ['ticket_id', 'closed', 'first_response_minutes', 'reopened', 'satisfaction', 'satisfaction_word', 'priority'],
  ],
  telling: ['ticket_id', 'first_response_minutes', 'satisfaction', 'satisfaction_word', 'priority', 'severity', 'reopened', 'compensation'],
  unlike: ['net_amount', 'qty', 'sku'],
  columns: [
    column(
      'ticket_id',
      'text',
      'ticket id|ticket number|ticket no|case number|case id|complaint id|conversation id|工单号|工单编号|投诉编号|工單號|工單編號|客訴編號',
      { required },
    ),
    column(
      'customer_id',
      'text',
      'customer id|customerid|customer|requester external id|requester email|requester id|requester|contact id|account id|customer email|email|user id|contact name|account name|associated contact ids|客户编号|客户ID|会员编号|客户名称|客戶編號|會員編號|客戶名稱',
      { required },
    ),
    column(
      'opened',
      'timestamp',
      'opened at|date/time opened|created at|created time|create date|created|date opened|started at|complaint date|投诉时间|投诉日期|创建时间|客訴時間|客訴日期|建立時間',
      { required },
    ),
    column(
      'closed',
      'timestamp',
      'closed at|closed time|date/time closed|date closed|close date|solved at|resolved at|first closed at|解决时间|关闭时间|完成时间|解決時間|關閉時間',
    ),
    column(
      'first_response_minutes',
      'number',
      'first reply time in minutes|first response minutes|首次响应分钟|首次响应时间|首次回應時間',
      {
        unit: 'minutes',
      },
    ),
    column('severity', 'integer', 'priority level|严重程度|嚴重程度', { unit: '1-3' }),
    column('type', 'text', 'complaint type|category|投诉类型|客訴類型', {
      values: ['product', 'service', 'delivery', 'billing', 'other'],
    }),
    column('is_complaint', 'boolean', 'complaint|是否投诉|是否客訴'),
    column('reopened', 'boolean', 'is reopened|是否重开|是否重開'),
    column('satisfaction', 'number', 'satisfaction rating|csat|csat score|conversation rating|满意度|满意度评分|滿意度|滿意度評分'),
    column('compensation', 'money', 'compensation amount|赔偿金额|补偿金额|賠償金額|補償金額'),
  ],
  inputs: [
    { ...column('record_id', 'text', 'id', { required, unless: 'ticket_id' }), becomes: 'ticket_id' },
    { ...column('satisfaction_word', 'text', 'satisfaction score|评价|評價'), becomes: 'satisfaction' },
    { ...column('priority', 'text', 'ticket priority|优先级|优先等级|優先級|優先順序'), becomes: 'severity' },
    {
      ...column('type_text', 'text', 'ticket type|issue type|reason|case reason|售后类型|问题类型|工单类型|問題類型|售後類型'),
      becomes: 'type',
    },
    { ...column('ticket_status', 'text', 'status|ticket status|state|状态|处理结果|狀態|處理結果'), becomes: 'closed' },
    { ...column('reopens', 'number', 'reopen count|number of reopens|重开次数|重開次數'), becomes: 'reopened' },
    {
      ...column(
        'first_response_seconds',
        'number',
        'time to first response (seconds)|time to first response|first response time (seconds)|首次响应秒数',
      ),
      becomes: 'first_response_minutes',
    },
  ],
};
