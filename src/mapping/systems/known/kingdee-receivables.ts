import { headers, type SystemProfile } from '../definition.ts';

export const kingdeeReceivables: SystemProfile = {
  id: 'kingdee-receivables',
  title: { en: 'Kingdee receivables ledger', zh: '金蝶应收往来账' },
  evidence: 'memory',
  table: 'receivables',
  grain: 'record',
  columns: headers('客户代码|客户名称|日期|凭证字号|摘要|期初余额|本期应收|本期收款|本期实收|期末余额|账龄|借贷方向|币别|单据编号'),
  anchors: headers('本期应收|本期实收|期初余额'),
  roles: {
    客户代码: 'customer_id',
    日期: 'date',
    凭证字号: 'document_id',
    本期应收: 'debit',
    本期收款: 'credit',
    期末余额: 'open_amount',
    币别: 'currency',
    借贷方向: 'balance_side',
    摘要: 'kind_text',
    账龄: 'days_overdue',
  },
  zone: 'Asia/Shanghai',
};
